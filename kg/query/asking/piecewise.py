"""A question of several clauses, answered clause by clause where it is not understood as a whole.

A clause that names nothing is of what the clauses before it are of. A clause that is not understood is told as that;
but only what asks by itself may be left unanswered: what tells a condition must be understood, or nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.query.asking.answers import Reply
from kg.query.asking.lexing import Cut, Lexer, value
from kg.query.asking.question import Asked, Question
from kg.query.asking.understanding import Declined
from kg.query.asking.variants import FLOATING

_Understand = Callable[[str], Question | Declined]

_ENDS = re.compile(
    r"[，,；;。？?！!\n]+|(?<=[a-z0-9])\.\s+|\s+and\s+(?=(?:who|what|which|where|when|how)\b)", re.I
)
_STARTS = re.compile(
    r"^(?:另外|还有|以及|并且|顺便(?:问一?下)?|同时|而且|然后|那么|那|再者|此外|and|also)\s*(?=.{2})", re.I
)
_OF_IT = re.compile(
    r"^(?:它们?|其|他们?|她|该公司|该企业|这家公司|这家企业|这公司|对方|its|it|they|their)\s*(?:的\s*)?", re.I
)
_ASKS = re.compile(
    r"谁|什么|啥|哪|多少|几[家个位款项种笔起]|吗|呢|有没有|是不是|怎|如何|为何|何时|何地|没有$|没$|\b(?:who|what|which|where|when|why|how)\b",
    re.I,
)
# Who is asked for goes on in the next clause: 谁投资了它，还投了谁 is of them, not of it.
_GOES_ON = re.compile(r"^(?:还|又|也|再|都|均)")
_ATTRIBUTES = frozenset(("when", "how_much", "how_big", "quantity", "which_post", "evidence"))
_MANY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The clauses that are understood, what was said of each, those told by the same rows, and those that are not."""

    questions: tuple[Question, ...]
    told_beside: tuple[str, ...]
    left: tuple[str, ...]

    def joined(self, replies: list[Reply]) -> Reply:
        """One reply of those to the clauses."""
        chinese = self.questions[0].language == "zh"
        told = [reply.understood for reply in replies]
        mark = "“{}”" if chinese else "'{}'"
        if self.told_beside:
            words = ", ".join(mark.format(part) for part in self.told_beside)
            told.append(f"{words}见各行所列" if chinese else f"{words}: see the rows")
        if self.left:
            words = ", ".join(mark.format(part) for part in self.left)
            told.append(
                f"没有听懂、未答：{words}" if chinese else f"not understood and not answered: {words}"
            )
        answers = tuple(answer for reply in replies for answer in reply.answers)
        return Reply(
            question=self.questions[0],
            understood=(" ‖ ").join(told),
            sparql="\n".join(reply.sparql for reply in replies if reply.sparql),
            answers=answers,
            trouble="" if answers else "；".join(dict.fromkeys(reply.trouble for reply in replies)),
            offers=() if answers else tuple(offer for reply in replies for offer in reply.offers),
        )


def piecewise(text: str, lexer: Lexer, understand: _Understand, today: date) -> Parted | None:
    """What is understood of the clauses of a question, if it has several and some of them are."""
    parts = [_STARTS.sub("", part.strip()) for part in _ENDS.split(text)]
    parts = [part for part in parts if part]
    if not 1 < len(parts) <= _MANY:
        return None
    questions: list[Question] = []
    beside: list[str] = []
    left: list[str] = []
    subject = ""
    for place, part in enumerate(parts):
        cut = _cut(part, lexer, today)
        if _is_idle(cut):
            continue
        if questions and _is_of_the_same(cut, questions[-1]):
            beside.append(part)
            continue
        if left and _asks_attribute(cut):
            left.append(part)
            continue
        found = _first_understood(part, subject if place else "", _names(cut), understand)
        if found:
            questions.append(found)
        elif _ASKS.search(part):
            left.append(part)
        elif not (_names(cut) and not cut.unknown and _only_names(cut)):
            return None
        subject = next(iter(_names(cut)), subject)
    if not questions:
        return None
    return Parted(questions=tuple(questions), told_beside=tuple(beside), left=tuple(left))


def _cut(part: str, lexer: Lexer, today: date) -> Cut:
    cuts = lexer.cuts(part, today=today)
    return cuts[0] if cuts else Cut((), 0, (part,))


def _names(cut: Cut) -> list[str]:
    return [token.text for token in cut.tokens if value(token, "NAME")]


def _only_names(cut: Cut) -> bool:
    """Whether the clause says no more than whom the next is of: 关于华为，…"""
    return not any(value(token, "V") or value(token, "ROLE") for token in cut.tokens)


def _is_idle(cut: Cut) -> bool:
    """Whether it says nothing: 你好, 帮我查一下."""
    return not cut.unknown and all(
        any(reading.category == "filler" for reading in token.readings) for token in cut.tokens
    )


def _is_of_the_same(cut: Cut, question: Question) -> bool:
    """Whether it asks what the rows of the clause before tell anyway: 什么时候投的."""
    if (
        cut.unknown
        or _names(cut)
        or question.asked in (Asked.ABOUT, Asked.CONNECTION, Asked.NUMBER, Asked.WHETHER)
    ):
        return False
    relations = {option.relation for clause in question.thing.clauses for option in clause.options}
    kinds: set[str] = set()
    for token in cut.tokens:
        floating = {reading.category for reading in token.readings} & FLOATING
        told = {option.relation for verb in value(token, "V") for option in verb.options}
        if floating & _ATTRIBUTES:
            kinds |= floating & _ATTRIBUTES
        elif not (
            floating or told & relations or value(token, "DE") or value(token, "BE") or value(token, "ALL")
        ):
            return False
    return bool(kinds)


def _asks_attribute(cut: Cut) -> bool:
    """Whether it asks for an amount, a date or a share of what the clause before told, and for nothing else."""
    asks = any(value(token, "WH") or value(token, "DET") or value(token, "WHERE") for token in cut.tokens)
    return not (asks or _names(cut)) and any(
        reading.category in _ATTRIBUTES for token in cut.tokens for reading in token.readings
    )


def _first_understood(part: str, subject: str, names: list[str], understand: _Understand) -> Question | None:
    for said in _with_subject(part, subject, names):
        found = understand(said)
        if isinstance(found, Question) and not found.wider and (names or subject in said):
            return replace(found, text=said)
    return None


def _with_subject(part: str, subject: str, names: list[str]) -> Iterator[str]:
    """The clause, and the clause said of what the clauses before it are of."""
    if subject and (rest := _OF_IT.sub("", part)) != part:
        yield from (f"{subject}的{rest}", f"{subject}{rest}")
    elif names or not subject:
        yield part
    elif not _GOES_ON.search(part):
        yield from (f"{subject}{part}", f"{subject}的{part}")
