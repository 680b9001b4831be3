"""A question answered: the query is run, its facts are read; what articles say alike is one answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from kg.query.asking.alike import with_namesakes
from kg.query.asking.answers import Answer, Reply
from kg.query.asking.clausing import asks_throughout
from kg.query.asking.composing import Composed, standalone
from kg.query.asking.declining import other_questions
from kg.query.asking.gathering import Gatherer
from kg.query.asking.kindred import kindred
from kg.query.asking.lexing import Lexer
from kg.query.asking.longer import Longer
from kg.query.asking.loosening import loosened
from kg.query.asking.mentions import anywhere
from kg.query.asking.numbering import number_of
from kg.query.asking.preambles import without_preamble
from kg.query.asking.question import Asked, Question, Thing
from kg.query.asking.ranking import ranked
from kg.query.asking.recognizing import Recognizer
from kg.query.asking.remaining import remaining
from kg.query.asking.rows import of_the_rows
from kg.query.asking.soundness import sound
from kg.query.asking.spheres import with_spheres
from kg.query.asking.surveying import connected, surveyed
from kg.query.asking.told import Told
from kg.query.asking.trades import filled, with_members
from kg.query.asking.unfound import NO_FACT, ORDERED_BY, UNSTATED, elsewhere
from kg.query.asking.vocabulary import Vocabulary, vocabulary
from kg.query.asking.wares import with_technologies
from kg.query.asking.widening import into_places, is_as_asked, of_places, rather_mentioned, widened
from kg.query.asking.within import with_places
from kg.query.asking.wording import in_words, modalities_in_words
from kg.query.names import Names
from kg.store import View
from kg.vocab import Modality

if TYPE_CHECKING:
    from kg.query.asking.otherwise import Otherwise


def ask(view: View, text: str, *, today: date | None = None, as_of: str = "") -> Reply:
    """The answer to a question in Chinese or English.

    Args:
        view: the graph.
        text: the question.
        today: what 今年 and ``last year`` are told from; the day itself by default.
        as_of: only what stood on this year, month or day: told up to it and not denied by then.
    """
    return Asker(view).ask(text, today=today, as_of=as_of)


def _is_answered(reply: Reply) -> bool:
    """Whether there are answers of just what was asked, if only planned or in no order."""
    question = reply.question
    return bool(reply.answers and question and is_as_asked(question) and not question.kindred)


class Asker:
    """Answers questions about one graph; it reads the graph's names once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._words: Vocabulary = vocabulary()
        self._names = Names.of(view)
        self._lexer = Lexer(self._names, self._words)
        self._longer = Longer(self._names)
        self._told = Told(view)
        self._gatherer = Gatherer(view=view, names=self._names, words=self._words)

    def ask(self, text: str, *, today: date | None = None, as_of: str = "") -> Reply:
        """The answer to a question; ``as_of`` a day, of what stood on that day."""
        day = today or date.today()
        text = without_preamble(text)

        def answered(question: Question) -> Reply:
            return self._answered(question, as_of)

        understood = Recognizer(
            lexer=self._lexer,
            names=self._names,
            words=self._words,
            today=day,
            told=self._told,
            is_answered=lambda question: _is_answered(answered(question)),
        )

        @cache
        def otherwise() -> Otherwise:
            from kg.query.asking.otherwise import Otherwise

            return Otherwise(
                text=text,
                lexer=self._lexer,
                names=self._names,
                words=self._words,
                longer=self._longer,
                told=self._told,
                today=day,
                understood=understood,
                answered=answered,
                again=lambda rest: self.ask(rest, today=day, as_of=as_of),
            )

        # Clauses that all ask are rather several questions than one with a condition.
        several = otherwise().parted() if asks_throughout(text) else None
        found = understood(text)
        if several and several.is_rather(found):
            return several.joined()
        if isinstance(found, Question):
            whole = answered(found)
            if whole.answers:
                return whole
            if several and not several.left:
                return several.joined()
            plain = understood.by_frame(text)
            return answered(plain) if plain else whole
        return otherwise()(found, several or otherwise().parted())

    def _answered(self, question: Question, as_of: str) -> Reply:
        mentions = tuple(filled(sort, self._names) for sort in question.mentions)
        found = replace(question, as_of=as_of, thing=self._filled(question.thing), mentions=mentions)
        if found.asked in (Asked.CONNECTION, Asked.ABOUT):
            survey = connected if found.asked is Asked.CONNECTION else surveyed
            return survey(self._view, self._names, found, in_words(found, self._names, self._words))
        found = ranked(found, self._gather)
        query, answers = self._gather(found)
        trouble = ""
        for other in self._alternatives(found) if not answers else ():
            query, answers = self._gather(other)
            if answers:
                found = other
                break
        if not answers and (looser := loosened(found)) != found:
            query_of_looser, places = self._gather(looser)
            if len({place.label for place in places}) == 1:
                found, query, answers = looser, query_of_looser, places
            elif places:
                trouble = elsewhere(places, found.language)
        if not answers and not trouble:
            found, query, answers = self._wider(found)
        if not answers and found.asked is Asked.WHETHER:
            # Neither stated nor denied: whether it is planned or supposed.
            supposed = replace(found, modalities=frozenset(Modality))
            near = self._sound(kindred(supposed))
            for possible in (supposed, near) if near else (supposed,):
                query_of_all, told = self._gather(possible)
                if told:
                    found, query, answers = possible, query_of_all, told
                    break
        understood = in_words(found, self._names, self._words) + remaining(found, answers, self._gather)
        if not answers:
            trouble = trouble or self._nothing(found)
        return Reply(
            question=found,
            understood=understood,
            sparql=standalone(query.sparql) + of_the_rows(found, query),
            answers=tuple(answers),
            trouble=trouble,
            offers=() if answers else tuple(other_questions(found, self._names, self._words)),
            number=number_of(found, answers),
        )

    def _filled(self, thing: Thing) -> Thing:
        """The thing with what the lexicon knows of its words: trades, places in places, the country's own."""
        known = with_members(with_technologies(thing), self._names)
        return with_namesakes(with_spheres(with_places(known, self._names), self._names), self._names)

    def _gather(self, question: Question) -> tuple[Composed, list[Answer]]:
        return self._gatherer.gathered(question)

    def _alternatives(self, question: Question) -> Iterator[Question]:
        """The question with its words looked for in more than the names and sentences of what answers it."""
        yield from (one for one in (anywhere(question),) if one != question)
        rather = rather_mentioned(question, self._names)
        if rather != question:
            rather = replace(rather, thing=self._filled(rather.thing))
            yield from (rather, anywhere(rather))
        for there in (of_places(question, self._names), into_places(question)):
            if there != question:
                yield there

    def _wider(self, question: Question) -> tuple[Question, Composed, list[Answer]]:
        """The first question without some noun of this one that has answers, or this one without any."""
        for wider in widened(rather_mentioned(question, self._names), self._names):
            query, answers = self._gather(wider)
            if answers:
                return wider, query, answers
        if near := self._sound(kindred(question)):
            query, answers = self._gather(near)
            if answers:
                return near, query, answers
        return question, self._gather(question)[0], []

    def _sound(self, question: Question | None) -> Question | None:
        """The question with only what can hold of its things."""
        settled = sound(question.thing, self._names) if question else None
        return replace(question, thing=settled) if question and settled else None

    def _nothing(self, question: Question) -> str:
        """What to say where nothing was found: whether something else would have been."""
        chinese = question.language == "zh"
        trouble = NO_FACT[question.language]
        if not question.thing.clauses:
            return trouble
        wider = replace(question, modalities=frozenset(Modality), asked=Asked.FACTS, order="", limit=None)
        _, found = self._gather(wider)
        kinds = {answer.statement.fact.modality for answer in found if answer.statement}
        unstated = UNSTATED.get(question.asked) or UNSTATED.get(ORDERED_BY.get(question.order, Asked.FACTS))
        if unstated and kinds & question.modalities:
            return unstated[question.language]
        if others := frozenset(kinds) - question.modalities:
            told = modalities_in_words(others, question.language)
            trouble += (
                f"；但有其他情态的事实：{told}（加上“计划”“可能”“没有”或“任何情态”再问）"
                if chinese
                else f"; but there are facts that are {told} (ask with 'plan to', 'may' or 'any modality')"
            )
        return trouble
