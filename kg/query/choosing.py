"""Filters of facts from words: names, relations, types and modalities as a program writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from kg.errors import QueryError
from kg.query.facts import FactFilter, modality_named, relation_named, types_named
from kg.query.names import Names
from kg.vocab import EntityType

Several = str | Iterable[str]
_T = TypeVar("_T")


def fact_filter(
    names: Names,
    *,
    relation: Several | None = None,
    subject: Several | None = None,
    object: Several | None = None,
    about: Several | None = None,
    type: Several | None = None,
    modality: Several | None = None,
    since: str = "",
    until: str = "",
    min_confidence: float = 0.0,
) -> FactFilter:
    """A filter whose parts are told in words, each by one or several.

    >>> fact_filter(Names([]), relation="investsin", modality=["planned"]).modalities
    frozenset({<Modality.PLANNED: 'Planned'>})

    Raises:
        NotFoundError: nothing is called so.
        QueryError: there is no such relation, type or modality.
    """

    def called(given: Several | None) -> frozenset[str]:
        return frozenset(entity.iri for name in _words(given) for entity in names.resolve(name))

    return FactFilter(
        relations=_each(relation_named, relation),
        subjects=called(subject),
        objects=called(object),
        ends=called(about),
        types=types_of(type),
        modalities=_each(modality_named, modality),
        since=since,
        until=until,
        min_confidence=min_confidence,
    )


def types_of(given: Several | None) -> frozenset[EntityType]:
    """The entity types of these classes; ``Organization`` stands for six.

    >>> sorted(types_of(["person", "fund"]))
    [<EntityType.FUND: 'Fund'>, <EntityType.PERSON: 'Person'>]
    """
    return frozenset(type_ for types in _each(types_named, given) for type_ in types)


def _words(given: Several | None) -> list[str]:
    return [] if given is None else [given] if isinstance(given, str) else list(given)


def _each(named: Callable[[str], _T], given: Several | None) -> frozenset[_T]:
    try:
        return frozenset(named(word) for word in _words(given))
    except QueryError as error:
        # The message names the command line's option; the argument is called the same.
        raise QueryError(str(error).removeprefix("--")) from None
