"""A question of several clauses, answered clause by clause where it is not understood as a whole.

A clause that names nothing is of what the clauses before it are of, or of what they answered. A clause that is not
understood is told as that; but only what asks by itself may be left unanswered: what tells a condition must be
understood, or nothing is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from kg.query.asking.answers import Reply
from kg.query.asking.beside import listed
from kg.query.asking.besides import Beside, asks_attribute, asks_of_the_same, told_beside
from kg.query.asking.clausing import MOST_CLAUSES, asks, clauses, names_topic, with_subject
from kg.query.asking.following import (
    Understand,
    about_that,
    done_together,
    government_of,
    is_of_found,
    is_of_person,
    is_only_of_answers,
    of_kind,
    prefers_answers,
    untold,
)
from kg.query.asking.lexing import Cut, Lexer, value
from kg.query.asking.question import Asked, Question
from kg.query.asking.understanding import Declined
from kg.query.names import Names
from kg.vocab import EntityType

_Answer = Callable[[Question], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The clauses that are understood with what they answered, those told by the same rows, and those that are not."""

    replies: tuple[Reply, ...]
    beside: tuple[Beside, ...] = ()
    left: tuple[str, ...] = ()

    def is_rather(self, whole: Question | Declined) -> bool:
        """Whether the clauses one by one are what is asked, rather than the question as a whole."""
        if isinstance(whole, Declined):
            return not self.left and len(self.replies) > 1
        if _is_nested(whole) or (whole.asked is Asked.FACTS and not _named_at_all(whole)):
            return bool(self.left or self.beside or self.replies[1:])
        of_what = {listed(reply.question.thing).clauses for reply in self.replies if reply.question}
        return not self.left and len(of_what) > 1 and len({reply.understood for reply in self.replies}) > 1

    def joined(self) -> Reply:
        """One reply of those to the clauses."""
        question = self.replies[0].question
        chinese = question is None or question.language == "zh"
        nothing = "（没有找到）" if chinese else " (nothing found)"
        found = any(reply.answers for reply in self.replies)
        told = [one.understood + ("" if one.answers or not found else nothing) for one in self.replies]
        told += told_beside(self.beside, chinese=chinese)
        mark = "“{}”" if chinese else "'{}'"
        if self.left:
            words = ", ".join(mark.format(part) for part in self.left)
            told.append(
                f"没有听懂、未答：{words}" if chinese else f"not understood and not answered: {words}"
            )
        answers = tuple(answer for reply in self.replies for answer in reply.answers)
        return Reply(
            question=question,
            understood=(" ‖ ").join(told),
            sparql="\n".join(reply.sparql for reply in self.replies if reply.sparql),
            answers=answers,
            trouble="" if answers else "；".join(dict.fromkeys(reply.trouble for reply in self.replies)),
            offers=() if answers else tuple(offer for reply in self.replies for offer in reply.offers),
            number=next((one.number for one in self.replies if one.number is not None), None),
        )


@dataclass(slots=True, kw_only=True)
class Pieces:
    """Reads the clauses of one question, each with what the clauses before it are of and answered."""

    lexer: Lexer
    names: Names
    understand: Understand
    answer: _Answer
    today: date
    _replies: list[Reply] = field(default_factory=list)
    _beside: list[Beside] = field(default_factory=list)
    _left: list[str] = field(default_factory=list)
    _subject: str = ""
    _opened: bool = (
        False  # by a clause that neither names nor asks: what the next say of it must be understood
    )
    _said: str = ""  # the clause before
    _named: list[str] = field(default_factory=list)  # the IRIs

    def read(self, text: str) -> Parted | None:
        """What is understood of the clauses of a question, if it has several and some of them are."""
        parts = clauses(text)
        if not 1 < len(parts) <= MOST_CLAUSES:
            return None
        for place, said in enumerate(parts):
            part = government_of(said, self._named, self.names)
            cut = self._cut(part)
            self._named += [iri for token in cut.tokens for iris in value(token, "NAME") for iri in iris]
            is_topic = self._is_topic(part, cut, is_last=said is parts[-1])
            if not (_is_idle(cut) or is_topic or self._take(part, cut, is_first=not place)):
                return None
            self._opened |= bool(self._replies) and not place and not (_names(cut) or asks(part))
            whole = (name for name in _names(cut) if not _is_torn(name, part, cut))
            self._subject = next(whole, self._subject)
        if not self._replies or (self._left and self._opened):
            return None
        return Parted(replies=tuple(self._replies), beside=tuple(self._beside), left=tuple(self._left))

    def _is_topic(self, part: str, cut: Cut, *, is_last: bool) -> bool:
        """Whether the clause only names what the next are of: 关于华为，…"""
        return names_topic(part) and not is_last and bool(_names(cut)) and not cut.unknown

    def _take(self, part: str, cut: Cut, *, is_first: bool) -> bool:
        """Whether the question may be answered, whatever comes of this clause."""
        names = _names(cut)
        before = self._replies[-1] if self._replies else None
        if before and not names and self._is_of_that(part, cut, before):
            return True
        if said := done_together(part, self._said, self._subject):
            part, is_first = said, True
        elif found := self._of_kind(part):
            self._replies.append(self.answer(found))
            return True
        self._said = part
        is_attribute = asks_attribute(cut)
        # 位于哪里 after a clause that is not understood is of what that one asks for.
        is_of_those = is_attribute or prefers_answers(part) or any(value(one, "WHERE") for one in cut.tokens)
        is_of_left = bool(self._left) and not names and is_of_those
        is_of_them = is_only_of_answers(part) or (is_of_person(part) and not self._has_person())
        is_of_left = is_of_left or (bool(before) and not names and is_of_them)
        subject = "" if is_first else self._subject
        found = None if is_of_left else self._first_understood(part, subject, names, not is_first)
        if found:
            self._replies.append(self.answer(found))
        elif before and not (names or is_of_left or is_attribute) and self._follow(part, before):
            pass
        elif asks(part):
            self._left.append(part)
        else:
            return bool(names) and not cut.unknown and _only_names(cut)
        return True

    def _of_kind(self, part: str) -> Question | None:
        """Which or how many of those that the clause before asks for are of a kind."""
        for said in of_kind(part, self._said, self._subject):
            found = self.understand(said)
            if isinstance(found, Question) and found.asked in (Asked.THING, Asked.NUMBER):
                return replace(found, text=said)
        return None

    def _is_of_that(self, part: str, cut: Cut, before: Reply) -> bool:
        """Whether the clause is surely of what the one before answered."""
        if beside := asks_of_the_same(cut, part, before):
            self._beside.append(beside)
        elif listing := None if self._left else _counted_listed(cut, before):
            self._replies.append(self.answer(listing))
        else:
            is_of_them = prefers_answers(part) or is_of_person(part) or is_of_found(part, before)
            return not self._left and is_of_them and self._follow(part, before)
        return True

    def _has_person(self) -> bool:
        """Whether a clause so far names a person."""
        return any(EntityType.PERSON in self.names.entities[iri].types for iri in self._named)

    def _follow(self, part: str, before: Reply) -> bool:
        """Whether the clause is one of the answers of the clause before."""
        followed = about_that(part, before, self.names, self.understand)
        if followed is None:
            return False
        question, them = followed
        reply = self.answer(question)
        if missing := untold(question, reply, them):
            labels = "、".join(self.names.label(iri) for iri in missing)
            told = f"（没有写明的：{labels}）" if question.language == "zh" else f" (untold of: {labels})"
            reply = replace(reply, understood=reply.understood + told)
        self._replies.append(reply)
        return True

    def _cut(self, part: str) -> Cut:
        cuts = self.lexer.cuts(part, today=self.today)
        return cuts[0] if cuts else Cut((), 0, (part,))

    def _first_understood(self, part: str, subject: str, names: list[str], later: bool) -> Question | None:
        if later and not (names or subject):
            return None  # it would open another question
        for said in with_subject(part, subject, names):
            found = self.understand(said)
            if isinstance(found, Question) and not found.wider and (names or subject in said):
                if later and not names and found.asked in (Asked.ABOUT, Asked.CONNECTION, Asked.NUMBER):
                    continue  # 是哪几家 asks nothing new of what the clause before is of
                return replace(found, text=said)
        return None


def _is_nested(question: Question) -> bool:
    """Whether more is said than one relation: then a clause may have been taken for a condition."""
    clauses = question.thing.clauses
    return len(clauses) > 1 or any(clause.other.clauses for clause in clauses)


def _named_at_all(question: Question) -> bool:
    things = [question.thing, *(clause.other for clause in question.thing.clauses)]
    return any(thing.entities for thing in things)


def _names(cut: Cut) -> list[str]:
    return [token.text for token in cut.tokens if value(token, "NAME") and token.text != "it"]


def _is_torn(name: str, part: str, cut: Cut) -> bool:
    """Whether an unknown word follows right behind, so that another is named: 天津驭风 is not 天津."""
    return any(name + word in part.lower() for word in cut.unknown)


def _only_names(cut: Cut) -> bool:
    """Whether the clause says no more than whom the next is of: 关于华为，…"""
    return not any(value(token, "V") or value(token, "ROLE") for token in cut.tokens)


def _is_idle(cut: Cut) -> bool:
    """Whether it says nothing: 你好, 帮我查一下."""
    return not cut.unknown and all(
        any(reading.category == "filler" for reading in token.readings) for token in cut.tokens
    )


def _counted_listed(cut: Cut, before: Reply) -> Question | None:
    """The things that the clause before counted: 有几家？是哪几家？"""
    question = before.question
    if question is None or question.asked is not Asked.NUMBER or cut.unknown:
        return None
    idle = ("filler", "naming", "DET", "WH", "BE", "HAVE", "TYPE", "ALL")
    if not all(any(reading.category in idle for reading in token.readings) for token in cut.tokens):
        return None
    return replace(question, thing=listed(question.thing), asked=Asked.THING)
