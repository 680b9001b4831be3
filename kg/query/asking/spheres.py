"""国内 and 海外: in the home country with all that lies in it, or outside it.

The graph tells of few companies where they are, and news tells it of a foreign one rather than of one at home. So what
is abroad must be told to be there and not at home as well; what is at home is whatever is not abroad. The reply says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pyoxigraph as ox

from kg.query.asking.question import Clause, Sphere, Thing
from kg.query.asking.within import places_in
from kg.query.names import Names
from kg.store import EntityRow
from kg.vocab import ORGANIZATIONS, EntityType, Relation

_HOME = "china"
_LISTED_AT_HOME = (".SH", ".SZ", ".BJ", ".HK")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PLACED = ORGANIZATIONS | {EntityType.FACILITY, EntityType.EVENT, EntityType.LOCATION, EntityType.PERSON}


def in_sphere(thing: Thing, *, is_home: bool) -> Thing | None:
    """The thing with what is wanted of it at home or abroad; nothing where that is no kind that is somewhere."""
    if thing.wanted:
        is_placed = not thing.entities and (not thing.types or thing.types <= _PLACED)
        return replace(thing, sphere=Sphere(is_home=is_home)) if is_placed else None
    for place, clause in enumerate(thing.clauses):
        if found := in_sphere(clause.other, is_home=is_home):
            clauses = (*thing.clauses[:place], replace(clause, other=found), *thing.clauses[place + 1 :])
            return replace(thing, clauses=clauses)
    return None


def with_spheres(thing: Thing, names: Names) -> Thing:
    """The thing with the places at home and abroad that the graph names."""

    def with_sides(one: Thing) -> Thing:
        # 越南境内: at home there
        one = replace(
            one, clauses=tuple(_of_there(clause) if one.entities else clause for clause in one.clauses)
        )
        if one.sphere is None:
            return one
        if one.sphere.is_home and any(_places(clause) for clause in one.clauses):
            return replace(one, sphere=None)
        home, abroad = _sides(names)
        return replace(one, sphere=replace(one.sphere, home=home, abroad=abroad))

    return thing.everywhere(with_sides)


def _places(clause: Clause) -> bool:
    """Whether it tells in which places something is."""
    is_there = all(option.relation is Relation.LOCATED_IN and option.outward for option in clause.options)
    return is_there and bool(clause.other.entities)


def _of_there(clause: Clause) -> Clause:
    """What is in a place that is named."""
    is_of_place = all(o.relation is Relation.LOCATED_IN and not o.outward for o in clause.options)
    sphere = clause.other.sphere
    if not (is_of_place and sphere and sphere.is_home):
        return clause
    return replace(clause, other=replace(clause.other, sphere=None))


def _sides(names: Names) -> tuple[tuple[str, ...], tuple[str, ...]]:
    home: list[str] = []
    abroad: list[str] = []
    for iri, entity in names.entities.items():
        if EntityType.LOCATION not in entity.types:
            if (side := _listed_at_home(entity)) is not None:
                (home if side else abroad).append(iri)
        elif entity.id in _at_home():
            home.append(iri)
        elif not entity.id.startswith("x-"):  # of a place that the lexicon does not know nobody can tell
            abroad.append(iri)
    return tuple(home), tuple(abroad)


def _listed_at_home(entity: EntityRow) -> bool | None:
    """Whether a company is of the country by where its shares are traded or, where they are not, by its name.

    With a plant abroad a company that is listed at home is no foreign one; of one that Chinese news calls by a Latin
    name alone nothing need tell that it is foreign.
    """
    if not ORGANIZATIONS.intersection(entity.types):
        return None
    if entity.codes:
        return any(code.endswith(_LISTED_AT_HOME) for code in entity.codes)
    return None if any(_HAN.search(label.text) for label in entity.labels) else False


@cache
def _at_home() -> frozenset[str]:
    return frozenset((_HOME, *places_in(_HOME)))


def sphere_lines(variable: str, sphere: Sphere) -> Iterator[str]:
    """The lines of a query that a thing is on that side."""
    home, abroad = (_is_in(variable, places) for places in (sphere.home, sphere.abroad))
    yield f"FILTER(!({abroad}) || {home})" if sphere.is_home else f"FILTER({abroad} && !({home}))"


def _is_in(variable: str, places: tuple[str, ...]) -> str:
    if not places:
        return "false"
    known = ", ".join(str(ox.NamedNode(iri)) for iri in places)
    at = f"{variable}at"
    return (
        f"({variable} IN ({known}) || EXISTS {{ {at}f rdf:subject {variable} ; rdf:predicate ikg:locatedIn ;"
        f" ikg:modality ikg:Asserted ; rdf:object {at} . FILTER({at} IN ({known})) }})"
    )


def sphere_in_words(sphere: Sphere, language: str) -> str:
    """What is asked of the thing, and what is taken for an answer."""
    if language == "zh":
        return " 在国内，或没有写明在境外" if sphere.is_home else " 写明在境外"
    return " is in China, or not told to be elsewhere" if sphere.is_home else " is told to be outside China"
