"""Facts that a composed name states by itself: 芜湖白马山水泥厂 stands in 芜湖, 复旦大学微电子学院 belongs to 复旦大学."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg import markers
from kg.errors import RuleError
from kg.facts.units import Place, Scene
from kg.vocab import EntityType, Relation, fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What a name of one type states of a name of another type within it."""

    outer: EntityType
    inner: EntityType
    at_start: bool
    relation: Relation
    outer_is_subject: bool
    confidence: float
    example: tuple[str, str]

    @property
    def id(self) -> str:
        """The name under which its facts give their reason."""
        return f"name/{self.outer}-{self.inner}"


class Stated(NamedTuple):
    """A fact that a name states: where (the scene's number), between which places, by which composition."""

    scene: int
    subject: Place
    object: Place
    by: Composition


def load_compositions(path: Path) -> tuple[Composition, ...]:
    """The compositions of a markers file; one that breaks the ontology's signatures is a RuleError."""
    found = markers.read(path, lambda tables: tuple(_composition(row) for row in tables["name"]))
    for one in found:
        types = (one.outer, one.inner) if one.outer_is_subject else (one.inner, one.outer)
        if not fits(one.relation, *types):
            raise RuleError(
                f"{path.name}: {one.id}: {one.relation} does not hold between these types: mend it"
            )
    return found


def _composition(row: dict[str, object]) -> Composition:
    first, relation, _ = str(row["states"]).split()
    example = row["example"]
    assert isinstance(example, dict)
    return Composition(
        outer=EntityType(str(row["outer"])),
        inner=EntityType(str(row["inner"])),
        at_start=bool(row["at_start"]),
        relation=Relation(relation),
        outer_is_subject=first == "outer",
        confidence=float(str(row["confidence"])),
        example=(example["text"], example["inner"]),
    )


def stated_by_names(scenes: Sequence[Scene], compositions: Sequence[Composition]) -> Iterator[Stated]:
    """The facts that the names of an article state, each once, where the name stands first."""
    by_types = {(one.outer, one.inner): one for one in compositions}
    seen: set[tuple[str, str]] = set()
    for number, scene in enumerate(scenes):
        for inner in scene.places:
            if inner.via != "nested":
                continue
            outer = next(
                (
                    p
                    for p in scene.places
                    if p.via == "name" and p.start <= inner.start and inner.end <= p.end
                ),
                None,
            )
            if outer is None or outer.entity == inner.entity or (outer.entity, inner.entity) in seen:
                continue
            by = by_types.get((outer.type, inner.type))
            if by is None or (by.at_start and inner.start != outer.start):
                continue
            seen.add((outer.entity, inner.entity))
            subject, object_ = (outer, inner) if by.outer_is_subject else (inner, outer)
            yield Stated(number, subject, object_, by)
