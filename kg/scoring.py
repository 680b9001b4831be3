"""How good a graph is, measured against annotated articles.

The counts: an article of the graph is paired with an annotated one by its title; an entity is right if one of
its labels is an annotated alias and its type agrees (Product and Technology pass for each other); a fact is
right if subject, relation and object are, symmetric relations in either order. A negated fact counts only if
it is said to be negated. Everything is summed over the articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.model import Entity
from kg.store import Content, FactRow
from kg.train.annotated import AnnotatedArticle, read
from kg.train.matching import Key, gold_keys, key_of, pair_entities, same_type, squeezed
from kg.vocab import Modality


class Counts(NamedTuple):
    """Right, said and annotated things."""

    right: int
    said: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what is said that is right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The share of what is annotated that is said."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.right / (self.said + self.gold) if self.said + self.gold else 0.0


class Mistake(NamedTuple):
    """A difference between graph and annotation, with the sentence where one is known."""

    article: str
    kind: str
    what: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What was counted, and the mistakes in the order of the articles."""

    entities: Counts
    typed: Counts
    facts: Counts
    modality_right: float
    by_relation: dict[str, Counts]
    by_type: dict[str, Counts]
    by_rule: dict[str, Counts]
    missing: list[str]
    mistakes: list[Mistake]


class _Tally:
    """Sums while articles are compared."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.modality = 0
        self.mistakes: list[Mistake] = []
        self.missing: list[str] = []

    def add(self, group: str, name: str, **counts: int) -> None:
        self.counts[group, name].update(counts)

    def of(self, group: str, name: str = "") -> Counts:
        count = self.counts[group, name]
        return Counts(count["right"], count["said"], count["gold"])

    def named(self, group: str) -> dict[str, Counts]:
        return {name: self.of(group, name) for kind, name in sorted(self.counts) if kind == group}


def score(content: Content, folder: Path) -> Figures:
    """Compare a graph's content with the annotated articles of a folder.

    Raises:
        DocumentError: the folder holds a broken annotation.
    """
    by_title = {squeezed(article.title): article for article in content.articles.values()}
    facts: dict[str, list[FactRow]] = defaultdict(list)
    for fact in content.facts:
        facts[fact.article].append(fact)
    tally = _Tally()
    for annotated in read(folder):
        article = by_title.get(squeezed(annotated.article.title))
        if article is None:
            tally.missing.append(annotated.article.title)
        entities = [_entity(content, iri) for iri in article.mentions] if article else []
        matched = _score_entities(entities, annotated, tally)
        _score_facts(facts[article.iri] if article else [], annotated, matched, tally)
    found = tally.of("facts")
    return Figures(
        entities=tally.of("entities"),
        typed=tally.of("typed"),
        facts=found,
        modality_right=tally.modality / found.right if found.right else 0.0,
        by_relation=tally.named("relation"),
        by_type=tally.named("type"),
        by_rule=tally.named("rule"),
        missing=tally.missing,
        mistakes=tally.mistakes,
    )


def _entity(content: Content, iri: str) -> Entity:
    row = content.entities[iri]
    return Entity(id=iri, type=row.type, names=row.labels)


def _score_entities(entities: Sequence[Entity], annotated: AnnotatedArticle, tally: _Tally) -> dict[str, str]:
    matched = pair_entities(entities, annotated)
    mine = {entity.id: entity for entity in entities}
    gold = {entity.id: entity for entity in annotated.entities}
    agreeing = {one for one, other in matched.items() if same_type(mine[one].type, gold[other].type)}
    tally.add("entities", "", right=len(matched), said=len(mine), gold=len(gold))
    tally.add("typed", "", right=len(agreeing), said=len(mine), gold=len(gold))
    for one in mine.values():
        tally.add(
            "type",
            gold[matched[one.id]].type if one.id in agreeing else one.type,
            said=1,
            right=int(one.id in agreeing),
        )
        if one.id not in matched:
            tally.mistakes.append(
                Mistake(annotated.article.title, "spurious entity", f"{one.label} {one.type}", "")
            )
        elif one.id not in agreeing:
            what = f"{one.label} {one.type}, should be {gold[matched[one.id]].type}"
            tally.mistakes.append(Mistake(annotated.article.title, "wrong type", what, ""))
    for other in gold.values():
        tally.add("type", other.type, gold=1)
        if other.id not in matched.values():
            what = f"{other.aliases[0]} {other.type}"
            tally.mistakes.append(Mistake(annotated.article.title, "missed entity", what, ""))
    return matched


def _score_facts(
    facts: Sequence[FactRow], annotated: AnnotatedArticle, matched: Mapping[str, str], tally: _Tally
) -> None:
    said: dict[Key, list[FactRow]] = defaultdict(list)
    for fact in facts:
        subject, object_ = matched.get(fact.subject, fact.subject), matched.get(fact.object, fact.object)
        said[key_of(subject, fact.relation, object_)].append(fact)
    gold = gold_keys(annotated)
    names = {entity.id: entity.aliases[0] for entity in annotated.entities}
    title = annotated.article.title
    for key, rows in said.items():
        modalities = {row.modality for row in rows}
        right = key in gold and (gold[key].modality is Modality.NEGATED) == (modalities == {Modality.NEGATED})
        for group, name in (("facts", ""), ("relation", key[1].value), ("rule", rows[0].rule)):
            tally.add(group, name, said=1, right=int(right))
        if right:
            tally.modality += gold[key].modality in modalities
        else:
            what = f"{rows[0].subject_label} {key[1]} {rows[0].object_label}"
            tally.mistakes.append(Mistake(title, "spurious fact", what, rows[0].evidence))
    for key, wanted in gold.items():
        tally.add("facts", "", gold=1)
        tally.add("relation", key[1].value, gold=1)
        if key not in said:
            what = f"{names[wanted.subject]} {wanted.relation} {names[wanted.object]}"
            tally.mistakes.append(Mistake(title, "missed fact", what, wanted.evidence))


def lines(figures: Figures) -> Iterator[dict[str, object]]:
    """The figures as rows of a table: of all, by type, by relation, by rule."""
    groups = [
        ("entities", {"": figures.entities}),
        ("entities, typed", {"": figures.typed}),
        ("facts", {"": figures.facts}),
        ("type", figures.by_type),
        ("relation", figures.by_relation),
        ("rule", figures.by_rule),
    ]
    for group, named in groups:
        for name, counts in named.items():
            yield {
                "of": f"{group} {name}".strip(),
                "precision": round(counts.precision, 4),
                "recall": round(counts.recall, 4),
                "f1": round(counts.f1, 4),
                "right": counts.right,
                "said": counts.said,
                "gold": counts.gold,
            }
    yield {"of": "modality right", "precision": round(figures.modality_right, 4)}
