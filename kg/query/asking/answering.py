"""A question answered: the query is run, its facts are read, what several articles say alike is one answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kg.query.asking.composing import Composed, composed
from kg.query.asking.connecting import connecting
from kg.query.asking.declining import nearest_questions
from kg.query.asking.lexing import Lexer
from kg.query.asking.posts import asked_posts, meant
from kg.query.asking.question import Asked, Question
from kg.query.asking.understanding import Declined, understand
from kg.query.asking.vocabulary import Vocabulary, vocabulary
from kg.query.asking.wording import in_words, modalities_in_words
from kg.query.facts import Statement, fact_record, statements, when
from kg.query.factrows import fact_rows
from kg.query.names import Names
from kg.store import FactRow, View, value_of
from kg.vocab import SYMMETRIC, Modality

_YES = {"zh": "是", "en": "yes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was asked for, and what tells it.

    ``others`` are further facts that it takes (of a relative clause, of a connection's other steps) and
    ``number`` is how many the answer counts, or is ranked by.
    """

    label: str
    iri: str = ""
    statement: Statement | None = None
    others: tuple[FactRow, ...] = ()
    number: int | None = None

    def record(self) -> dict[str, Any]:
        """The answer as a row: the label of what was asked for, and the fact's fields."""
        row: dict[str, Any] = {"answer": self.label}
        if self.statement:
            row |= fact_record(self.statement.fact, self.statement.sources)
        if self.number is not None:
            row["number"] = self.number
        if self.iri:
            row["answer_iri"] = self.iri
        if self.others:
            row["also"] = [
                {
                    "subject": fact.subject_label,
                    "relation": fact.relation.value,
                    "object": fact.object_label,
                    "sentence": fact.evidence,
                    "article": fact.article_title,
                }
                for fact in self.others
            ]
        return row


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came of a question: how it was understood and answered, or why it was not.

    ``trouble`` is what to tell the user where there are no answers; ``offers`` are questions like it.
    """

    question: Question | None
    understood: str = ""
    sparql: str = ""
    answers: tuple[Answer, ...] = ()
    trouble: str = ""
    offers: tuple[str, ...] = ()

    def record(self) -> dict[str, Any]:
        """The reply as JSON gives it."""
        return {
            "understood": self.understood,
            "sparql": self.sparql,
            "answers": [answer.record() for answer in self.answers],
        }


def ask(view: View, text: str, *, today: date | None = None) -> Reply:
    """The answer to a question in Chinese or English.

    Args:
        view: the graph.
        text: the question.
        today: what 今年 and ``last year`` are told from; the day itself by default.
    """
    return Asker(view).ask(text, today=today)


class Asker:
    """Answers questions about one graph; it reads the graph's names once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._words: Vocabulary = vocabulary()
        self._names = Names.of(view)
        self._lexer = Lexer(self._names, self._words)

    def ask(self, text: str, *, today: date | None = None) -> Reply:
        """The answer to a question."""
        found = understand(text, self._lexer, self._names, self._words, today=today or date.today())
        if isinstance(found, Declined):
            return self._declined(found)
        understood = in_words(found, self._names, self._words)
        if found.asked is Asked.CONNECTION:
            return self._connected(found, understood)
        query = composed(found, self._posts(found))
        answers = self._answers(found, query)
        trouble = "" if answers else self._nothing(found)
        return Reply(
            question=found,
            understood=understood,
            sparql=query.sparql,
            answers=tuple(answers),
            trouble=trouble,
        )

    def _declined(self, declined: Declined) -> Reply:
        chinese = any("\u3400" <= char <= "\u9fff" for char in declined.text)
        if declined.unknown:
            words = "、".join(f"“{word}”" for word in declined.unknown)
            trouble = f"不懂的词：{words}" if chinese else f"not understood: {words}"
            near = [
                name
                for word in declined.unknown
                if len(word) > 1
                for name in self._names.nearest(word, limit=2)
            ]
            if near:
                joined = ", ".join(dict.fromkeys(near))
                trouble += (
                    f"；图谱中相近的名称：{joined}" if chinese else f"; near names in the graph: {joined}"
                )
        else:
            trouble = (
                "这些词都认得，但合在一起不成已知的问题"
                if chinese
                else "every word is known, but together they make no question that is understood"
            )
        offers = nearest_questions(declined, self._names, self._words)
        return Reply(question=None, trouble=trouble, offers=tuple(offers))

    def _posts(self, question: Question) -> dict[tuple[str, ...], list[str]]:
        asked = asked_posts(question.thing)
        if not asked:
            return {}
        rows = self._view.select("SELECT DISTINCT ?title WHERE { ?fact ikg:title ?title } ORDER BY ?title")
        titles = [str(value_of(row["title"])) for row in rows]
        return {group: meant(titles, group, self._words.changes) for group in asked}

    def _answers(self, question: Question, query: Composed) -> list[Answer]:
        if question.asked is Asked.ABOUT:
            return self._about(question)
        rows = self._view.select(query.sparql)
        found = [
            {name: str(value_of(term)) for name, term in row.items() if term is not None} for row in rows
        ]
        if not query.facts:
            return self._listed(question, query, found)
        facts = fact_rows(
            self._view, (iri for row in found for name, iri in row.items() if name[0] == "f"), self._names
        )
        return self._ordered(question, query, found, facts)

    def _listed(self, question: Question, query: Composed, rows: list[dict[str, str]]) -> list[Answer]:
        """Things of a kind, of which no fact need tell."""
        iris = sorted({row[query.wanted[0][1:]] for row in rows})
        if question.asked is Asked.NUMBER:
            return [Answer(label=str(len(iris)), number=len(iris))] if iris else []
        return [Answer(label=self._names.label(iri), iri=iri) for iri in iris]

    def _ordered(
        self, question: Question, query: Composed, rows: list[dict[str, str]], facts: dict[str, FactRow]
    ) -> list[Answer]:
        answers = self._grouped(question, query, rows, facts)
        if question.asked is Asked.NUMBER:
            return self._counted(answers)
        if question.order == "most":
            answers = _most(answers, question, query)
        elif question.order:
            answers = _sorted(answers, question.order)
        if question.limit is None:
            return answers
        return _first(answers, question.limit, question.order)

    def _grouped(
        self, question: Question, query: Composed, rows: list[dict[str, str]], facts: dict[str, FactRow]
    ) -> list[Answer]:
        """One answer for each thing, triple and modality."""
        groups: dict[tuple[Any, ...], list[tuple[FactRow, tuple[FactRow, ...]]]] = defaultdict(list)
        for row in rows:
            main = facts.get(row.get(query.main[1:], ""))
            if main is None:
                continue
            label, iri = self._label(question, query, row, main)
            if not label:
                continue
            ends = (main.subject, main.object)
            if main.relation in SYMMETRIC:
                ends = (min(ends), max(ends))
            if len(query.wanted) > 1:
                iri = "|".join(ends)
            others = tuple(
                facts[row[name[1:]]]
                for name in query.facts
                if name != query.main and row.get(name[1:]) in facts
            )
            groups[
                label if question.asked is not Asked.FACTS else "", iri, *ends, main.relation, main.modality
            ].append((main, others))
        answers = []
        for key, members in groups.items():
            (statement,) = statements(main for main, _ in _distinct(members))
            others = members[0][1]
            label = str(key[0]) or _both(statement.fact)
            iri = key[1] if question.asked in (Asked.THING, Asked.NUMBER) else ""
            answers.append(Answer(label=label, iri=iri, statement=statement, others=others))
        return sorted(answers, key=_standing)

    def _label(
        self, question: Question, query: Composed, row: dict[str, str], fact: FactRow
    ) -> tuple[str, str]:
        if question.asked is Asked.FACTS:
            return _both(fact), ""
        if question.asked is Asked.WHETHER:
            return _YES[question.language], ""
        if question.asked is Asked.TIME:
            return fact.time or fact.time_text, ""
        if question.asked is Asked.AMOUNT:
            return fact.amount_text or (f"{fact.amount} {fact.currency}".strip() if fact.amount else ""), ""
        if question.asked is Asked.PERCENT:
            return (
                f"{format((fact.percent * 100).normalize(), 'f')}%" if fact.percent is not None else ""
            ), ""
        if question.asked is Asked.POST:
            return fact.title, ""
        iri = row.get(query.wanted[0][1:], "")
        return self._names.label(iri), iri

    def _counted(self, answers: list[Answer]) -> list[Answer]:
        number = len({answer.iri for answer in answers})
        if not number:
            return []
        counted = tuple(answer.statement.fact for answer in answers if answer.statement)
        return [Answer(label=str(number), number=number, others=counted)]

    def _about(self, question: Question) -> list[Answer]:
        """Everything that is said of a thing; the answer is the other end."""
        answers = []
        for iri in question.thing.entities:
            text = _ABOUT.replace("?thing", f"<{iri}>")
            facts = fact_rows(
                self._view, (str(value_of(row["fact"])) for row in self._view.select(text)), self._names
            )
            for statement in statements(facts.values()):
                fact = statement.fact
                if fact.modality not in question.modalities or not _in_period(fact, question):
                    continue
                other = fact.object if fact.subject == iri else fact.subject
                answers.append(Answer(label=self._names.label(other), iri=other, statement=statement))
        return sorted(answers, key=lambda answer: (_relation(answer), _standing(answer)))

    def _connected(self, question: Question, understood: str) -> Reply:
        text, ways = connecting(self._view, question)
        facts = fact_rows(self._view, (iri for way in ways for iri in way), self._names)
        answers = []
        seen = set()
        for way in ways:
            steps = [facts[iri] for iri in way if iri in facts]
            shape = tuple((fact.subject, fact.relation, fact.object, fact.modality) for fact in steps)
            if not steps or shape in seen:
                continue
            seen.add(shape)
            first = [
                fact
                for fact in facts.values()
                if (fact.subject, fact.relation, fact.object, fact.modality) == shape[0]
            ]
            (statement,) = statements(first)
            label = _way(steps, question.thing.entities) if len(steps) > 1 else _relation_label(steps[0])
            answers.append(Answer(label=label, statement=statement, others=tuple(steps[1:])))
        trouble = "" if answers else _NO_CONNECTION[question.language]
        return Reply(
            question=question,
            understood=understood,
            sparql=text,
            answers=tuple(answers[:20]),
            trouble=trouble,
        )

    def _nothing(self, question: Question) -> str:
        """What to say where nothing was found; whether other modalities would have found something."""
        chinese = question.language == "zh"
        trouble = "图谱中没有找到" if chinese else "the graph has no such fact"
        if question.thing.clauses and question.modalities != frozenset(Modality):
            wider = replace(question, modalities=frozenset(Modality))
            found = self._answers(replace(wider, asked=Asked.FACTS), composed(wider, self._posts(wider)))
            kinds = {answer.statement.fact.modality for answer in found if answer.statement}
            if kinds:
                told = modalities_in_words(frozenset(kinds), question.language)
                trouble += (
                    f"；但有其他情态的事实：{told}（加上“计划”“可能”或“任何情态”再问）"
                    if chinese
                    else f"; but there are facts that are {told} (ask with 'plan to', 'may' or 'any modality')"
                )
        return trouble


_NO_CONNECTION = {"zh": "三步之内没有联系", "en": "nothing connects them within three steps"}
_ABOUT = (
    "SELECT ?fact WHERE { { ?fact rdf:subject ?thing } UNION { ?fact rdf:object ?thing } ?fact a ikg:Fact }"
)


def _both(fact: FactRow) -> str:
    return f"{fact.subject_label} → {fact.object_label}"


def _relation_label(fact: FactRow) -> str:
    return f"{fact.subject_label} {fact.relation} {fact.object_label}"


def _way(steps: list[FactRow], starts: tuple[str, ...]) -> str:
    """The things that a way leads through, from its start to its end."""
    first = steps[0]
    here = first.subject if first.subject in starts else first.object
    names = [first.subject_label if here == first.subject else first.object_label]
    for fact in steps:
        here, label = (
            (fact.object, fact.object_label) if fact.subject == here else (fact.subject, fact.subject_label)
        )
        names.append(label)
    return " → ".join(names)


def _in_period(fact: FactRow, question: Question) -> bool:
    from kg.query.facts import within

    return within(when(fact), question.since, question.until)


def _relation(answer: Answer) -> str:
    return answer.statement.fact.relation if answer.statement else ""


def _standing(answer: Answer) -> tuple[Any, ...]:
    """What many articles state, and surely, comes first."""
    if answer.statement is None:
        return (0, 0, answer.label, "")
    fact = answer.statement.fact
    order = list(Modality).index(fact.modality)
    return order, -answer.statement.sources, -fact.confidence, answer.label, fact.id


def _distinct(
    members: Iterable[tuple[FactRow, tuple[FactRow, ...]]],
) -> list[tuple[FactRow, tuple[FactRow, ...]]]:
    return list({main.id: (main, others) for main, others in members}.values())


def _most(answers: list[Answer], question: Question, query: Composed) -> list[Answer]:
    """Things by how many others they stand in the relation to, each with the best of its facts."""
    partners: dict[str, set[str]] = defaultdict(set)
    best: dict[str, Answer] = {}
    for answer in answers:
        if answer.statement is None:
            continue
        fact = answer.statement.fact
        iri = answer.iri or fact.subject
        partners[iri].add(fact.object if fact.subject == iri else fact.subject)
        label = answer.label if answer.iri else fact.subject_label
        best.setdefault(iri, replace(answer, label=label, iri=iri))
    ranked = sorted(best, key=lambda iri: (-len(partners[iri]), best[iri].label))
    return [replace(best[iri], number=len(partners[iri])) for iri in ranked]


def _sorted(answers: list[Answer], order: str) -> list[Answer]:
    def value(answer: Answer) -> Any:
        assert answer.statement is not None
        fact = answer.statement.fact
        if order == "amount":
            return fact.amount
        return fact.percent if order == "percent" else when(fact) or None

    known = [answer for answer in answers if answer.statement and value(answer) is not None]
    return sorted(known, key=value, reverse=order != "earliest")


def _first(answers: list[Answer], limit: int, order: str) -> list[Answer]:
    """The first so many, and those that are level with the last of them."""
    if order != "most" or len(answers) <= limit:
        return answers[:limit]
    last = answers[limit - 1].number
    return [answer for place, answer in enumerate(answers) if place < limit or answer.number == last]
