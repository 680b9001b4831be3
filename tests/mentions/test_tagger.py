"""From labels of characters to mentions, and back."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.buckets import Rows
from kg.mentions.decoder import Crf, Ints
from kg.mentions.tagger import LABELS, labels_of, tag
from kg.model import Article, Mention, Span
from kg.sentences import sentences
from kg.vocab import EntityType

Spans = list[tuple[Span, EntityType]]


def obedient(sureness: float = 20.0) -> Crf:
    """A model that gives each character the label whose number is its only feature."""
    count = len(LABELS)
    rows = Rows(np.arange(count), buckets=count)
    weights = np.concatenate([np.zeros((1, count)), sureness * np.eye(count)]).astype(np.float32)
    return Crf(LABELS, rows, weights, np.zeros((count, count), dtype=np.float32))


def numbers_of(labels: list[str]) -> Ints:
    """The features that make the obedient model say these labels."""
    return np.array([[LABELS.index(label)] for label in labels], dtype=np.int64).reshape(-1, 1)


def tagged(text: str, labels: list[str], crf: Crf | None = None) -> list[Mention]:
    """What the tagger finds in a text whose characters are labelled so."""
    article = Article(id="a", document="d", title=text.split("\n", 1)[0], text=text)
    return list(tag(crf or obedient(), text, sentences(article), numbers_of(labels)))


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, Spans]:
    """A text of several sentences with names marked in it, some touching each other."""
    text, spans = "", []
    pieces = st.sampled_from(["名", "甲公司", "，", "。", "\n", "发布了"])
    for piece in draw(st.lists(pieces, min_size=1, max_size=15)):
        if piece not in "，。\n" and draw(st.booleans()):
            spans.append((Span(len(text), len(text) + len(piece)), draw(st.sampled_from(EntityType))))
        text += piece
    return text, spans


@given(marked_texts())
def test_labels_made_of_mentions_give_the_mentions_again(marked: tuple[str, Spans]) -> None:
    text, spans = marked
    found = tagged(text, labels_of(len(text), spans))
    assert [(mention.span, mention.type) for mention in found] == spans
    assert all(mention.surface == text[mention.span.start : mention.span.end] for mention in found)


@given(st.text(alphabet="甲乙，。\n ", min_size=1, max_size=30), st.data())
def test_any_labels_give_mentions_in_order_each_within_one_sentence(text: str, data: st.DataObject) -> None:
    labels = data.draw(st.lists(st.sampled_from(LABELS), min_size=len(text), max_size=len(text)))
    parts = sentences(Article(id="a", document="d", title=text.split("\n", 1)[0], text=text))
    found = tagged(text, labels)
    assert all(first.span.end <= second.span.start for first, second in itertools.pairwise(found))
    for mention in found:
        assert any(sentence.span.covers(mention.span) for sentence in parts)
        covered = labels[mention.span.start : mention.span.end]
        assert {label[2:] for label in covered} == {mention.type.value}


def test_two_names_of_one_type_that_touch_stay_two() -> None:
    company = EntityType.COMPANY
    labels = labels_of(4, [(Span(0, 2), company), (Span(2, 4), company)])
    assert labels == ["B-Company", "I-Company", "B-Company", "I-Company"]
    assert [mention.surface for mention in tagged("甲甲乙乙", labels)] == ["甲甲", "乙乙"]


def test_a_mention_is_as_sure_as_its_least_sure_character() -> None:
    labels = ["B-Company", "I-Company", "O"]
    crf = obedient(3.0)
    crf.weights[LABELS.index("I-Company") + 1] /= 2
    (mention,) = tagged("甲乙丙", labels, crf)
    shares = [np.exp(strength) / (np.exp(strength) + len(LABELS) - 1) for strength in (3.0, 1.5)]
    assert abs(mention.confidence - shares[1]) < 1e-5
    assert mention.source == "tagger"


def test_a_name_that_goes_on_without_a_beginning_is_a_name() -> None:
    assert [mention.surface for mention in tagged("甲乙丙", ["O", "I-Fund", "I-Fund"])] == ["乙丙"]


def test_there_is_a_beginning_and_a_continuation_for_each_type() -> None:
    assert len(LABELS) == 1 + 2 * len(EntityType)
    assert len(set(LABELS)) == len(LABELS)
