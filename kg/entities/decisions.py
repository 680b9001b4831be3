"""Decisions of people on identity: two names are the same thing, two different ones, or it is unsure.

A decision is a line of a TSV file, so that it can be read, reviewed and undone with any editor. It takes
effect when documents are built: the file is part of the knowledge that a build is known by.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import LexiconError, nearest
from kg.model import digest_of

HEADER = "first\tsecond\tverdict\tnote"


class Verdict(StrEnum):
    """What was decided of two entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict on two entities, given by their ids."""

    first: str
    second: str
    verdict: Verdict
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two, whatever their order."""
        return frozenset({self.first, self.second})


class Decisions:
    """All decisions; a later one on the same two replaces an earlier one."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_pair = {decision.pair: decision for decision in decisions}
        self._canonical = self._groups()

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._by_pair.values())

    def __len__(self) -> int:
        return len(self._by_pair)

    @property
    def digest(self) -> str:
        """Changes with every decision that has an effect."""
        rows = sorted(
            f"{sorted(d.pair)} {d.verdict}" for d in self._by_pair.values() if d.verdict != Verdict.UNSURE
        )
        return digest_of(*rows)

    def canonical(self, entity: str) -> str:
        """The id under which an entity goes: that of the group that it was decided to belong to."""
        return self._canonical.get(entity, entity)

    def are_different(self, first: str, second: str) -> bool:
        """Whether someone decided that the two are not one."""
        decision = self._by_pair.get(frozenset({first, second}))
        return decision is not None and decision.verdict is Verdict.DIFFERENT

    def is_decided(self, first: str, second: str) -> bool:
        """Whether there is a decision on the two, unsure ones included."""
        return frozenset({first, second}) in self._by_pair

    def with_(self, decision: Decision) -> Decisions:
        """These decisions and one more."""
        return Decisions([*self._by_pair.values(), decision])

    def without(self, first: str, second: str) -> Decisions:
        """These decisions but the one on the two."""
        pair = frozenset({first, second})
        return Decisions(decision for decision in self._by_pair.values() if decision.pair != pair)

    def _groups(self) -> Mapping[str, str]:
        groups: dict[str, set[str]] = {}
        for decision in self._by_pair.values():
            if decision.verdict is Verdict.SAME:
                joined = groups.get(decision.first, {decision.first}) | groups.get(
                    decision.second, {decision.second}
                )
                groups.update(dict.fromkeys(joined, joined))
        # An id of the lexicon says more than one that was made from a name.
        return {
            entity: min(group, key=lambda member: (member.startswith(("x-", "u-")), member))
            for entity, group in groups.items()
        }


def load_decisions(path: Path) -> Decisions:
    """The decisions of a file; none where there is no file.

    Raises:
        LexiconError: a line is not a decision.
    """
    if not path.exists():
        return Decisions()
    found = []
    for number, line in enumerate(path.read_text("utf8").splitlines()[1:], start=2):
        cells = line.split("\t")
        verdicts = [verdict.value for verdict in Verdict]
        if len(cells) != len(HEADER.split("\t")) or cells[2] not in verdicts:
            offer = nearest(cells[2], verdicts) if len(cells) > 2 else ""
            raise LexiconError(
                f"{path}, line {number}: not a decision{offer}: write first, second, verdict, note"
            )
        found.append(Decision(first=cells[0], second=cells[1], verdict=Verdict(cells[2]), note=cells[3]))
    return Decisions(found)


def save_decisions(decisions: Decisions, path: Path) -> None:
    """Write the decisions, whole or not at all."""
    lines = [HEADER]
    for decision in sorted(decisions, key=lambda d: (d.first, d.second)):
        note = " ".join(decision.note.split())
        lines.append(f"{decision.first}\t{decision.second}\t{decision.verdict}\t{note}")
    temporary = path.with_name(path.name + ".new")
    temporary.write_text("\n".join(lines) + "\n", "utf8")
    temporary.replace(path)
