"""Things of one name where two names are asked for: 中芯国际和华虹 are two, though three things are called so."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.question import Thing
from kg.query.asking.writing import normalized
from kg.query.names import Names


def with_namesakes(thing: Thing, names: Names) -> Thing:
    """The thing with those of its entities that have a name in common put together: any of them will do."""
    return thing.everywhere(
        lambda one: replace(one, namesakes=_namesakes(one.entities, names) if one.together else ())
    )


def _namesakes(iris: tuple[str, ...], names: Names) -> tuple[tuple[str, ...], ...]:
    groups: list[tuple[set[str], list[str]]] = []
    for iri in iris:
        called = {normalized(label.text) for label in names.entities[iri].labels}
        group = next((one for one in groups if one[0] & called), None)
        if group:
            group[1].append(iri)
        else:
            groups.append((called, [iri]))
    return tuple(tuple(members) for _, members in groups)
