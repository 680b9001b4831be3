"""The learned tagger: mentions of names that no lexicon holds, with a calibrated confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kg.mentions.decoder import Crf, Floats, Ints
from kg.model import Mention, Sentence, Span
from kg.vocab import EntityType

OUTSIDE = "O"
LABELS = (OUTSIDE, *(f"{mark}-{kind}" for kind in EntityType for mark in "BI"))


def labels_of(size: int, spans: Sequence[tuple[Span, EntityType]]) -> list[str]:
    """The label of each of ``size`` characters: B- begins a mention, I- goes on with it, O is outside."""
    labels = [OUTSIDE] * size
    for span, kind in spans:
        labels[span.start] = f"B-{kind}"
        labels[span.start + 1 : span.end] = [f"I-{kind}"] * (len(span) - 1)
    return labels


class Seen(NamedTuple):
    """A text as the tagger sees it: its sentences and its features, (len(text), templates)."""

    text: str
    sentences: Sequence[Sentence]
    features: Ints


def tag(crf: Crf, text: str, sentences: Sequence[Sentence], features: Ints) -> list[Mention]:
    """The mentions that the model sees in a text's sentences; features: (len(text), templates)."""
    return next(tag_all(crf, [Seen(text, sentences, features)]))


def tag_all(crf: Crf, texts: Sequence[Seen]) -> Iterator[list[Mention]]:
    """The mentions that the model sees in each text's sentences.

    Texts given together take less time than one by one, and give the same.
    """
    lengths = [len(sentence.span) for seen in texts for sentence in seen.sentences]
    scores = [
        crf.scores(seen.features)[[i for s in seen.sentences for i in range(s.span.start, s.span.end)]]
        for seen in texts
    ]
    whole = np.concatenate(scores) if scores else np.zeros((0, len(crf.labels)), dtype=np.float32)
    numbers, sure = crf.decode(whole, lengths)
    labels = [crf.labels[number] for number in numbers]
    begin = 0
    for seen in texts:
        found: list[Mention] = []
        for sentence in seen.sentences:
            part = slice(begin, begin + len(sentence.span))
            found += _mentions(seen.text, sentence.span.start, labels[part], sure[part])
            begin = part.stop
        yield found


def _mentions(text: str, offset: int, labels: Sequence[str], sure: Floats) -> Iterator[Mention]:
    start = 0
    while start < len(labels):
        if labels[start] == OUTSIDE:
            start += 1
            continue
        kind = labels[start][2:]
        end = start + 1
        while end < len(labels) and labels[end] == f"I-{kind}":
            end += 1
        span = Span(offset + start, offset + end)
        yield Mention(
            span=span,
            surface=text[span.start : span.end],
            type=EntityType(kind),
            source="tagger",
            confidence=float(sure[start:end].min()),
        )
        start = end
