"""What characters and words tell by themselves: surnames, transliteration, and how common a word is.

Names are made of rare words and of words that no dictionary holds; 思路清晰 is neither. What the tagger learns
of commonness holds for words that it has never seen.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from kg import resources

_MOST = 7


def commonness(word: str) -> int:
    """0 for a word that the dictionary lacks, then 1 (count below 4) to 7 (16,384 or more).

    >>> commonness("的") > commonness("半导体") > commonness("优刻得")
    True
    """
    return _levels().get(word, 0)


@cache
def _levels() -> dict[str, int]:
    levels = {}
    for line in files("jieba").joinpath("dict.txt").read_text("utf8").splitlines():
        word, count, _ = line.split(" ")
        levels[word] = max(1, min(_MOST, int(count).bit_length() // 2))
    return levels


@cache
def kinds_of_characters() -> dict[str, int]:
    """1 for characters that begin a person's name, 2 for those that transliterate foreign ones, 3 for both."""
    path = resources.seeds_folder() / "markers" / "characters.toml"
    table = tomllib.loads(path.read_text("utf8"))
    kinds: dict[str, int] = {}
    for value, group in ((1, "surnames"), (2, "transliteration")):
        for char in "".join(table[group]):
            kinds[char] = kinds.get(char, 0) | value
    return kinds
