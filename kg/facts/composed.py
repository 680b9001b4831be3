"""Facts that a composed name states by itself: 芜湖白马山水泥厂 stands in 芜湖, 复旦大学微电子学院 belongs to 复旦大学."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class Compositions:
    """What names state of what stands in them, and what only seems to be stated: (outer, relation, inner)."""

    stating: tuple[Composition, ...] = ()
    silent: frozenset[tuple[EntityType, Relation, EntityType]] = frozenset()


NO_COMPOSITIONS = Compositions()


class Nested(NamedTuple):
    """A place within another, which is a name or part of one: in which scene (its number), and the two places."""

    scene: int
    outer: Place
    inner: Place


class Stated(NamedTuple):
    """A fact that a name states: where (the scene's number), between which places, by which composition."""

    scene: int
    subject: Place
    object: Place
    by: Composition


def load_compositions(path: Path) -> Compositions:
    """The compositions of a markers file; one that breaks the ontology's signatures is a RuleError."""
    found = markers.read(
        path,
        lambda tables: Compositions(
            tuple(_composition(row) for row in tables["name"]),
            frozenset(_silence(row) for row in tables["silent"]),
        ),
    )
    for one in found.stating:
        types = (one.outer, one.inner) if one.outer_is_subject else (one.inner, one.outer)
        if not fits(one.relation, *types):
            raise RuleError(
                f"{path.name}: {one.id}: {one.relation} does not hold between these types: mend it"
            )
    return found


def _silence(row: dict[str, object]) -> tuple[EntityType, Relation, EntityType]:
    return EntityType(str(row["outer"])), Relation(str(row["relation"])), EntityType(str(row["inner"]))


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


def nested(scenes: Sequence[Scene]) -> list[Nested]:
    """The places of an article that stand within others, names or parts of names; each pair once, where it is first."""
    found: dict[tuple[str, str, str], Nested] = {}
    for number, scene in enumerate(scenes):
        for inner in scene.places:
            if inner.via != "nested":
                continue
            for outer in scene.places:
                if outer.via in ("name", "nested") and outer.covers(inner) and outer.entity != inner.entity:
                    found.setdefault((outer.via, outer.entity, inner.entity), Nested(number, outer, inner))
    return list(found.values())


def stated_by_names(within: Iterable[Nested], compositions: Compositions) -> Iterator[Stated]:
    """The facts that the names of an article state."""
    by_types = {(one.outer, one.inner): one for one in compositions.stating}
    for number, outer, inner in within:
        by = by_types.get((outer.type, inner.type)) if outer.via == "name" else None
        if by is None or (by.at_start and inner.start != outer.start):
            continue
        subject, object_ = (outer, inner) if by.outer_is_subject else (inner, outer)
        yield Stated(number, subject, object_, by)
