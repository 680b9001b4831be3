"""Cue words: words that speak for a relation or a modality, found in one pass over a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import daachorse

from kg import markers


class Cue(NamedTuple):
    """A cue word in a text, as a half-open range, with the group that it belongs to."""

    start: int
    end: int
    group: str


class Cues:
    """Groups of cue words; a word may belong to several groups."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        by_word: dict[str, list[str]] = {}
        for group, words in groups.items():
            for word in dict.fromkeys(words):
                by_word.setdefault(word, []).append(group)
        self._groups = list(by_word.values())
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            list(by_word), daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    @classmethod
    def load(cls, path: Path) -> Cues:
        """From a markers file: tables of groups, or groups at its top."""
        return markers.read(path, cls._of)

    @classmethod
    def _of(cls, tables: dict[str, Any]) -> Cues:
        groups: dict[str, list[str]] = {}
        for name, table in tables.items():
            if isinstance(table, dict):
                groups.update({f"{name}.{group}": words for group, words in table.items()})
            else:
                groups[name] = table
        return cls(_with_parts(groups))

    def find(self, text: str) -> list[Cue]:
        """The cues of a text in order; the longest word wins where two begin together."""
        return [
            Cue(start, end, group)
            for start, end, number in self._automaton.find(text)
            for group in self._groups[number]
        ]


def _with_parts(groups: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Groups of relations, in which a word also speaks for the relations whose words it holds: 合作研发, of 合作 and 研发."""
    of_word: dict[str, list[str]] = {}
    for group, words in groups.items():
        for word in words:
            of_word.setdefault(word, []).append(group)
    whole = {group: list(words) for group, words in groups.items()}
    for word, own in of_word.items():
        relations = {_relation(group) for group in own}
        for part in _parts(word):
            for group in of_word.get(part, ()):
                if "." in group and _relation(group) not in relations:
                    whole[group].append(word)
    return whole


def _relation(group: str) -> str:
    return group.partition(".")[0]


def _parts(word: str) -> list[str]:
    """The strings of two characters and more within a word, without itself."""
    size = len(word)
    return [word[a:b] for a in range(size) for b in range(a + 2, size + 1) if b - a < size]
