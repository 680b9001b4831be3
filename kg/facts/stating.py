"""Facts of articles: what the scorer accepts, with evidence, modality and qualifiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.facts.board_laying import Told
from kg.facts.composed import Compositions, Stated, nested, stated_by_names
from kg.facts.qualifiers import Values, qualifiers, values
from kg.facts.scorer import Judged, Scorer
from kg.facts.units import Scene
from kg.model import Article, Fact, Link
from kg.vocab import SYMMETRIC, EntityType, Modality, Relation

# What the reason of a fact begins with that no rule has found.
SCORED = "scorer/"
# Two sentences that state the same fact are both kept only if the second is about as sure as the first.
_MUCH_LESS_SURE = 0.5
# A fact that the scorer is as sure of needs no second reason from the name.
_SURE = 0.5


class Staged(NamedTuple):
    """An article with what its facts are drawn from."""

    article: Article
    scenes: Sequence[Scene]
    links: Sequence[Link]
    types: Mapping[str, EntityType]


def facts(staged: Sequence[Staged], scorer: Scorer) -> Iterator[list[Fact]]:
    """The facts that each article states, in the order of their evidence; one a sentence and triple."""
    counted = [Counter(link.entity for link in one.links) for one in staged]
    told = [
        Told(one.scenes, counts, main_company(counts, one.types))
        for one, counts in zip(staged, counted, strict=True)
    ]
    for one, judged in zip(staged, scorer.judge(told), strict=True):
        yield _stated(one.article, one.scenes, judged, scorer.compositions)


def _stated(
    article: Article, scenes: Sequence[Scene], judged: Sequence[Judged], compositions: Compositions
) -> list[Fact]:
    best: dict[tuple[str, Relation, str, int], Judged] = {}
    for one in judged:
        key = (*one.candidate.key, one.candidate.seen.scene)
        if key not in best or one.probability > best[key].probability:
            best[key] = one
    surest: dict[tuple[str, Relation, str], float] = {}
    for key, one in best.items():
        surest[key[:3]] = max(surest.get(key[:3], 0.0), one.probability)
    found_values = {
        number: values(scenes[number].text, article.issued)
        for number in {one.candidate.seen.scene for one in best.values()}
    }
    judged_facts = [
        _fact(article, scenes[one.candidate.seen.scene], one, found_values[one.candidate.seen.scene])
        for key, one in best.items()
        if one.probability >= surest[key[:3]] * _MUCH_LESS_SURE
    ]
    known = {(fact.subject, fact.relation, fact.object) for fact in judged_facts if fact.confidence >= _SURE}
    return judged_facts + [
        _composed(article, scenes[one.scene], one)
        for one in stated_by_names(nested(scenes), compositions)
        if (one.subject.entity, one.by.relation, one.object.entity) not in known
    ]


def _composed(article: Article, scene: Scene, one: Stated) -> Fact:
    return Fact(
        article=article.id,
        subject=one.subject.entity,
        relation=one.by.relation,
        object=one.object.entity,
        modality=Modality.ASSERTED,
        evidence=scene.sentence.span,
        evidence_text=scene.text,
        rule=one.by.id,
        confidence=one.by.confidence,
    )


def main_company(counts: Mapping[str, int], types: Mapping[str, EntityType]) -> str:
    """The company that an article names most often; the lesser id where two are named equally often."""
    companies = [entity for entity in counts if types[entity] is EntityType.COMPANY]
    return min(companies, key=lambda entity: (-counts[entity], entity), default="")


def _fact(article: Article, scene: Scene, judged: Judged, found: Values) -> Fact:
    candidate = judged.candidate
    first, second = scene.places[candidate.seen.pair.a], scene.places[candidate.seen.pair.b]
    subject, object_ = (first, second) if candidate.is_forward else (second, first)
    if candidate.relation in SYMMETRIC and object_.entity < subject.entity:
        subject, object_ = object_, subject
    rules = candidate.seen.rules.get(candidate.label)
    return Fact(
        article=article.id,
        subject=subject.entity,
        relation=candidate.relation,
        object=object_.entity,
        modality=judged.modality,
        evidence=scene.sentence.span,
        evidence_text=scene.text,
        rule=rules[0] if rules else SCORED + candidate.relation,
        confidence=round(min(judged.probability, 0.9999), 4),
        qualifiers=qualifiers(scene, candidate.relation, subject, object_, found),
    )
