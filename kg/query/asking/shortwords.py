"""The words that names are shortened by in questions, read from ``seeds/markers/shortened.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.query.asking.wordfiles import read_words
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
    """The words of a file; one that cannot be read is a QueryError that names it."""
    return read_words(path, _of)


def _of(table: dict[str, Any]) -> ShortWords:
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


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))
