"""Reading graphs: SPARQL, patterns, plain values, files."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, document, facts_of, put, sample

from kg.errors import QueryError, StoreError
from kg.model import Name
from kg.quads import iri, terms
from kg.store import Content, Store, View, open_view, value_of
from kg.vocab import EntityType, Modality, Relation


@pytest.fixture
def view(tmp_path: Path) -> Iterator[View]:
    """The sample graph."""
    store = sample(tmp_path / "graph.kg")
    yield store
    store.close()


def loaded(tmp_path: Path, text: str, name: str = "graph.ttl") -> View:
    """A view of a file with that text."""
    prefixes = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in terms.PREFIXES.items())
    (tmp_path / name).write_text(prefixes + text, "utf8")
    return open_view(tmp_path / name)


def test_select_gives_terms_by_variable_and_nothing_where_unbound(view: View) -> None:
    rows = view.select(
        "SELECT ?label ?none WHERE { id:x-1 skos:prefLabel ?label OPTIONAL { id:x-1 ikg:stockCode ?none } }"
    )
    assert rows == [{"label": ox.Literal("中芯京城", language="zh"), "none": None}]


def test_numbers_keep_their_type(view: View) -> None:
    (row,) = view.select("SELECT ?amount ?start WHERE { ?f ikg:amount ?amount ; ikg:evidenceStart ?start }")
    assert value_of(row["amount"]) == Decimal(2_000_000_000)
    assert isinstance(value_of(row["start"]), int)


def test_a_binding_takes_the_place_of_a_variable_wherever_it_stands(view: View) -> None:
    label = ox.Literal("华为", language="zh")
    one = view.select("SELECT ?e WHERE { ?e skos:prefLabel ?name }", name=label)
    other = view.select("SELECT ?e ?name WHERE { ?e skos:prefLabel ?name }", name=label)
    assert one == [{"e": iri("huawei")}]
    assert other == [{"e": iri("huawei"), "name": label}]
    assert view.ask("ASK { ?e skos:prefLabel ?name }", name=label)
    counted = view.select("SELECT (COUNT(*) AS ?n) WHERE { ?f a ikg:Fact ; rdf:object ?o }", o=iri("huawei"))
    assert [value_of(row["n"]) for row in counted] == [2]


def test_a_binding_does_not_touch_strings_or_comments(view: View) -> None:
    rows = view.select(
        "# of ?name\nSELECT ('?name' AS ?s) WHERE { ?e skos:prefLabel ?name }",
        name=ox.Literal("华为", language="zh"),
    )
    assert rows == [{"s": ox.Literal("?name")}]


def test_a_bound_string_cannot_break_out_of_the_query(view: View) -> None:
    nasty = ox.Literal('华为" } UNION { ?e ?p ?o } #')
    assert view.select("SELECT ?e WHERE { ?e skos:prefLabel ?name }", name=nasty) == []


def test_construct_and_describe_give_triples(view: View) -> None:
    assert ox.Triple(iri("smic"), terms.TYPE, terms.CLASSES[EntityType.COMPANY]) in view.construct(
        "DESCRIBE id:smic"
    )
    made = view.construct("CONSTRUCT { ?b ikg:hasEmployee ?a } WHERE { ?a ikg:worksFor ?b }")
    assert [str(triple.subject) for triple in made] == [str(iri("smic"))]


def test_a_malformed_query_says_where(view: View) -> None:
    with pytest.raises(QueryError, match=r"query: error at 1:\d+: expected one of .* …: mend the SPARQL"):
        view.select("SELECT ?s WHERE { ?s ?p")


def test_the_wrong_kind_of_query_says_which_is_wanted(view: View) -> None:
    with pytest.raises(QueryError, match="an ASK where SELECT is wanted"):
        view.select("ASK {}")
    with pytest.raises(QueryError, match="a SELECT where ASK is wanted"):
        view.ask("SELECT * WHERE { ?s ?p ?o }")


def test_an_update_is_refused(view: View) -> None:
    with pytest.raises(QueryError):
        view.select("DELETE WHERE { ?s ?p ?o }")
    assert len(view.content().facts) == 7


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ service SILENT <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * WHERE {{ ?a ?b '#' . SERVICE<{url}>{{ ?s ?p ?o }} }}",
        "PREFIX a: <{url}> SELECT * WHERE {{ SERVICE a: {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> WHERE {{ ?s ?p ?o }}",
    ],
)
def test_no_query_reaches_another_server(view: View, query: str) -> None:
    asked = []

    class Trap(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *args: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Trap) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/sparql"
        try:
            rows = view.select(query.format(url=url))
        except QueryError as error:
            assert "SERVICE" in str(error)
        else:
            assert rows == []
        server.shutdown()
    assert asked == []


def test_named_graphs_are_those_of_articles_documents_and_runs(view: View) -> None:
    rows = view.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert len(rows) == 3 + 2 + 1
    assert view.select("SELECT * WHERE { GRAPH <urn:industry-kg:state> { ?s ?p ?o } }") == []


@pytest.mark.parametrize("name", ["<urn:industry-kg:state>", "u:state", "<urn:industry-kg:\\u0073tate>"])
def test_bookkeeping_cannot_be_asked_for_by_name(view: View, name: str) -> None:
    for clause in (f"FROM {name}", f"FROM NAMED {name}"):
        with pytest.raises(QueryError, match="FROM"):
            view.select(f"PREFIX u: <urn:industry-kg:> SELECT * {clause} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}")


def test_content_holds_each_entity_once_with_its_names_and_codes(view: View) -> None:
    entities = {row.id: row for row in view.content().entities.values()}
    assert set(entities) == {"smic", "x-1", "x-2", "shenzhen", "huawei", "harmonyos"}
    smic = entities["smic"]
    assert (smic.label, smic.type, smic.codes) == ("中芯国际", EntityType.COMPANY, ("00981.HK", "688981.SH"))
    assert smic.labels == (Name("中芯国际", "zh"), Name("中芯", "zh"), Name("SMIC", "en"))
    assert entities["shenzhen"].codes == ("iso:CN-GD",)


def test_content_holds_facts_with_everything_that_was_said(view: View) -> None:
    (row,) = [fact for fact in view.content().facts if fact.relation is Relation.INVESTS_IN]
    assert (row.subject_label, row.object_label) == ("中芯国际", "中芯京城")
    assert (row.subject_type, row.object_type) == (EntityType.COMPANY, EntityType.COMPANY)
    assert (row.amount, row.currency, row.amount_text) == (Decimal(2_000_000_000), "CNY", "20亿元")
    assert (row.percent, row.time, row.time_text) == (Decimal("0.96"), "2021-05-27", "2021年5月27日")
    assert (row.confidence, row.modality, row.rule) == (0.9123, Modality.ASSERTED, "test/1")
    assert (row.article_title, row.section, row.issued) == (INVESTMENT.title, "企业情报", date(2021, 5, 27))
    assert INVESTMENT.text[row.start : row.end] == row.evidence
    assert row.id == facts_of(INVESTMENT)[0].id


def test_content_names_the_product_and_the_post(view: View) -> None:
    facts = view.content().facts
    assert [fact.product_label for fact in facts if fact.product] == ["鸿蒙OS"]
    assert [fact.title for fact in facts if fact.title] == ["联合首席执行官"]


def test_content_is_the_same_whatever_came_first(tmp_path: Path) -> None:
    contents: list[Content] = []
    for number, order in enumerate(((INVESTMENT, HARMONY_NEWS, PAGE), (PAGE, HARMONY_NEWS, INVESTMENT))):
        with Store.open(tmp_path / f"{number}.kg") as store:
            put(store, document("a.txt", "all"), *order)
            contents.append(store.content())
    assert contents[0] == contents[1]
    assert list(contents[0].entities) == list(contents[1].entities)


def test_of_two_preferred_names_the_choice_is_chinese_first_and_the_same_every_time(tmp_path: Path) -> None:
    names = ['"SMIC"@en', '"中芯国际"@zh', '"中芯"@zh']
    for number, order in enumerate((names, names[::-1])):
        view = loaded(
            tmp_path, f"id:smic a ikg:Company ; skos:prefLabel {', '.join(order)} .", f"{number}.ttl"
        )
        (row,) = view.content().entities.values()
        assert row.label == "中芯"


def test_an_entity_of_two_types_is_listed_with_both(tmp_path: Path) -> None:
    (row,) = loaded(tmp_path, "id:a a ikg:Product, ikg:Company .").content().entities.values()
    assert row.types == (EntityType.COMPANY, EntityType.PRODUCT)
    assert (row.type, row.label) == (EntityType.COMPANY, "a")


def test_a_fact_of_someone_elses_graph_may_lack_all_but_its_statement(tmp_path: Path) -> None:
    view = loaded(
        tmp_path,
        """id:a a ikg:Company ; skos:prefLabel "甲"@zh . id:b a ikg:Person ; skos:prefLabel "乙"@zh .
        id:f a ikg:Fact ; rdf:subject id:b ; rdf:predicate ikg:worksFor ; rdf:object id:a .
        id:g a ikg:Fact ; rdf:subject id:b ; rdf:predicate ikg:admires ; rdf:object id:a .
        id:h a ikg:Fact ; rdf:subject id:b ; rdf:predicate ikg:worksFor ; rdf:object id:nobody .""",
    )
    (row,) = view.content().facts
    assert (row.subject_label, row.relation, row.object_label) == ("乙", Relation.WORKS_FOR, "甲")
    assert (row.confidence, row.modality, row.article, row.end) == (1.0, Modality.ASSERTED, "", 0)


def test_a_file_with_named_graphs_is_read_as_their_union(tmp_path: Path) -> None:
    graphs = 'GRAPH id:x { id:a skos:prefLabel "甲"@zh } GRAPH id:y { id:a skos:prefLabel "甲"@zh }'
    view = loaded(tmp_path, graphs, "graph.trig")
    assert view.select("SELECT ?n WHERE { ?e skos:prefLabel ?n }") == [{"n": ox.Literal("甲", language="zh")}]
    assert len(view.quads()) == 2


def test_a_file_of_another_base_is_read_with_that_base(tmp_path: Path) -> None:
    article = "<http://example.org/kg/article-0123456789abcdef> a ikg:Article . "
    view = loaded(tmp_path, article + "<http://example.org/kg/smic> a ikg:Company .")
    assert view.base == "http://example.org/kg/"
    assert [row.id for row in view.content().entities.values()] == ["smic"]


def test_a_file_that_is_not_well_formed_says_where(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<a> <b>")
    with pytest.raises(StoreError, match=r"graph\.ttl: not well-formed Turtle"):
        open_view(tmp_path / "graph.ttl")


def test_a_missing_file_and_an_unknown_suffix_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"graph\.ttl: cannot be read \(No such file"):
        open_view(tmp_path / "graph.ttl")
    (tmp_path / "graph.tttl").write_text("")
    with pytest.raises(StoreError, match=r"no graph format has the suffix '\.tttl'; did you mean '\.ttl'"):
        open_view(tmp_path / "graph.tttl")


@pytest.mark.parametrize(
    ("lexical", "datatype", "value"),
    [
        ("7", "integer", 7),
        ("0.5", "decimal", Decimal("0.5")),
        ("1e3", "double", 1000.0),
        ("true", "boolean", True),
        ("2021-05-27", "date", date(2021, 5, 27)),
        ("2021-02-30", "date", "2021-02-30"),
        ("2021", "gYear", "2021"),
    ],
)
def test_a_literal_has_the_value_of_its_datatype(lexical: str, datatype: str, value: object) -> None:
    assert value_of(ox.Literal(lexical, datatype=ox.NamedNode(terms.XSD + datatype))) == value


def test_an_iri_has_its_text_for_a_value() -> None:
    assert value_of(iri("smic")) == "https://w3id.org/industry-kg/id/smic"
