"""Annotated articles as the extractor sees them: with the names it found, or with the annotated ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import kg.rules
from kg.build.extraction import Names
from kg.facts.candidates import SeenPair, seen_pairs
from kg.facts.cues import Cues
from kg.facts.matching import Matcher
from kg.facts.stating import main_company
from kg.facts.units import Scene
from kg.model import Entity, Link, Mention
from kg.sentences import sentences
from kg.train.annotated import AnnotatedArticle, GoldFact
from kg.train.matching import Truth, pair_entities


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An article as one source of names shows it, with what the annotation says of its pairs."""

    annotated: AnnotatedArticle
    links: list[Link]
    entities: list[Entity]
    matched: dict[str, str]
    scenes: list[Scene]
    seen: list[SeenPair]
    right: list[dict[str, GoldFact]]
    open: list[set[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The cues and rules by which pairs are seen."""

    cues: Cues
    modality_cues: Cues
    matcher: Matcher

    @classmethod
    def load(cls, seeds: Path) -> Words:
        """From a seeds folder."""
        markers = seeds / "markers"
        return cls(
            cues=Cues.load(markers / "cues.toml"),
            modality_cues=Cues.load(markers / "modality.toml"),
            matcher=Matcher(kg.rules.load(seeds / "rules")),
        )


def view(
    annotated: AnnotatedArticle,
    links: list[Link],
    entities: list[Entity],
    matched: dict[str, str],
    names: Names,
    words: Words,
) -> View:
    """The view of an article with these links."""
    types = {entity.id: entity.type for entity in entities}
    counts = Counter(link.entity for link in links)
    scenes = names.stage(sentences(annotated.article), links, types)
    seen = seen_pairs(scenes, counts, main_company(counts, types), words.cues, words.matcher)
    right, open_ = Truth(annotated, matched).labels(seen, scenes)
    return View(
        annotated=annotated,
        links=links,
        entities=entities,
        matched=matched,
        scenes=scenes,
        seen=seen,
        right=right,
        open=open_,
    )


def extracted_view(annotated: AnnotatedArticle, tagged: list[Mention], names: Names, words: Words) -> View:
    """The article as the extractor sees it."""
    links, entities = names.link(annotated.article.text, tagged)
    return view(annotated, links, entities, pair_entities(entities, annotated), names, words)


def annotated_view(annotated: AnnotatedArticle, names: Names, words: Words) -> View:
    """The article with the annotated names: what the extractor would see if it missed none."""
    tagged = [
        Mention(
            span=span,
            surface=annotated.article.text[span.start : span.end],
            type=entity.type,
            source="tagger",
            confidence=1.0,
        )
        for span, entity in annotated.mentions()
    ]
    links, entities = names.link(annotated.article.text, tagged)
    return view(annotated, links, entities, pair_entities(entities, annotated), names, words)
