"""Which extracted entity is which annotated one, and which annotated facts a pair of places states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.facts.candidates import SeenPair
from kg.facts.pairs import label
from kg.facts.units import Scene
from kg.model import Entity
from kg.train.annotated import AnnotatedArticle, GoldFact
from kg.vocab import ARTEFACTS, SYMMETRIC, EntityType, Relation

_MARKS = re.compile(r"[\s《》〈〉“”‘’\"'「」]+")

Key = tuple[str, Relation, str]


def squeezed(name: str) -> str:
    """A name as the comparison sees it: without white space, quotation marks and case."""
    return _MARKS.sub("", name).casefold()


def same_type(first: EntityType, second: EntityType) -> bool:
    """Whether two types count as the same: Product and Technology pass for each other."""
    return first == second or (first in ARTEFACTS and second in ARTEFACTS)


def pair_entities(entities: Sequence[Entity], annotated: AnnotatedArticle) -> dict[str, str]:
    """Extracted id → annotated id, one to one: same type first, then more shared names, then the name itself."""
    options = []
    for entity in entities:
        labels = {squeezed(name.text) for name in entity.names}
        for gold in annotated.entities:
            shared = len(labels & {squeezed(alias) for alias in gold.aliases})
            if shared:
                is_named = squeezed(gold.aliases[0]) in labels
                options.append((same_type(entity.type, gold.type), shared, is_named, entity.id, gold.id))
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, _, entity_id, gold_id in sorted(options, reverse=True):
        if entity_id not in matched and gold_id not in taken:
            matched[entity_id] = gold_id
            taken.add(gold_id)
    return matched


def key_of(subject: str, relation: Relation, object_: str) -> Key:
    """A triple, symmetric ones with the lesser id first."""
    if relation in SYMMETRIC and object_ < subject:
        subject, object_ = object_, subject
    return subject, relation, object_


def gold_keys(annotated: AnnotatedArticle) -> dict[Key, GoldFact]:
    """The annotated triples with their facts."""
    return {key_of(fact.subject, fact.relation, fact.object): fact for fact in annotated.facts}


class Truth:
    """What the annotation says of the pairs of an article's scenes."""

    def __init__(self, annotated: AnnotatedArticle, matched: Mapping[str, str]) -> None:
        self._matched = matched
        self._facts: dict[tuple[str, str], list[tuple[GoldFact, list[tuple[int, int]]]]] = defaultdict(list)
        for fact in annotated.facts:
            where = _located(annotated.article.text, fact.evidence)
            self._facts[fact.subject, fact.object].append((fact, where))

    def _stated(self, seen: SeenPair) -> list[tuple[str, GoldFact, list[tuple[int, int]]]]:
        first, second = (self._matched.get(entity, entity + "?") for entity in seen.entities)
        found = []
        for forward, pair in ((True, (first, second)), (False, (second, first))):
            for fact, where in self._facts.get(pair, ()):
                found.append((label(fact.relation, forward=forward), fact, where))
        return found

    def labels(
        self, seen: Sequence[SeenPair], scenes: Sequence[Scene]
    ) -> tuple[list[dict[str, GoldFact]], list[set[str]]]:
        """For each pair the labels that hold for it, and those that are neither right nor wrong.

        A fact is stated by the nearest pair in its evidence; other pairs of the same two things, and the
        same two elsewhere in the article, are left out of account.
        """
        nearest: dict[tuple[int, frozenset[str], str], tuple[int, int]] = {}
        stated: list[list[tuple[str, GoldFact, bool]]] = []
        for number, pair in enumerate(seen):
            scene = scenes[pair.scene]
            span = scene.sentence.span
            rows = []
            for name, fact, where in self._stated(pair):
                here = any(start < span.end and span.start < end for start, end in where)
                rows.append((name, fact, here))
                if here:
                    key = (pair.scene, frozenset(pair.entities), fact.relation.value)
                    distance = _distance(scene, pair)
                    if key not in nearest or distance < nearest[key][0]:
                        nearest[key] = (distance, number)
            stated.append(rows)
        right: list[dict[str, GoldFact]] = []
        open_: list[set[str]] = []
        for number, (pair, rows) in enumerate(zip(seen, stated, strict=True)):
            held = {
                name: fact
                for name, fact, here in rows
                if here and nearest[pair.scene, frozenset(pair.entities), fact.relation.value][1] == number
            }
            right.append(held)
            open_.append({name for name, _, _ in rows} - held.keys())
        return right, open_


def _distance(scene: Scene, pair: SeenPair) -> int:
    """How far apart a pair stands; a name is nearer than a pronoun or a left-out subject."""
    first, second = scene.places[pair.pair.a], scene.places[pair.pair.b]
    meant = sum(place.via in ("pronoun", "ellipsis") for place in (first, second))
    return abs(second.start - first.end) + 500 * meant


def _located(text: str, evidence: str) -> list[tuple[int, int]]:
    """Where the evidence stands in the text; its sentences one by one where it does not stand as a whole."""
    at = text.find(evidence)
    if at >= 0:
        return [(at, at + len(evidence))]
    found = []
    for part in re.split(r"[\n。]|…+|\.\.\.", evidence):
        at = text.find(part) if len(part) > 5 else -1
        if at >= 0:
            found.append((at, at + len(part)))
    return found
