"""What one state of knowledge has that another lacks: two days of one graph, or two graphs.

Things are the same if their ids are, whatever base their IRIs have; statements if they say one triple under
one modality. That a plan became a fact is a gain that knows what it was before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.query.facts import Statement, statements, within
from kg.store import ArticleRow, Content, EntityRow, FactRow, View, short_id
from kg.vocab import SYMMETRIC, Modality, Relation

_Triple = tuple[str, Relation, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A statement that one side has and the other lacks; ``other`` are the modalities that it has it under."""

    statement: Statement
    other: tuple[Modality, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the second state gained and lost against the first."""

    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    gained_entities: tuple[EntityRow, ...]
    lost_entities: tuple[EntityRow, ...]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.gained or self.lost or self.gained_entities or self.lost_entities)


@dataclass(frozen=True, slots=True)
class _State:
    """Statements and entities of a graph, by what they are whatever the base."""

    statements: dict[tuple[_Triple, Modality], Statement]
    entities: dict[str, EntityRow]

    @classmethod
    def of(cls, facts: Iterable[FactRow], entities: Iterable[EntityRow], base: str) -> _State:
        said: dict[tuple[_Triple, Modality], Statement] = {}
        for statement in statements(facts):
            fact = statement.fact
            ends = [short_id(fact.subject, base=base), short_id(fact.object, base=base)]
            if fact.relation in SYMMETRIC:
                ends.sort()
            said[(ends[0], fact.relation, ends[1]), fact.modality] = statement
        return cls(said, {entity.id: entity for entity in entities})

    def modalities(self) -> dict[_Triple, set[Modality]]:
        found: dict[_Triple, set[Modality]] = defaultdict(set)
        for triple, modality in self.statements:
            found[triple].add(modality)
        return found


def between_graphs(old: View, new: View) -> Difference:
    """What the second graph gained and lost against the first."""
    states = [
        _State.of(content.facts, content.entities.values(), view.base)
        for view, content in ((old, old.content()), (new, new.content()))
    ]
    return _difference(*states)


def between_days(content: Content, first: str, second: str, *, base: str) -> Difference:
    """What the articles after the first date, up to the second, told that none had told before.

    Args:
        content: the graph.
        first: a year, month or day; its last day belongs to what was known before.
        second: a year, month or day; its last day belongs to what is new.
        base: what the IRIs of the graph begin with.
    """
    return _difference(_known(content, first, base), _known(content, second, base))


def _known(content: Content, day: str, base: str) -> _State:
    """What the articles up to the end of a date tell."""
    articles = {
        iri: article for iri, article in content.articles.items() if within(_issued(article), "", day)
    }
    facts = [fact for fact in content.facts if fact.article in articles]
    named = {iri for article in articles.values() for iri in article.mentions}
    named.update(iri for fact in facts for iri in (fact.subject, fact.object, fact.product))
    return _State.of(facts, (one for iri, one in content.entities.items() if iri in named), base)


def _issued(article: ArticleRow) -> str:
    return article.issued.isoformat() if article.issued else ""


def _difference(old: _State, new: _State) -> Difference:
    return Difference(
        gained=_changes(new, old),
        lost=_changes(old, new),
        gained_entities=tuple(entity for id_, entity in new.entities.items() if id_ not in old.entities),
        lost_entities=tuple(entity for id_, entity in old.entities.items() if id_ not in new.entities),
    )


def _changes(has: _State, lacks: _State) -> tuple[Change, ...]:
    others = lacks.modalities()
    order = list(Modality)
    return tuple(
        Change(statement=statement, other=tuple(sorted(others.get(triple, ()), key=order.index)))
        for (triple, modality), statement in has.statements.items()
        if (triple, modality) not in lacks.statements
    )
