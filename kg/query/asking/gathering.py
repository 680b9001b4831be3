"""What a query finds: its facts are read, and what articles say alike is one answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.query.asking.answers import Answer, attribute, counted, ordered, standing
from kg.query.asking.composing import Composed, composed
from kg.query.asking.leaving import asks_of_now, still_there
from kg.query.asking.mentions import words_of
from kg.query.asking.posts import asked_posts, meant
from kg.query.asking.question import Asked, Question
from kg.query.asking.surveying import selected
from kg.query.asking.vocabulary import Vocabulary
from kg.query.factrows import fact_rows
from kg.query.facts import statements
from kg.query.names import Names
from kg.store import FactRow, View, value_of
from kg.vocab import SYMMETRIC

_Row = dict[str, str]
# 2019 can be compared with, 明年 and 12日 cannot.
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """Finds the answers to understood questions about one graph."""

    view: View
    names: Names
    words: Vocabulary

    def gathered(self, question: Question) -> tuple[Composed, list[Answer]]:
        """The query of a question, and its answers."""
        query = composed(question, self._posts(question))
        answers = self._answers(question, query)
        if words := tuple(words_of(question)) if not question.order else ():
            # What is called so before what is only mentioned so.
            answers.sort(key=lambda answer: not any(word in answer.label.lower() for word in words))
        return query, answers

    def _posts(self, question: Question) -> dict[tuple[str, ...], list[str]]:
        asked = asked_posts(question.thing)
        if not asked:
            return {}
        rows = self.view.select("SELECT DISTINCT ?title WHERE { ?fact ikg:title ?title } ORDER BY ?title")
        titles = [str(value_of(row["title"])) for row in rows]
        return {group: meant(titles, group, self.words.changes) for group in asked}

    def _answers(self, question: Question, query: Composed) -> list[Answer]:
        rows = selected(self.view, query.sparql)
        if not query.facts:
            return self._listed(question, query, rows)
        iris = (iri for row in rows for name, iri in row.items() if name.startswith("f"))
        facts = fact_rows(self.view, iris, self.names)
        if question.said_time:
            timed = {iri for iri, fact in facts.items() if question.said_time in fact.time_text}
            rows = [row for row in rows if timed.intersection(row.values())]
        answers = self._grouped(question, query, rows, facts)
        if question.undated:
            answers = [one for one in answers if one.statement and not _YEAR.match(one.statement.fact.time)]
        if asks_of_now(question):
            answers = still_there(answers, question, self.view, self.names)
        return counted(answers) if question.asked is Asked.NUMBER else ordered(answers, question)

    def _listed(self, question: Question, query: Composed, rows: list[_Row]) -> list[Answer]:
        """Things of a kind, of which no fact need tell."""
        iris = sorted({row[query.wanted[0]] for row in rows if query.wanted[0] in row})
        found = [Answer(label=self.names.label(iri), iri=iri) for iri in iris]
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
        return self.names.label(iri), iri

    def _others(self, query: Composed, row: _Row, facts: dict[str, FactRow]) -> Iterator[FactRow]:
        """The facts of relative clauses."""
        for name in query.facts:
            if name != query.main and row.get(name) in facts:
                yield facts[row[name]]
