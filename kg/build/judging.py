"""What people judged of an article's facts, applied: wrong ones are left out, right ones are kept and sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.entities.decisions import Decisions, Judgement
from kg.model import Article, Entity, Fact

RULE = "decision"
"""The rule of facts that only a person found."""


def judged(
    article: Article, found: Sequence[Fact], entities: Iterable[Entity], decisions: Decisions
) -> list[Fact]:
    """The facts of an article after what was decided of them.

    A fact that was judged right but is not found any more, since a model was trained anew, is stated from its
    sentence, provided that its entities are found; it then tells no amount or time.

    Args:
        article: whose facts.
        found: what was extracted.
        entities: what was found in the article.
        decisions: all of them.
    """
    decided = decisions.of_article(article.id)
    if not decided:
        return list(found)
    kept, met = [], set()
    for fact in found:
        key = decisions.key(fact.article, fact.subject, fact.relation, fact.object, fact.modality)
        judgement = decided.get(key)
        met.add(key)
        if judgement is None:
            kept.append(fact)
        elif judgement.is_right:
            kept.append(replace(fact, confidence=1.0))
    known = {entity.id for entity in entities}
    missing = (judgement for key, judgement in decided.items() if judgement.is_right and key not in met)
    return kept + [fact for judgement in missing for fact in _stated(judgement, article, known, decisions)]


def _stated(judgement: Judgement, article: Article, known: set[str], decisions: Decisions) -> list[Fact]:
    subject, object_ = decisions.canonical(judgement.subject), decisions.canonical(judgement.object)
    sentence = article.text[judgement.evidence.start : judgement.evidence.end]
    if not {subject, object_} <= known or subject == object_ or not sentence:
        return []
    return [
        Fact(
            article=article.id,
            subject=subject,
            relation=judgement.relation,
            object=object_,
            modality=judgement.modality,
            evidence=judgement.evidence,
            evidence_text=sentence,
            rule=RULE,
            confidence=1.0,
        )
    ]


def vouched(article: str, decisions: Decisions) -> set[str]:
    """The entities (ids) of an article's facts that were judged right: they stay too."""
    return {
        decisions.canonical(end)
        for one in decisions.of_article(article).values()
        if one.is_right
        for end in (one.subject, one.object)
    }
