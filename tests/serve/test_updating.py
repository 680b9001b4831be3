"""Updates keep the default graph the union of the named graphs, whatever they do."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_graph import sample

from kg.errors import QueryError
from kg.store import Store, open_view
from kg.store.dataset import STATE, UNION
from kg.store.updating import update as update_store
from kg.store.updating import with_union, written_graphs

UPDATES = [
    "INSERT DATA { GRAPH <urn:a> { id:smic ikg:acquires id:huawei . <urn:s> <urn:p> 1 } }",
    "INSERT DATA { GRAPH <urn:b> { <urn:s> <urn:p> 1 } } ;",
    "DELETE DATA { GRAPH <urn:a> { <urn:s> <urn:p> 1 } } # ; }",
    "DELETE WHERE { GRAPH <urn:b> { <urn:s> <urn:p> ?o } } ;\nINSERT DATA { GRAPH <urn:c> { <urn:x> <urn:y> 'a;}' } }",
    "WITH <urn:c> DELETE { ?s ?p ?o } INSERT { ?s ?p 'b' } WHERE { ?s ?p ?o }",
    "INSERT { GRAPH <urn:d> { ?s ?p ?o } } WHERE { ?s ?p ?o FILTER(?o = 'b') }",
    "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } FILTER(?g = <urn:c>) }",
    "PREFIX u: <urn:> INSERT DATA { GRAPH u:e { u:x u:y '''a\n}''' } }",
    "BASE <http://example.org/> PREFIX u: <urn:> INSERT DATA { GRAPH <urn:a> { <x> u:y 1 } }",
    "COPY <urn:a> TO <urn:f>",
    "MOVE <urn:f> TO <urn:g>",
    "ADD DEFAULT TO <urn:h>",
    "CLEAR SILENT GRAPH <urn:none>",
    "DROP GRAPH <urn:h>",
    "",
    "CREATE GRAPH <urn:i>",
    "DROP NAMED",
]
REFUSED = [
    ("INSERT DATA { <urn:a> <urn:b> 1 }", "default graph"),
    ("INSERT DATA { GRAPH <urn:a> { } <urn:a> <urn:b> 1 }", "default graph"),
    ("DELETE DATA { <urn:a> <urn:b> 1 }", "default graph"),
    ("DELETE WHERE { ?s ?p ?o }", "default graph"),
    ("DELETE { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", "default graph"),
    ("INSERT DATA { GRAPH <urn:a> { <urn:a> <urn:b> 1 } } ; CLEAR DEFAULT", "default graph"),
    ("COPY <urn:a> TO DEFAULT", "default graph"),
    ("MOVE DEFAULT TO <urn:a>", "default graph"),
    ("LOAD <http://192.0.2.1/>", "offline"),
    ("INSERT {", "mend"),
    ("DROP GRAPH <urn:none>", "does not exist"),
    ("SELECT * { ?s ?p ?o }", "mend"),
    (
        "DELETE { GRAPH <urn:a> { ?s ?p ?o } } WHERE { } } ; INSERT DATA { GRAPH <urn:b> { <urn:a> <urn:b> 1 }",
        "mend",
    ),
]


def update(path: Path, text: str) -> None:
    store = Store.open(path)
    try:
        update_store(store, text)
    finally:
        store.close()


def state(path: Path) -> tuple[set[ox.Triple], set[ox.Triple], list[str]]:
    """The union as it is, as it should be, and the graphs."""
    view = open_view(path)  # its files are there as long as it is
    quads = list(view._store)  # type: ignore[attr-defined]
    union = {quad.triple for quad in quads if quad.graph_name == UNION}
    named = [quad for quad in quads if quad.graph_name not in (UNION, STATE)]
    return union, {quad.triple for quad in named}, sorted({str(quad.graph_name) for quad in named})


def test_the_default_graph_stays_the_union(tmp_path: Path) -> None:
    path = tmp_path / "graph.kg"
    with sample(path):
        pass
    seen = []
    for text in UPDATES:
        update(path, text)
        union, wanted, graphs = state(path)
        assert union == wanted, text
        assert not any("before" in graph for graph in graphs)
        seen.append(graphs)
    assert "<urn:a>" in seen[0]
    assert "<urn:b>" not in seen[3]
    assert {"<urn:d>", "<urn:e>"} <= set(seen[8])
    assert "<urn:c>" not in seen[6]
    assert "<urn:g>" in seen[10]
    assert "<urn:f>" not in seen[10]
    assert seen[-1] == []


@pytest.mark.parametrize(("text", "told"), REFUSED)
def test_a_refused_update_changes_nothing(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.kg"
    with sample(path):
        pass
    before = state(path)
    with pytest.raises(QueryError, match=told):
        update(path, text)
    assert state(path) == before


def test_the_graphs_of_an_update_are_told_from_its_text() -> None:
    assert written_graphs("INSERT DATA { GRAPH<urn:a>{ <urn:s> <urn:p> 'GRAPH <urn:x> {' } }") == {"<urn:a>"}
    assert written_graphs("WITH <urn:a> INSERT { ?s ?p 1 } WHERE { GRAPH <urn:b> { ?s ?p ?o } }") == {
        "<urn:a>"
    }
    assert written_graphs("INSERT DATA { GRAPH ex:a { ex:s ex:p 1 } }") is None
    assert written_graphs("DROP ALL") is None
    assert written_graphs("# nothing") == set()


TRIPLES = [f"<urn:s{number}> <urn:p> {number}" for number in range(3)]
STEP = st.tuples(st.sampled_from(["INSERT", "DELETE"]), st.sampled_from("abc"), st.sampled_from(TRIPLES))
CHANGE = st.lists(STEP, min_size=1, max_size=4).map(
    lambda steps: " ;\n".join(
        f"{verb} DATA {{ GRAPH <urn:{graph}> {{ {what} }} }}" for verb, graph, what in steps
    )
)


@settings(deadline=None, max_examples=60)
@given(st.lists(CHANGE, min_size=1, max_size=6), st.booleans())
def test_following_up_the_graphs_that_are_written_is_as_good_as_following_up_all(
    changes: list[str], drops: bool
) -> None:
    one, all_ = ox.Store(), ox.Store()
    for text in [*changes, "CLEAR SILENT GRAPH <urn:a>"] if drops else changes:
        one.update(with_union(text, written_graphs(text)))
        all_.update(with_union(text, None))
        assert set(one) == set(all_)
        named = {quad.triple for quad in one if quad.graph_name != UNION}
        assert {quad.triple for quad in one if quad.graph_name == UNION} == named


def test_a_store_that_was_updated_is_built_further(tmp_path: Path) -> None:
    from sample_graph import PAGE, document, put

    path = tmp_path / "graph.kg"
    with sample(path):
        pass
    update(path, "INSERT DATA { GRAPH <urn:mine> { id:smic ikg:partnersWith id:huawei } }")
    with Store.open(path) as store:
        store.drop("page.html")
        put(store, document("page2.html", "page", "text/html"), PAGE)
        store.drop("page2.html")
    union, wanted, graphs = state(path)
    assert union == wanted
    assert "<urn:mine>" in graphs
    # The page said so too; the update says it still.
    assert open_view(path).ask("ASK { id:smic ikg:partnersWith id:huawei }")
