"""Training as one call each: from annotated articles to the model files that ship with kg."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import kg.lexicon_files
from kg.build.extraction import RELATIONS_FILE, TAGGER_FILE, Names
from kg.errors import DocumentError
from kg.facts.keeping import Kept
from kg.train import relations, tagger, views
from kg.train.annotated import AnnotatedArticle, read
from kg.train.keeping import is_right
from kg.train.thresholds import Counts, Scored, count
from kg.vocab import Relation

FOLDS = 4

Say = Callable[[str], None]


class Figures(NamedTuple):
    """What cross-validation says of the models: entities with their type, facts in all and by relation."""

    entities: Counts
    facts: Counts
    by_relation: dict[Relation, Counts]
    calibration: list[tuple[float, float, int]]


def load(folders: Sequence[Path]) -> list[AnnotatedArticle]:
    """The annotated articles of some folders.

    Raises:
        DocumentError: there are too few to learn from.
    """
    articles = [annotated for folder in folders for annotated in read(folder)]
    if len(articles) < 2 * FOLDS:
        raise DocumentError(
            f"{', '.join(map(str, folders))}: {len(articles)} annotated articles: give at least {2 * FOLDS}"
        )
    return articles


def names_of(seeds: Path) -> Names:
    """The stages up to entities, with the seeds' own lexicon."""
    return Names(seeds, kg.lexicon_files.load(seeds / "lexicon"))


def train_tagger(articles: Sequence[AnnotatedArticle], seeds: Path, out: Path, say: Say) -> Path:
    """Fit the tagger on all articles and store it under ``out``."""
    names = names_of(seeds)
    say(f"tagger: {len(articles)} articles")
    crf = tagger.fit(articles, [names.features(annotated.article.text) for annotated in articles])
    path = out / TAGGER_FILE
    tagger.save(crf, path)
    return path


def train_relations(
    articles: Sequence[AnnotatedArticle], seeds: Path, out: Path, say: Say
) -> tuple[Path, Figures]:
    """Fit the relation scorer and store it under ``out``; the figures are those of articles held out."""
    names = names_of(seeds)
    say(f"names of {len(articles)} articles by taggers that have not seen them")
    tagged = tagger.cross_tagged(articles, names, folds=FOLDS)
    words = views.Words.load(seeds)
    extracted = [
        views.extracted_view(annotated, mentions, names, words)
        for annotated, mentions in zip(articles, tagged, strict=True)
    ]
    given = [views.annotated_view(annotated, names, words) for annotated in articles]
    path = out / RELATIONS_FILE
    held_out = relations.train(extracted, given, words, path, folds=FOLDS, say=say)
    return path, Figures(
        entities=entity_counts(extracted, held_out.kept),
        facts=count(held_out.facts, held_out.limits),
        by_relation={relation: count(held_out.facts, held_out.limits, relation) for relation in Relation},
        calibration=calibration(held_out.facts),
    )


def entity_counts(shown: Sequence[views.View], kept: Sequence[Kept]) -> Counts:
    """Typed entities that stay: right, said, annotated."""
    right = said = gold = 0
    for view, ids in zip(shown, (one.ids for one in kept), strict=True):
        flags = zip(view.entities, is_right(view), strict=True)
        right += sum(good for entity, good in flags if entity.id in ids)
        said += len(ids)
        gold += len(view.annotated.entities)
    return Counts(right, said, gold)


def calibration(articles: Sequence[Scored]) -> list[tuple[float, float, int]]:
    """Per tenth of probability: its mean, the share that is right, and how many triples it holds."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for one in articles:
        for key, probability in one.said.items():
            bins[min(9, int(probability * 10))].append((probability, key in one.gold))
    return [
        (sum(p for p, _ in held) / len(held), sum(right for _, right in held) / len(held), len(held))
        for held in bins
        if held
    ]
