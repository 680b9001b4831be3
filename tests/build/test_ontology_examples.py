"""The ontology's example sentences, each read by the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pyoxigraph as ox
import pytest

from kg import resources
from kg.build import Extraction, Extractor
from kg.model import Article
from kg.vocab import Relation

_EXAMPLE = ox.NamedNode("http://www.w3.org/2004/02/skos/core#example")
# Of all examples this share must be turned into its relation; the aim is all of them.
_LEAST = 0.6


class Example(NamedTuple):
    """A sentence that states a relation."""

    relation: Relation
    text: str


def examples() -> list[Example]:
    """The Chinese examples of the ontology's relations."""
    path = resources.ontology_folder() / "industry-kg.ttl"
    found = []
    names = {relation.value for relation in Relation}
    for quad in ox.parse(path=path):
        subject, example = quad.subject, quad.object
        if quad.predicate != _EXAMPLE or not isinstance(subject, ox.NamedNode):
            continue
        name = subject.value.replace("#", "/").rsplit("/", 1)[-1]
        if isinstance(example, ox.Literal) and example.language == "zh" and name in names:
            found.append(Example(Relation(name), example.value))
    return sorted(found)


EXAMPLES = examples()


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor with the models that ship."""
    return Extractor.load(resources.seeds_folder())


def extraction(extractor: Extractor, sentence: str) -> Extraction:
    """What is drawn from an article of one sentence below a title."""
    text = f"要闻\n{sentence}"
    return extractor.extract(Article(id="article-1", document="d", title="要闻", text=text))


def test_every_relation_has_three_examples() -> None:
    assert {
        relation: sum(one.relation is relation for one in EXAMPLES) for relation in Relation
    } == dict.fromkeys(Relation, 3)


def test_most_examples_are_turned_into_their_relation(
    extractor: Extractor, record_property: Callable[[str, object], None]
) -> None:
    missed = [
        f"{relation}: {text}"
        for relation, text in EXAMPLES
        if relation not in {fact.relation for fact in extraction(extractor, text).facts}
    ]
    share = 1 - len(missed) / len(EXAMPLES)
    record_property("share", round(share, 3))
    report = "\n".join([f"{share:.0%} of {len(EXAMPLES)} examples are found; missed are", *missed])
    assert share >= _LEAST, report


@pytest.mark.parametrize("example", EXAMPLES[::6], ids=lambda one: one.relation)
def test_what_is_drawn_from_an_example_is_consistent(extractor: Extractor, example: Example) -> None:
    drawn = extraction(extractor, example.text)
    ids = [entity.id for entity in drawn.entities]
    assert ids == sorted(set(ids))
    assert {link.entity for link in drawn.links} == set(ids)
    for fact in drawn.facts:
        assert {fact.subject, fact.object} <= set(ids)
        assert fact.evidence_text in drawn.article.text
