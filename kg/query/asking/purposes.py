"""What the answer to a question is: a thing, a number, a date, yes, or facts with both their ends."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.meanings import ANY_POST, is_name, seen_from_there
from kg.query.asking.question import Asked, Thing
from kg.vocab import Relation

_WITHOUT_AMOUNT = frozenset(
    {Relation.WORKS_FOR, Relation.LOCATED_IN, Relation.MEMBER_OF, Relation.PART_OF, Relation.COMPETES_WITH}
)


def purpose(thing: Thing, kinds: set[str]) -> Asked | None:
    """What is asked for; none where the question asks two things at once.

    Args:
        thing: what the grammar made of the question.
        kinds: the kinds of words that stood beside it, such as ``when`` and ``how_much``.
    """
    special = _special(thing, kinds)
    if (_says_some_post(thing) and special != {Asked.POST}) or len(special) > 1:
        return None
    if special:
        (asked,) = special
        if asked is Asked.POST and not _is_of_work(thing):
            return None
        is_of_that = bool(thing.clauses) and "about" not in kinds
        is_stated = asked not in (Asked.AMOUNT, Asked.PERCENT) or _costs(thing)
        return asked if is_of_that and is_stated else None
    # A name alone, or 华为是谁, asks for everything that is said of it.
    if (is_name(thing) and "about" in kinds) or (thing.entities and not thing.clauses):
        return Asked.ABOUT
    if "about" in kinds and not thing.clauses:
        return None
    wanted = _by_what_is_wanted(thing)
    # How many work somewhere is not how many of them the news names.
    return None if wanted is Asked.NUMBER and _counts_staff(thing) else wanted


def _is_of_work(thing: Thing) -> bool:
    return any(o.relation is Relation.WORKS_FOR for clause in thing.clauses for o in clause.options)


def _counts_staff(thing: Thing) -> bool:
    """Whether people are counted by where they work; in how many places someone does is another question."""
    options = [option for clause in thing.clauses for option in clause.options]
    is_work = bool(options) and all(o.relation is Relation.WORKS_FOR and not o.posts for o in options)
    return is_work and not (thing.entities and all(option.outward for option in options))


def _special(thing: Thing, kinds: set[str]) -> set[Asked]:
    """What words of asking ask for besides things: 什么时候, 多少钱, 什么职务."""
    relations = {option.relation for clause in thing.clauses for option in clause.options}
    # 投资了多少 asks for money, 持股多少 for a share.
    quantity = Asked.PERCENT if relations == {Relation.SHAREHOLDER_OF} else Asked.AMOUNT
    kinds_asked = (
        ("when", Asked.TIME),
        ("how_much", quantity),
        ("quantity", quantity),
        ("how_big", Asked.PERCENT),
        ("which_post", Asked.POST),
    )
    return {asked for kind, asked in kinds_asked if kind in kinds}


def _costs(thing: Thing) -> bool:
    """Whether it is of something that has an amount or a share: no 任职 has one."""
    return not {option.relation for clause in thing.clauses for option in clause.options} <= _WITHOUT_AMOUNT


def _says_some_post(thing: Thing) -> bool:
    return any(option.posts == ANY_POST for clause in thing.clauses for option in clause.options)


def _by_what_is_wanted(thing: Thing) -> Asked | None:
    wanted = _wanted(thing)
    if any(one.counted for one in wanted):
        # 哪些基金投资了多少公司 asks for a number of each, which is not told.
        return Asked.NUMBER if wanted[0].counted else None
    if len(wanted) > 1:
        return Asked.FACTS
    if not wanted and thing.entities and all(_settled(clause.other) for clause in thing.clauses):
        return Asked.WHETHER
    return Asked.THING


def _wanted(thing: Thing) -> list[Thing]:
    found = [thing] if thing.wanted else []
    return found + [one for clause in thing.clauses for part in clause.things for one in _wanted(part)]


def _settled(thing: Thing) -> bool:
    return bool(thing.entities) and all(_settled(one) for clause in thing.clauses for one in clause.things)


def with_something_wanted(thing: Thing) -> Thing:
    """华为的股东 asks for the shareholders, 华为投资 for what it invests in."""
    if not thing.entities:
        return replace(thing, wanted=True)
    clauses = list(thing.clauses)
    for place, clause in enumerate(clauses):
        if not clause.other.entities:
            clauses[place] = replace(clause, other=replace(clause.other, wanted=True))
            break
    return replace(thing, clauses=tuple(clauses))


def together(thing: Thing) -> Thing:
    """Both of two names, where the question says so."""
    if len(thing.entities) > 1 and (seen := seen_from_there(thing)):
        return replace(
            seen, clauses=(seen.clauses[0], *together(replace(seen, clauses=seen.clauses[1:])).clauses)
        )
    return replace(
        thing,
        together=len(thing.entities) > 1,
        clauses=tuple(replace(clause, other=together(clause.other)) for clause in thing.clauses),
    )


def apart(thing: Thing, verbs: list[frozenset[Relation]]) -> Thing:
    """What is told by two verbs, where both of them must hold: 投资并收购了."""
    clauses = []
    for clause in thing.clauses:
        parts = [tuple(o for o in clause.options if o.relation in relations) for relations in verbs]
        known = list(dict.fromkeys(part for part in parts if part))
        is_split = len(known) > 1 and sum(map(len, known)) == len(clause.options)
        clauses += [replace(clause, options=part) for part in known] if is_split else [clause]
    return replace(thing, clauses=tuple(clauses))
