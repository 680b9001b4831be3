"""Words for less than a type: of 银行 the graph knows that they are companies, and a name tells the rest.

The word is put to the thing of the question that is of its type; where there is none, or one cannot tell which, the
question is not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from kg.query.asking.lines import names_line, words_lines
from kg.query.asking.question import Clause, Sort, Thing
from kg.vocab import EntityType

Types = frozenset[EntityType]


def read_sorts(table: dict[str, Any], forms: Callable[[str], Iterable[str]]) -> dict[str, Sort]:
    """Every word with its sort.

    Args:
        table: the file's ``sorts``.
        forms: what forms an English noun has.
    """
    found: dict[str, Sort] = {}
    for row in table["row"]:
        for word in row["words"]:
            sort = Sort(
                words=(word,),
                names=tuple(row.get("names", ())),
                without=tuple(row.get("without", ())),
                by_sentence=row.get("sentence", False),
                coded=row.get("coded", ""),
                trades=tuple(row.get("trades", ())),
            )
            for form in forms(word) if word.isascii() else (word,):
                found[form.lower()] = sort
    return found


def sorted_out(thing: Thing, told: Iterable[tuple[Sort, Types, bool]]) -> Thing | None:
    """The thing with the sorts that its words say; nothing where one is of no thing in it.

    Args:
        thing: what the question is of.
        told: sorts with the types of their words, and whether the word may be no kind of thing at all.
    """
    for sort, types, is_sure in told:
        places = list(_of_type(thing, types))
        if len(places) > 1:
            places = [place for place in places if place.wanted] or places
        if not places and (not is_sure or not (sort.names or sort.coded) or _is_named(thing, types)):
            continue
        if not places and _is_joined(thing, types):
            continue  # 学院和实验室: the word tells of one of the two kinds
        if len(places) != 1:
            return None
        thing = _with(thing, places[0], sort)
    return thing


def _things(thing: Thing) -> Iterator[Thing]:
    yield thing
    for clause in thing.clauses:
        for part in clause.things:
            yield from _things(part)


def _of_type(thing: Thing, types: Types) -> Iterator[Thing]:
    for one in dict.fromkeys(_things(thing)):
        heads = [option.head for clause in one.clauses for option in clause.options if option.head]
        if not one.entities and any(kinds and kinds <= types for kinds in (one.types, *heads)):
            yield one


def _is_joined(thing: Thing, types: Types) -> bool:
    return any(not one.entities and one.types > types for one in _things(thing))


def _is_named(thing: Thing, types: Types) -> bool:
    """Whether the word is the kind of something that is named: 华为公司."""
    return any(one.entities and one.types and one.types <= types for one in _things(thing))


def _with(thing: Thing, place: Thing, sort: Sort) -> Thing:
    if thing == place:
        return replace(thing, sort=thing.sort.joined(sort) if thing.sort else sort)
    clauses = tuple(
        Clause(
            options=clause.options,
            other=_with(clause.other, place, sort),
            product=_with(clause.product, place, sort) if clause.product else None,
        )
        for clause in thing.clauses
    )
    return replace(thing, clauses=clauses)


def sort_lines(variable: str, sort: Sort, fact: str) -> Iterator[str]:
    """The lines of a query that a thing is of the sort.

    Args:
        variable: of the thing.
        sort: what it must be.
        fact: the variable of the fact whose sentence may tell it; empty where there is none.
    """
    own = f"{variable}k"
    if sort.names:
        yield from words_lines(variable, own, fact, sort)
    if sort.without:
        yield f"FILTER NOT EXISTS {{ {names_line(variable, own, sort.without)} }}"
    if sort.coded == "stock":
        yield f"FILTER EXISTS {{ {variable} ikg:stockCode {variable}c }}"
    elif sort.coded:
        negation = "NOT " if sort.coded.startswith("no ") else ""
        yield (
            f"FILTER {negation}EXISTS {{ {variable} schema:identifier {variable}c ."
            f' FILTER(STRSTARTS({variable}c, "iso:")) }}'
        )
