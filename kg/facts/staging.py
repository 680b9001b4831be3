"""Scenes of an article: its sentences with the entities that stand, or are meant, in each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from kg.facts.units import Place, Scene, scene
from kg.model import Link, Reference, Sentence
from kg.vocab import EntityType


def _nothing(_: str) -> frozenset[str]:
    return frozenset()


def scenes(
    sentences: Sequence[Sentence],
    links: Sequence[Link],
    references: Iterable[Reference],
    types: Mapping[str, EntityType],
    above: Callable[[str], frozenset[str]] = _nothing,
) -> list[Scene]:
    """A scene a sentence; ``links`` are in the order of their spans, ``types`` gives each entity's type.

    ``above`` tells what an entity belongs to.
    """
    sure: dict[str, float] = defaultdict(float)
    known: set[str] = set()
    for link in links:
        if link.mention.source != "nested":
            sure[link.entity] = max(sure[link.entity], link.mention.confidence)
        if link.mention.entity:
            known.add(link.entity)
    meant: dict[int, list[Reference]] = defaultdict(list)
    for reference in references:
        meant[reference.sentence].append(reference)
    staged: list[Scene] = []
    position = 0
    for number, sentence in enumerate(sentences):
        base = sentence.span.start
        places: list[Place] = []
        while position < len(links) and links[position].mention.span.start < sentence.span.end:
            link = links[position]
            position += 1
            if sentence.span.covers(link.mention.span):
                places.append(
                    Place(
                        start=link.mention.span.start - base,
                        end=link.mention.span.end - base,
                        entity=link.entity,
                        type=types[link.entity],
                        surface=link.mention.surface,
                        via="nested" if link.mention.source == "nested" else "name",
                        sure=sure[link.entity],
                        known=link.entity in known,
                        above=above(link.entity),
                    )
                )
        places += [
            Place(
                start=reference.start - base,
                end=reference.end - base,
                entity=reference.entity,
                type=types[reference.entity],
                surface=reference.surface,
                via=reference.via,
                sure=sure[reference.entity],
                known=reference.entity in known,
                above=above(reference.entity),
            )
            for reference in meant[number]
        ]
        staged.append(scene(sentence, places))
    return staged
