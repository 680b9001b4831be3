"""What lies in a place: what is in 无锡 is in 江苏, too, and in 中国.

The graph records of a thing the place that its sentence names, and of no place where that lies: the lexicon does
(``parent``). A question is given those of the places in a place that the graph names, not the lexicon's thousands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.lexicon_files import read_file
from kg.query.asking.question import Option, Thing
from kg.query.names import Names
from kg.resources import seeds_folder
from kg.vocab import ORGANIZATIONS, EntityType, Relation


@cache
def _inner() -> dict[str, tuple[str, ...]]:
    """The ids of the places that lie directly in each place."""
    inner: dict[str, list[str]] = defaultdict(list)
    for entry in read_file(seeds_folder() / "lexicon" / "location.tsv", EntityType.LOCATION):
        inner[entry.parent].append(entry.id)
    return {place: tuple(sorted(places)) for place, places in inner.items() if place}


@cache
def places_in(place: str) -> tuple[str, ...]:
    """The ids of all places that lie in a place by the lexicon, itself left out.

    >>> "wuxi" in places_in("jiangsu"), "wuxi" in places_in("china"), places_in("wuxi-airport")
    (True, True, ())
    """
    found = {place: None}
    waiting = [place]
    while waiting:
        new = [one for one in _inner().get(waiting.pop(), ()) if one not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(sorted(found.keys() - {place}))


def with_places(thing: Thing, names: Names) -> Thing:
    """The thing with the places in those that it or another is told to be in."""
    clauses = tuple(
        replace(
            clause,
            options=tuple(_widened(option, thing, clause.other, names) for option in clause.options),
            other=with_places(clause.other, names),
        )
        for clause in thing.clauses
    )
    return replace(thing, clauses=clauses)


def _widened(option: Option, near: Thing, far: Thing, names: Names) -> Option:
    if option.relation is not Relation.LOCATED_IN:
        return option
    placed, place = (near, far) if option.outward else (far, near)
    found = [(outer, inner) for outer in place.entities for inner in _named_in(outer, names)]
    # An American company is not one with a plant in Arizona; an American plant is one there.
    is_by_country = option.adjective and placed.types <= ORGANIZATIONS
    if not found or (is_by_country and _is_country((*place.entities, *(inner for _, inner in found)), names)):
        return option
    return replace(option, within=(*((iri, iri) for iri in place.entities), *found))


def _named_in(iri: str, names: Names) -> Iterator[str]:
    """The IRIs of the places in a place that the graph names."""
    if EntityType.LOCATION in names.entities[iri].types:
        known = (names.base + id_ for id_ in places_in(names.entities[iri].id))
        yield from (inner for inner in known if inner in names.entities)


def _is_country(iris: Iterable[str], names: Names) -> bool:
    """Whether one of the places is a country: of a larger one, such as 欧洲, those in it are."""
    return any(code.lower().startswith("iso:") for iri in iris for code in names.entities[iri].codes)
