"""What a person should look at, and what comes of it: facts of low confidence, decisions, corrections.

Pairs of entities that may be one are found in ``identities``; here are the facts, and the way from a row of the
graph to the decision that the file holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kg.entities.decisions import Decisions, Judgement
from kg.mentions.characters import stands_alone
from kg.model import Span
from kg.store import ArticleRow, Content, EntityRow, FactRow
from kg.vocab import Modality

LOW = 0.5
"""Below this a fact is as likely wrong as right, and a person's look is worth most."""


def judgement_of(fact: FactRow, content: Content, *, is_right: bool) -> Judgement | None:
    """That a fact of the graph is right, or wrong; nothing where it has no sentence to be known by."""
    article = content.articles.get(fact.article)
    if article is None or not 0 <= fact.start < fact.end:
        return None
    return Judgement(
        article=article.id,
        subject=content.entities[fact.subject].id,
        relation=fact.relation,
        object=content.entities[fact.object].id,
        modality=fact.modality,
        evidence=Span(fact.start, fact.end),
        is_right=is_right,
        note=f"{fact.subject_label} {fact.relation} {fact.object_label}",
    )


def unsure_facts(content: Content, decisions: Decisions, *, below: float = LOW) -> Iterator[FactRow]:
    """The facts of low confidence that nobody judged, those that could be either first."""
    low = [fact for fact in content.facts if fact.confidence < below]
    for fact in sorted(low, key=lambda fact: (-fact.confidence, fact.id)):
        judgement = judgement_of(fact, content, is_right=True)
        if judgement is not None and _key(judgement, decisions) not in decisions.of_article(
            judgement.article
        ):
            yield fact


def _key(one: Judgement, decisions: Decisions) -> Any:
    return decisions.key(one.article, one.subject, one.relation, one.object, one.modality)


class Correction(NamedTuple):
    """An article as training reads it: NAME.txt and the record of NAME.json."""

    name: str
    text: str
    record: dict[str, Any]


def corrections(content: Content, decisions: Decisions) -> Iterator[Correction]:
    """The judged articles as annotated data: what was judged right, and what is sure and was not judged.

    Whoever judges some facts of an article says nothing of the others. Training takes what is not annotated for
    wrong, so the sure ones among them are annotated too, and look right until someone looks.
    """
    by_id = {article.id: article for article in content.articles.values()}
    for id_ in sorted({judgement.article for judgement in decisions.judgements}):
        if id_ in by_id and by_id[id_].text:
            yield _corrected(by_id[id_], content, decisions)


def _corrected(article: ArticleRow, content: Content, decisions: Decisions) -> Correction:
    decided = decisions.of_article(article.id)
    facts = []
    for fact in content.facts:
        own = judgement_of(fact, content, is_right=True) if fact.article == article.iri else None
        if own is None:
            continue
        judgement = decided.get(_key(own, decisions))
        if judgement.is_right if judgement else fact.confidence >= LOW:
            facts.append(fact)
    named = dict.fromkeys(
        [*article.mentions, *(end for fact in facts for end in (fact.subject, fact.object))]
    )
    numbers: dict[str, str] = {}
    entities = []
    for iri in named:
        aliases = list(_forms(content.entities[iri], article.text)) if iri in content.entities else []
        if aliases:
            numbers[iri] = f"e{len(numbers) + 1}"
            entities.append(_annotated(numbers[iri], content.entities[iri], aliases))
    record = {
        "id": article.id,
        "title": article.title,
        "section": article.section,
        "entities": entities,
        "relations": list(_relations(facts, numbers)),
    }
    return Correction(article.id, article.text + "\n", record)


def _forms(entity: EntityRow, text: str) -> Iterator[str]:
    """The names of an entity that stand in the text."""
    for name in dict.fromkeys(label.text for label in entity.labels):
        start = text.find(name)
        while start >= 0 and not stands_alone(text, start, start + len(name)):
            start = text.find(name, start + 1)
        if name and start >= 0:
            yield name


def _annotated(number: str, entity: EntityRow, aliases: list[str]) -> dict[str, Any]:
    return {"id": number, "name": aliases[0], "type": entity.type.value, "aliases": aliases}


def _relations(facts: Iterable[FactRow], numbers: dict[str, str]) -> Iterator[dict[str, Any]]:
    for fact in facts:
        if fact.subject not in numbers or fact.object not in numbers:
            continue  # named by a pronoun or a form that the graph does not keep
        percent = "" if fact.percent is None else f"{(fact.percent * 100).normalize():f}%"
        told = {
            "amount": fact.amount_text,
            "percent": percent,
            "time": fact.time_text,
            "title": fact.title,
            "product": fact.product_label,
        }
        yield {
            "subject": numbers[fact.subject],
            "predicate": fact.relation.value,
            "object": numbers[fact.object],
            "modality": Modality(fact.modality).value.lower(),
            "qualifiers": {name: text for name, text in told.items() if text},
            "evidence": fact.evidence,
        }
