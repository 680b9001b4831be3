"""Which companies are of a trade: what the lexicon notes of them tells, where it notes anything.

The graph itself does not record trades, so the question is given the IRIs of those that the lexicon knows.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.lexicon_files import read_file
from kg.query.asking.question import Clause, Sort, Thing
from kg.query.names import Names
from kg.resources import seeds_folder
from kg.vocab import EntityType


@cache
def _noted() -> dict[str, tuple[str, str]]:
    """What the lexicon notes of each company and calls it, by its id."""
    path = seeds_folder() / "lexicon" / "company.tsv"
    return {
        entry.id: (entry.note, "|".join(entry.all_names).lower())
        for entry in read_file(path, EntityType.COMPANY)
    }


@cache
def _company_names() -> frozenset[str]:
    return frozenset(name for _, names in _noted().values() for name in names.split("|"))


def is_company(word: str) -> bool:
    """Whether the lexicon knows a company called so, though the graph need not."""
    return word in _company_names()


def with_members(thing: Thing, names: Names) -> Thing:
    """The thing with the members of the trades that its sorts tell of."""
    clauses = tuple(
        Clause(
            options=clause.options,
            other=with_members(clause.other, names),
            product=with_members(clause.product, names) if clause.product else None,
        )
        for clause in thing.clauses
    )
    sort = filled(thing.sort, names) if thing.sort else None
    mention = filled(thing.mention, names) if thing.mention else None
    return replace(thing, clauses=clauses, sort=sort, mention=mention)


def filled(sort: Sort, names: Names) -> Sort:
    """The sort with the members of its trades."""
    if not sort.trades:
        return sort
    members = (
        iri
        for iri, entity in names.entities.items()
        if EntityType.COMPANY in entity.types and _is_of(sort, *_noted().get(entity.id, ("", "")))
    )
    return replace(sort, members=tuple(sorted(members)))


def _is_of(sort: Sort, note: str, called: str) -> bool:
    return any(trade in note for trade in sort.trades) or any(name in called for name in sort.names)
