"""What a clause asks that the rows of the clause before it tell anyway: 什么时候投的, how much was the fine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.query.asking.answers import Reply
from kg.query.asking.lexing import Cut, value
from kg.query.asking.question import Asked
from kg.query.asking.readings import told_options
from kg.query.asking.variants import FLOATING
from kg.store import FactRow
from kg.vocab import Relation

_TELLS: dict[str, Callable[[FactRow], object]] = {
    "when": lambda fact: fact.time or fact.time_text,
    "how_much": lambda fact: fact.amount_text or fact.amount,
    "quantity": lambda fact: fact.amount_text or fact.amount or fact.percent,
    "how_big": lambda fact: fact.percent,
    "which_post": lambda fact: fact.title,
    "which_goods": lambda fact: fact.product_label,
    "evidence": lambda fact: fact.evidence,
}
_WITHOUT_ROWS = (Asked.ABOUT, Asked.CONNECTION, Asked.NUMBER, Asked.WHETHER)
# Of shares and money these words tell no other relation.
_IN_MONEY = frozenset(
    {
        Relation.INVESTS_IN,
        Relation.ACQUIRES,
        Relation.SHAREHOLDER_OF,
        Relation.REGULATES,
        Relation.SUPPLIES,
        Relation.PARTNERS_WITH,
        Relation.OPERATES,
        Relation.MERGES_WITH,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A clause that the rows answer, if they state it."""

    part: str
    is_stated: bool


def asks_of_the_same(cut: Cut, part: str, before: Reply) -> Beside | None:
    """The clause, where it asks what the rows of the clause before are to tell."""
    question = before.question
    if question is None or cut.unknown or question.asked in _WITHOUT_ROWS:
        return None
    relations = {option.relation for clause in question.thing.clauses for option in clause.options}
    kinds: set[str] = set()
    for token in cut.tokens:
        floating = {reading.category for reading in token.readings} & (FLOATING | {"which_goods"})
        told = {option.relation for option in told_options(token)}
        if floating & _TELLS.keys():
            kinds |= floating & _TELLS.keys()
        elif not (floating or _is_of(told, relations) or any(value(token, one) for one in _IDLE)):
            return None
    if not kinds or ("which_post" in kinds and Relation.WORKS_FOR not in relations):
        return None
    facts = [answer.statement.fact for answer in before.answers if answer.statement]
    has_goods = any(map(_TELLS["which_goods"], facts))
    if "which_goods" in kinds and not has_goods and Relation.SUPPLIES not in relations:
        return None
    return Beside(part=part, is_stated=any(_TELLS[kind](fact) for kind in kinds for fact in facts))


_IDLE = ("DE", "BE", "ALL", "SHARES", "DO", "HAVE", "AND")


def _is_of(told: set[Relation], relations: set[Relation]) -> bool:
    return bool(told & relations or (told <= _IN_MONEY and told and relations & _IN_MONEY))


def asks_attribute(cut: Cut) -> bool:
    """Whether it asks for an amount, a date or a share of what the clause before told, and for nothing else."""
    asks = any(value(token, "WH") or value(token, "DET") or value(token, "WHERE") for token in cut.tokens)
    return not (asks or any(value(token, "NAME") for token in cut.tokens)) and any(
        reading.category in _TELLS for token in cut.tokens for reading in token.readings
    )


def told_beside(parts: Iterable[Beside], *, chinese: bool) -> Iterator[str]:
    """That the rows answer those clauses, or that none of them does."""
    mark = "“{}”" if chinese else "'{}'"
    ways = ((True, "见各行所列", ": see the rows"), (False, "没有写明", ": no row states it"))
    known = list(parts)
    for is_stated, zh, en in ways:
        words = ", ".join(mark.format(one.part) for one in known if one.is_stated is is_stated)
        if words:
            yield words + (zh if chinese else en)
