"""What stands before a question or around it and says nothing of what is asked: 我在写报告，…, I'm looking into X - ….

The words are patterns of ``seeds/markers/preambles.toml``. What a preamble is of stays, as a clause that only names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.query.asking.required import Wording
from kg.query.asking.wordfiles import read_words
from kg.resources import seeds_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Preambles:
    """Patterns of what opens a question, of openings with a topic, of what is idle anywhere, and other wordings."""

    openings: tuple[Wording, ...]
    topics: tuple[Wording, ...]
    idle: tuple[Wording, ...]
    instead: tuple[tuple[Wording, str], ...]


@cache
def preambles() -> Preambles:
    """The patterns that ship with kg."""
    return read_preambles(seeds_folder() / "markers" / "preambles.toml")


def read_preambles(path: Path) -> Preambles:
    """The patterns of a file; one that cannot be read is a QueryError that names it."""
    return read_words(path, _of)


def _of(table: dict[str, Any]) -> Preambles:
    return Preambles(
        openings=tuple(Wording(rf"^\s*(?:{one})") for one in table["openings"]),
        topics=tuple(Wording(rf"^\s*(?:{one})") for one in table["topics"]),
        idle=tuple(map(Wording, table["idle"])),
        instead=tuple((Wording(row[0]), row[1]) for row in table["instead"]),
    )


def without_preamble(text: str) -> str:
    """The question alone.

    >>> without_preamble("老板让我查一下，谁创立了华为？")
    '谁创立了华为？'
    """
    known = preambles()
    said = text
    for wording, other in known.instead:
        said = wording.sub(other, said)
    for _ in range(3):
        for opening in known.openings:
            said = opening.sub("", said, count=1)
    for idle in known.idle:
        said = idle.sub("", said)
    for topic in known.topics:
        if match := topic.match(said):
            said = f"关于{match['topic']}，{said[match.end() :]}"
            break
    return said.strip() or text
