"""RDF: what other tools load is the graph, whole."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from export.reading_back import loaded
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import isomorphic
from sample_graph import INVESTMENT, RUN, article, document, fact, put, quads_of

from kg.export import render
from kg.model import Entity, Money, Name, Qualifiers, TimeRef
from kg.quads import DEFAULT_BASE, article_quads
from kg.store import Dataset, Store, View
from kg.store.dataset import fill_union
from kg.vocab import EntityType, Modality, Relation

TRIPLES = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}
QUADS = {"nq": "nquads", "trig": "trig"}


@pytest.mark.parametrize("format_", TRIPLES)
def test_a_format_of_triples_loads_in_rdflib_and_oxigraph_with_equal_counts(view: View, format_: str) -> None:
    text = render(view, format_)
    graph = rdflib.Graph().parse(data=text, format=TRIPLES[format_])
    assert len(graph) == len(loaded(view, format_).triples()) == len(view.triples())
    assert isomorphic(graph, rdflib.Graph().parse(data=render(view, "nt"), format="nt"))


@pytest.mark.parametrize("format_", QUADS)
def test_a_format_of_quads_loads_in_rdflib_and_oxigraph_with_its_named_graphs(
    view: View, format_: str
) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=render(view, format_), format=QUADS[format_])
    assert len(list(dataset.quads())) == len(view.quads())
    assert {str(quad.graph_name) for quad in loaded(view, format_).quads()} == {
        str(quad.graph_name) for quad in view.quads()
    }
    assert sorted(map(str, loaded(view, format_).quads())) == sorted(map(str, view.quads()))


@pytest.mark.parametrize("format_", [*TRIPLES, *QUADS])
def test_export_then_load_reads_the_same_content(view: View, format_: str) -> None:
    assert loaded(view, format_).content() == view.content()


# Everything that XML and RDF can hold; what XML cannot is a matter of its own, in test_networks.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r\"\\'"),
    min_size=1,
    max_size=20,
)
LINE = TEXT.filter(lambda text: "\n" not in text)


@st.composite
def graphs(draw: st.DrawFn) -> View:
    """Graphs of an article with any text, names and qualifiers."""
    names = draw(st.lists(LINE, min_size=2, max_size=4))
    subject, object_ = (
        Entity(id=f"x-{number}", type=EntityType.COMPANY, names=(Name(name, language), Name(names[-1], "en")))
        for number, (name, language) in enumerate(zip(names, ("zh", "und"), strict=False))
    )
    news = article(draw(LINE), draw(TEXT) + "收购" + draw(TEXT))
    qualifiers = Qualifiers(
        amount=Money(
            value=draw(st.decimals(min_value=0, max_value=10**14, places=2)), currency="CNY", text=draw(LINE)
        ),
        time=TimeRef(
            value=draw(st.dates().map(lambda day: day.isoformat()[: draw(st.sampled_from((4, 7, 10)))])),
            text="当时",
        ),
        title=draw(LINE),
    )
    one = fact(
        news,
        subject,
        Relation.ACQUIRES,
        object_,
        "收购",
        draw(st.sampled_from(Modality)),
        qualifiers=qualifiers,
    )
    store = ox.Store()
    fill_union(store, iter(article_quads(news, [subject, object_], [one], run=RUN)))
    return Dataset(store, base=DEFAULT_BASE)


@settings(deadline=None, max_examples=60)
@given(graphs(), st.sampled_from(["ttl", "nt", "jsonld", "rdf"]))
def test_export_then_load_is_the_identity_on_triples(view: View, format_: str) -> None:
    again = loaded(view, format_)
    assert set(again.triples()) == set(view.triples())
    assert render(again, "ttl") == render(view, "ttl")


@settings(deadline=None, max_examples=40)
@given(graphs(), st.sampled_from(["nq", "trig"]))
def test_export_then_load_is_the_identity_on_quads(view: View, format_: str) -> None:
    assert render(loaded(view, format_), "nq") == render(view, "nq")


@settings(deadline=None, max_examples=30)
@given(graphs())
def test_rdflib_reads_as_many_triples_of_any_turtle_as_oxigraph(view: View) -> None:
    assert len(rdflib.Graph().parse(data=render(view, "ttl"), format="turtle")) == len(view.triples())


def test_turtle_is_set_apart_in_sections_and_blocks(view: View) -> None:
    text = render(view, "ttl").decode()
    sections = [line.strip("# -") for line in text.splitlines() if line.startswith("# ----")]
    assert sections == ["Runs", "Documents", "Articles", "Company", "Person", "Product", "Location", "Facts"]
    assert '\n\nid:smic a ikg:Company ;\n\tskos:prefLabel "中芯国际"@zh ;\n' in text
    assert 'ikg:amount "2000000000"^^xsd:decimal ;' in text
    assert "ikg:confidence 0.9123 ;" in text
    assert "\n\n\n" not in text


def test_facts_stand_in_turtle_in_the_order_of_the_article(view: View) -> None:
    text = render(view, "ttl").decode()
    places = [
        text.index(f'ikg:evidence "{words}')
        for words in ("中芯国际2021年", "中芯国际拟", "赵海军", "中芯国际并未")
    ]
    assert places == sorted(places)


def test_turtle_uses_the_base_of_the_store(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph.kg", base="http://example.org/kg/") as store:
        put(store, document("a.txt", "digest"), INVESTMENT)
        text = render(store, "ttl").decode()
    assert "@prefix id: <http://example.org/kg/> ." in text
    assert "id:smic a ikg:Company" in text


def test_json_ld_takes_a_base_that_ends_in_no_slash() -> None:
    store = ox.Store()
    fill_union(store, iter(quads_of(INVESTMENT, base="http://example.org/kg-")))
    view = Dataset(store, base="http://example.org/kg-")
    text = render(view, "jsonld")
    assert b'"id:smic"' in text
    assert set(loaded(view, "jsonld").triples()) == set(view.triples())
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    assert rdflib.URIRef("http://example.org/kg-smic") in set(graph.subjects())
