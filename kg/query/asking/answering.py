"""A question answered: the query is run, its facts are read; what articles say alike is one answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kg.query.asking.alike import with_namesakes
from kg.query.asking.answers import Answer, Reply, attribute, counted, ordered, standing
from kg.query.asking.clausing import asks_throughout
from kg.query.asking.composing import Composed, composed, standalone
from kg.query.asking.declining import declined_reply, other_questions
from kg.query.asking.kindred import kindred
from kg.query.asking.leaving import asks_of_now, still_there
from kg.query.asking.leftout import ASSERTED
from kg.query.asking.lexing import Lexer
from kg.query.asking.loosening import loosened
from kg.query.asking.mentions import anywhere
from kg.query.asking.piecewise import Parted, Pieces
from kg.query.asking.plainer import plainer
from kg.query.asking.posts import asked_posts, meant
from kg.query.asking.preambles import without_preamble
from kg.query.asking.question import Asked, Question, Thing
from kg.query.asking.recognizing import Recognizer
from kg.query.asking.rows import of_the_rows
from kg.query.asking.soundness import sound
from kg.query.asking.spheres import with_spheres
from kg.query.asking.surveying import connected, selected, surveyed
from kg.query.asking.told import Told
from kg.query.asking.trades import filled, with_members
from kg.query.asking.unfound import NO_FACT, ORDERED_BY, UNSTATED, elsewhere
from kg.query.asking.vocabulary import Vocabulary, vocabulary
from kg.query.asking.wares import with_technologies
from kg.query.asking.widening import widened
from kg.query.asking.within import with_places
from kg.query.asking.wording import in_words, modalities_in_words
from kg.query.factrows import fact_rows
from kg.query.facts import statements
from kg.query.names import Names
from kg.store import FactRow, View, value_of
from kg.vocab import SYMMETRIC, Modality

_Row = dict[str, str]
# 2019 can be compared with, 明年 and 12日 cannot.
_YEAR = re.compile(r"(?:19|20)\d\d")


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
    """Whether there are answers of just what was asked, if only planned."""
    question = reply.question
    return bool(
        reply.answers and question and set(question.wider) <= set(ASSERTED.values()) and not question.kindred
    )


class Asker:
    """Answers questions about one graph; it reads the graph's names once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._words: Vocabulary = vocabulary()
        self._names = Names.of(view)
        self._lexer = Lexer(self._names, self._words)
        self._told = Told(view)

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

        def parted() -> Parted | None:
            pieces = Pieces(
                lexer=self._lexer, names=self._names, understand=understood, answer=answered, today=day
            )
            return pieces.read(text)

        # Clauses that all ask are rather several questions than one with a condition.
        several = parted() if asks_throughout(text) else None
        found = understood(text)
        if several and several.is_rather(found):
            return several.joined()
        if isinstance(found, Question):
            whole = answered(found)
            is_better = several and not whole.answers and not several.left
            return several.joined() if several and is_better else whole
        several = several or parted()
        if several:
            return several.joined()
        cuts = self._lexer.cuts(text, today=day)
        plain = plainer(text, found, cuts[0], self._names, understood) if cuts else None
        plain = plain or understood.mentioning(text)
        return answered(plain) if plain else declined_reply(found, self._names, self._words)

    def _answered(self, question: Question, as_of: str) -> Reply:
        mentions = tuple(filled(sort, self._names) for sort in question.mentions)
        found = replace(question, as_of=as_of, thing=self._filled(question.thing), mentions=mentions)
        if found.asked in (Asked.CONNECTION, Asked.ABOUT):
            survey = connected if found.asked is Asked.CONNECTION else surveyed
            return survey(self._view, self._names, found, in_words(found, self._names, self._words))
        query = composed(found, self._posts(found))
        answers = self._answers(found, query)
        trouble = ""
        if not answers and (wide := anywhere(found)) != found:
            query_of_wide = composed(wide, self._posts(wide))
            if answers := self._answers(wide, query_of_wide):
                found, query = wide, query_of_wide
        if not answers and (looser := loosened(found)) != found:
            query_of_looser = composed(looser, self._posts(looser))
            places = self._answers(looser, query_of_looser)
            if len({place.label for place in places}) == 1:
                found, query, answers = looser, query_of_looser, places
            elif places:
                trouble = elsewhere(places, found.language)
        if not answers and not trouble:
            found, query, answers = self._wider(found, query)
        if not answers and found.asked is Asked.WHETHER:
            # Neither stated nor denied: whether it is planned or supposed.
            supposed = replace(found, modalities=frozenset(Modality))
            query_of_all = composed(supposed, self._posts(supposed))
            if answers := self._answers(supposed, query_of_all):
                found, query = supposed, query_of_all
        understood = in_words(found, self._names, self._words)
        if not answers:
            trouble = trouble or self._nothing(found)
        return Reply(
            question=found,
            understood=understood,
            sparql=standalone(query.sparql) + of_the_rows(found, query),
            answers=tuple(answers),
            trouble=trouble,
            offers=() if answers else tuple(other_questions(found, self._names, self._words)),
        )

    def _filled(self, thing: Thing) -> Thing:
        """The thing with what the lexicon knows of its words: trades, places in places, the country's own."""
        known = with_members(with_technologies(thing), self._names)
        return with_namesakes(with_spheres(with_places(known, self._names), self._names), self._names)

    def _wider(self, question: Question, query: Composed) -> tuple[Question, Composed, list[Answer]]:
        """The first question without some noun of this one that has answers, or this one without any."""
        for wider in widened(question, self._names):
            query_of_wider = composed(wider, self._posts(wider))
            if answers := self._answers(wider, query_of_wider):
                return wider, query_of_wider, answers
        if near := self._sound(kindred(question)):
            query_of_near = composed(near, self._posts(near))
            if answers := self._answers(near, query_of_near):
                return near, query_of_near, answers
        return question, query, []

    def _sound(self, question: Question | None) -> Question | None:
        """The question with only what can hold of its things."""
        settled = sound(question.thing, self._names) if question else None
        return replace(question, thing=settled) if question and settled else None

    def _posts(self, question: Question) -> dict[tuple[str, ...], list[str]]:
        asked = asked_posts(question.thing)
        if not asked:
            return {}
        rows = self._view.select("SELECT DISTINCT ?title WHERE { ?fact ikg:title ?title } ORDER BY ?title")
        titles = [str(value_of(row["title"])) for row in rows]
        return {group: meant(titles, group, self._words.changes) for group in asked}

    def _answers(self, question: Question, query: Composed) -> list[Answer]:
        rows = selected(self._view, query.sparql)
        if not query.facts:
            return self._listed(question, query, rows)
        iris = (iri for row in rows for name, iri in row.items() if name.startswith("f"))
        answers = self._grouped(question, query, rows, fact_rows(self._view, iris, self._names))
        if question.undated:
            answers = [one for one in answers if one.statement and not _YEAR.match(one.statement.fact.time)]
        if asks_of_now(question):
            answers = still_there(answers, question, self._view, self._names)
        return counted(answers) if question.asked is Asked.NUMBER else ordered(answers, question)

    def _listed(self, question: Question, query: Composed, rows: list[_Row]) -> list[Answer]:
        """Things of a kind, of which no fact need tell."""
        iris = sorted({row[query.wanted[0]] for row in rows if query.wanted[0] in row})
        found = [Answer(label=self._names.label(iri), iri=iri) for iri in iris]
        return counted(found) if question.asked is Asked.NUMBER else found

    def _grouped(
        self, question: Question, query: Composed, rows: list[_Row], facts: dict[str, FactRow]
    ) -> list[Answer]:
        """One answer for each thing, triple and modality."""
        groups: dict[tuple[str, ...], list[FactRow]] = defaultdict(list)
        others: dict[tuple[str, ...], tuple[FactRow, ...]] = {}
        for row in rows:
            main = facts.get(row.get(query.main, ""))
            label, iri = self._label(question, query, row, main) if main else ("", "")
            if main is None or not label:
                continue
            ends = (main.subject, main.object)
            if main.relation in SYMMETRIC:
                ends = (min(ends), max(ends))
            if len(query.wanted) > 1:
                label, iri = "", "|".join(ends)
            group: tuple[str, ...] = (label, iri, *ends, main.relation, main.modality)
            groups[group].append(main)
            others.setdefault(group, tuple(self._others(query, row, facts)))
        answers = []
        for group, members in groups.items():
            (statement,) = statements({fact.iri: fact for fact in members}.values())
            label = group[0] or attribute(replace(question, asked=Asked.FACTS), statement.fact)
            iri = group[1] if question.asked in (Asked.THING, Asked.NUMBER) else ""
            answers.append(Answer(label=label, iri=iri, statement=statement, others=others[group]))
        return sorted(answers, key=standing)

    def _label(self, question: Question, query: Composed, row: _Row, fact: FactRow) -> tuple[str, str]:
        if question.asked not in (Asked.THING, Asked.NUMBER):
            return attribute(question, fact), ""
        iri = row.get(query.wanted[0], "")
        return self._names.label(iri), iri

    def _others(self, query: Composed, row: _Row, facts: dict[str, FactRow]) -> Iterator[FactRow]:
        """The facts of relative clauses."""
        for name in query.facts:
            if name != query.main and row.get(name) in facts:
                yield facts[row[name]]

    def _nothing(self, question: Question) -> str:
        """What to say where nothing was found: whether something else would have been."""
        chinese = question.language == "zh"
        trouble = NO_FACT[question.language]
        if not question.thing.clauses:
            return trouble
        wider = replace(question, modalities=frozenset(Modality), asked=Asked.FACTS, order="", limit=None)
        found = self._answers(wider, composed(wider, self._posts(wider)))
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
