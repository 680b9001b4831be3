"""What is looked up of one thing: the rows that reading everything gives of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_graph import sample

from kg.store import Content, View, open_view


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The sample graph."""
    path = tmp_path_factory.mktemp("looked-up") / "graph.kg"
    sample(path).close()
    return open_view(path)


def about(content: Content, iri: str) -> list[str]:
    """The facts with a thing at either end, in their order."""
    return [repr(fact) for fact in content.facts if iri in (fact.subject, fact.object)]


def test_every_thing_has_the_facts_that_reading_everything_gives(view: View) -> None:
    whole = view.content()
    assert whole.entities
    for iri, entity in whole.entities.items():
        part = view.content_about(iri)
        assert [repr(fact) for fact in part.facts] == about(whole, iri)
        assert part.entities[iri] == entity


def test_every_thing_has_the_articles_that_name_it_and_their_rows(view: View) -> None:
    whole = view.content()
    for iri in whole.entities:
        part = view.content_about(iri)
        naming = {article.iri for article in whole.articles.values() if iri in article.mentions}
        assert naming <= set(part.articles)
        for name, article in part.articles.items():
            one = whole.articles[name]
            named = tuple(other for other in one.mentions if other == iri)
            assert article == replace(one, text="", mentions=named)


def test_the_other_ends_are_described_like_everywhere(view: View) -> None:
    whole = view.content()
    for iri in whole.entities:
        part = view.content_about(iri)
        assert all(whole.entities[name] == entity for name, entity in part.entities.items())


def test_facts_and_things_without_names_of_their_own_are_found(tmp_path: Path) -> None:
    file = tmp_path / "foreign.ttl"
    file.write_text(
        "@prefix ikg: <https://w3id.org/industry-kg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> ."
        '<http://e/a> a ikg:Company ; skos:prefLabel "甲" . _:b a ikg:Company ; skos:prefLabel "乙" .'
        "[] a ikg:Fact ; rdf:subject <http://e/a> ; rdf:predicate ikg:investsIn ; rdf:object _:b .",
        "utf8",
    )
    view = open_view(file)
    whole = view.content()
    (nameless,) = (iri for iri in whole.entities if iri != "http://e/a")
    for iri in ("http://e/a", nameless):
        assert about(view.content_about(iri), iri) == about(whole, iri)
        assert len(about(whole, iri)) == 1


def test_of_a_thing_that_is_not_there_nothing_is_told(view: View) -> None:
    nothing = view.content_about("http://example.org/nobody")
    assert (nothing.entities, nothing.articles, nothing.facts) == ({}, {}, ())


def test_what_is_looked_up_reads_no_property_of_everything(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Watched:
        """A store that is asked for patterns."""

        def __init__(self, store: ox.Store) -> None:
            self.store = store

        def quads_for_pattern(
            self, subject: object, property_: object, object_: object, graph: object
        ) -> object:
            assert subject is not None or object_ is not None
            return self.store.quads_for_pattern(subject, property_, object_, graph)  # type: ignore[arg-type]

    iri = next(iter(view.content().entities))
    monkeypatch.setattr(view, "_store", Watched(view._store))  # type: ignore[attr-defined]
    assert view.content_about(iri).facts
