"""Questions to offer in the place of one that was not understood: made of the names that it did name."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from kg.query.asking.understanding import Declined
from kg.query.asking.vocabulary import Vocabulary
from kg.query.names import Names
from kg.vocab import SIGNATURES, EntityType, Relation


def nearest_questions(declined: Declined, names: Names, words: Vocabulary, *, limit: int = 3) -> list[str]:
    """Questions that are understood, the likest first."""
    language = "zh" if any("\u3400" <= char <= "\u9fff" for char in declined.text) else "en"
    offered = dict.fromkeys(_offers(declined, names, words, language))
    ranked = sorted(offered, key=lambda text: (-fuzz.ratio(text, declined.text), text))
    return ranked[:limit]


def _offers(declined: Declined, names: Names, words: Vocabulary, language: str) -> Iterator[str]:
    for relation in Relation:
        for pattern in words.offers[relation][language]:
            for iri in declined.known or (_example(relation, pattern, names),):
                if iri and _may_stand(relation, pattern, names.entities[iri].types):
                    yield pattern.replace("{s}", names.label(iri)).replace("{o}", names.label(iri))


def _ends(relation: Relation, pattern: str) -> frozenset[EntityType]:
    signature = SIGNATURES[relation]
    return signature.subjects if "{s}" in pattern else signature.objects


def _may_stand(relation: Relation, pattern: str, types: tuple[EntityType, ...]) -> bool:
    return bool(_ends(relation, pattern).intersection(types))


def _example(relation: Relation, pattern: str, names: Names) -> str:
    """Something of the graph that may stand there, where the question names nothing."""
    for iri, entity in names.entities.items():
        if _may_stand(relation, pattern, entity.types):
            return iri
    return ""
