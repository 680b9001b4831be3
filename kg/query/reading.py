"""What a graph holds, read and asked: entities, articles, facts, names, questions.

``kg.graph.Graph`` is this with the analyses and the exports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from kg.errors import QueryError
from kg.query import analysis
from kg.query.asking import Asker, Reply
from kg.query.choosing import Several, fact_filter, types_of
from kg.query.facts import Statement, statements
from kg.query.finding import Found, find
from kg.query.names import Names
from kg.query.running import Result, run_sparql
from kg.store import ArticleRow, Content, EntityRow, FactRow, View


class ReadGraph:
    """A graph to read. Iterating gives its facts, ``len`` counts them."""

    def __init__(self, view: View) -> None:
        self.view = view

    @cached_property
    def content(self) -> Content:
        """Everything as plain values."""
        return self.view.content()

    @cached_property
    def names(self) -> Names:
        """What the entities are called."""
        return Names(self.content.entities.values(), base=self.view.base)

    @cached_property
    def asker(self) -> Asker:
        """Answers questions about it."""
        return Asker(self.view)

    def __len__(self) -> int:
        return len(self.content.facts)

    def __iter__(self) -> Iterator[FactRow]:
        return iter(self.content.facts)

    def __repr__(self) -> str:
        content = self.content
        return (
            f"<Graph: {len(content.entities)} entities, {len(self)} facts, {len(content.articles)} articles>"
        )

    @property
    def articles(self) -> list[ArticleRow]:
        """The articles."""
        return list(self.content.articles.values())

    def entities(self, type: Several | None = None) -> list[EntityRow]:
        """The entities, or those of a type: ``Company``, ``Organization`` …"""
        types = types_of(type)
        return [one for one in self.content.entities.values() if not types or types & set(one.types)]

    def entity(self, name: str) -> EntityRow:
        """The one entity of that name.

        Raises:
            NotFoundError: nothing is called so.
            QueryError: several are called so; the message has their ids.
        """
        found = self.names.resolve(name)
        if len(found) > 1:
            ids = ", ".join(one.id for one in found)
            raise QueryError(f"{name}: {len(found)} things are called so ({ids}): name one by its id")
        return found[0]

    def facts(
        self,
        *,
        relation: Several | None = None,
        subject: Several | None = None,
        object: Several | None = None,
        about: Several | None = None,
        type: Several | None = None,
        modality: Several | None = None,
        since: str = "",
        until: str = "",
        min_confidence: float = 0.0,
        as_of: str = "",
    ) -> list[FactRow]:
        """The facts that are like that; each argument takes one or several.

        Args:
            relation: ``investsIn`` …
            subject: a name.
            object: a name.
            about: a name of either end.
            type: the type of either end.
            modality: ``Asserted``, ``Planned``, ``Negated`` or ``Speculative``.
            since: from this year, month or day on (``2021``, ``2021-05``, ``2021-05-27``).
            until: up to the end of this year, month or day.
            min_confidence: at least this sure.
            as_of: only what stood on this year, month or day: told up to it and not denied by then.

        Raises:
            NotFoundError: nothing is called so.
            QueryError: there is no such relation, type or modality.
        """
        wanted = fact_filter(
            self.names,
            relation=relation,
            subject=subject,
            object=object,
            about=about,
            type=type,
            modality=modality,
            since=since,
            until=until,
            min_confidence=min_confidence,
        )
        told = analysis.standing(self, as_of=as_of) if as_of else self
        return [fact for fact in told if wanted.takes(fact)]

    def statements(self, facts: Iterable[FactRow] | None = None) -> list[Statement]:
        """Facts (all by default) with what several articles say alike put together."""
        return statements(self if facts is None else facts)

    def find(self, words: str, *, limit: int = 20) -> list[Found]:
        """Entities and articles that the words fit: parts of names, pinyin initials, words of an article."""
        return find(self.content, words, limit=limit)

    def ask(self, question: str, *, today: date | None = None, as_of: str = "") -> Reply:
        """The answer to a question in Chinese or English.

        Args:
            question: the question.
            today: what 今年 is told from; the day itself by default.
            as_of: answered by what stood on this year, month or day.
        """
        return self.asker.ask(question, today=today, as_of=as_of)

    def sparql(self, query: str) -> Result:
        """The rows of a SPARQL query (its triples as Turtle, if it makes any); kg's prefixes are known."""
        return run_sparql(self.view, query)
