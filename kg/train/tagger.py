"""Learning the tagger: a linear-chain CRF over characters, fitted with CRFsuite."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed

from kg.build.extraction import Names
from kg.mentions.decoder import Crf
from kg.mentions.features import BUCKETS, Ints
from kg.mentions.tagger import LABELS, labels_of, tag
from kg.model import Mention
from kg.sentences import sentences
from kg.train.annotated import AnnotatedArticle

# L1 keeps the model small, a little L2 keeps rare features apart; chosen by cross-validation.
_PARAMETERS = {"c1": 0.1, "c2": 0.01, "max_iterations": 90, "feature.possible_transitions": True}


def fit(articles: Sequence[AnnotatedArticle], features: Sequence[Ints]) -> Crf:
    """The model of some articles; ``features`` are theirs, one array an article."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for annotated, numbers in zip(articles, features, strict=True):
        text = annotated.article.text
        labels = labels_of(len(text), [(span, entity.type) for span, entity in annotated.mentions()])
        for sentence in sentences(annotated.article):
            part = slice(sentence.span.start, sentence.span.end)
            trainer.append([[str(number) for number in row] for row in numbers[part]], labels[part])
    trainer.set_params(_PARAMETERS)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crfsuite")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        dump = tagger.info()
        tagger.close()
    return _crf(dump.state_features, dump.transitions)


def _crf(states: dict[tuple[str, str], float], moves: dict[tuple[str, str], float]) -> Crf:
    column = {label: number for number, label in enumerate(LABELS)}
    keys = np.array(sorted({int(attribute) for attribute, _ in states}), dtype=np.int64)
    weights = np.zeros((len(keys), len(LABELS)), dtype=np.float32)
    row = {int(key): number for number, key in enumerate(keys)}
    for (attribute, label), weight in states.items():
        weights[row[int(attribute)], column[label]] = weight
    transitions = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for (before, after), weight in moves.items():
        transitions[column[before], column[after]] = weight
    return Crf.made(LABELS, keys, weights, transitions, buckets=BUCKETS)


def save(crf: Crf, path: Path) -> None:
    """Write a fitted model into one file."""
    keys = crf.rows.keys()
    path.parent.mkdir(parents=True, exist_ok=True)
    Crf.save(path, crf.labels, keys, crf.weights[1:], crf.transitions)


def tagged(crf: Crf, annotated: AnnotatedArticle, features: Ints) -> list[Mention]:
    """What a model finds in an article."""
    return list(tag(crf, annotated.article.text, sentences(annotated.article), features))


def cross_tagged(articles: Sequence[AnnotatedArticle], names: Names, *, folds: int) -> list[list[Mention]]:
    """What the tagger finds in each article when it has not seen that article: every n-th is held out."""
    features = [names.features(annotated.article.text) for annotated in articles]

    def held_out(fold: int) -> dict[int, list[Mention]]:
        seen = [number for number in range(len(articles)) if number % folds != fold]
        crf = fit([articles[number] for number in seen], [features[number] for number in seen])
        return {
            number: tagged(crf, articles[number], features[number])
            for number in range(fold, len(articles), folds)
        }

    found: dict[int, list[Mention]] = {}
    for part in Parallel(n_jobs=-1)(delayed(held_out)(fold) for fold in range(folds)):
        found |= part
    return [found[number] for number in range(len(articles))]
