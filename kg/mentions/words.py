"""What characters and words tell by themselves: surnames, transliteration, and how common a word is.

Names are made of rare words and of words that no dictionary holds; 思路清晰 is neither. What the tagger learns
of commonness holds for words that it has never seen.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from kg import resources

Words = npt.NDArray[np.bytes_]
Levels = npt.NDArray[np.uint8]

_MOST = 7
_NONE = np.empty(0, dtype="S1"), np.empty(0, dtype=np.uint8)


def commonness(word: str) -> int:
    """0 for a word that the dictionary lacks, then 1 (count below 4) to 7 (16,384 or more).

    >>> commonness("的") > commonness("半导体") > commonness("优刻得")
    True
    """
    written = word.encode("utf8", "surrogatepass")
    words, levels = _levels().get(len(written), _NONE)
    at = int(words.searchsorted(written))
    return int(levels[at]) if at < len(words) and words[at] == written else 0


@cache
def _levels() -> dict[int, tuple[Words, Levels]]:
    """The words of each length in bytes, sorted, with their levels: a sixth of what a dictionary of them takes."""
    words: defaultdict[int, bytearray] = defaultdict(bytearray)
    levels: defaultdict[int, bytearray] = defaultdict(bytearray)
    # jieba itself is not imported: it would take ten megabytes.
    place = find_spec("jieba")
    assert place is not None and place.origin is not None
    with Path(place.origin).with_name("dict.txt").open("rb") as lines:
        for line in lines:
            word, count, _ = line.split(b" ")
            size = len(word)
            words[size] += word
            levels[size].append(max(1, min(_MOST, int(count).bit_length() // 2)))
    found = {}
    for size, joined in words.items():
        column = np.frombuffer(joined, dtype=f"S{size}")
        order = column.argsort()
        found[size] = column[order], np.frombuffer(levels[size], dtype=np.uint8)[order]
    return found


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
