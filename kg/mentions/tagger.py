"""The learned tagger: mentions of names that no lexicon holds, with a calibrated confidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def tag(crf: Crf, text: str, sentences: Sequence[Sentence], features: Ints) -> Iterator[Mention]:
    """The mentions that the model sees in a text's sentences; features: (len(text), templates)."""
    lengths = [len(sentence.span) for sentence in sentences]
    scores = crf.scores(features)
    rows = [i for sentence in sentences for i in range(sentence.span.start, sentence.span.end)]
    numbers, sure = crf.decode(scores[rows], lengths)
    labels = [crf.labels[number] for number in numbers]
    begin = 0
    for sentence, length in zip(sentences, lengths, strict=True):
        part = slice(begin, begin + length)
        yield from _mentions(text, sentence.span.start, labels[part], sure[part])
        begin += length


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
