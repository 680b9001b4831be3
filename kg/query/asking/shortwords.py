"""The words that names are shortened by in questions, read from ``seeds/markers/shortened.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.resources import seeds_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortWords:
    """What ends titles, what says little in them, what is written in two ways; the longest words first."""

    kinds: tuple[str, ...]
    tails: tuple[str, ...]
    generic: tuple[str, ...]
    same_in_titles: tuple[tuple[str, ...], ...]
    same_in_bodies: tuple[tuple[str, ...], ...]
    country: tuple[str, ...]
    levels: tuple[str, ...]
    company_tails: tuple[str, ...]
    latin_tails: frozenset[str]


@cache
def short_words() -> ShortWords:
    """The words that ship with kg."""
    return read_short_words(seeds_folder() / "markers" / "shortened.toml")


def read_short_words(path: Path) -> ShortWords:
    """The words of a file.

    Raises:
        QueryError: the file cannot be read, or a table of it is missing.
    """
    try:
        table = tomllib.loads(path.read_text("utf8"))
        titles, bodies, companies = table["titles"], table["bodies"], table["companies"]
        return ShortWords(
            kinds=_longest_first(titles["kinds"]),
            tails=_longest_first(titles["tails"]),
            generic=_longest_first(titles["generic"]),
            same_in_titles=tuple(tuple(row) for row in titles["same"]),
            same_in_bodies=tuple(tuple(row) for row in bodies["same"]),
            country=tuple(bodies["country"]),
            levels=tuple(bodies["levels"]),
            company_tails=_longest_first(companies["tails"]),
            latin_tails=frozenset(companies["latin"]),
        )
    except (OSError, ValueError, KeyError) as error:
        raise QueryError(f"{path.name}: cannot be read ({error!r}): mend the file") from None


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
