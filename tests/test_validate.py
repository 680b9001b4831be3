"""Validation: a sound graph passes, and each kind of break is found, by hand and by SHACL."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, RUN, document, facts_of, quads_of, sample

from kg.errors import StoreError
from kg.quads import DEFAULT_BASE, document_quads, iri, run_quads, terms
from kg.store import Dataset, View, open_view
from kg.store.dataset import fill_union
from kg.validate import Problem, shacl, validate
from kg.vocab import EntityType, Modality, Relation

INVESTS = iri(facts_of(INVESTMENT)[0].id)
PLANNED = iri(facts_of(INVESTMENT)[1].id)
ARTICLES = (INVESTMENT, HARMONY_NEWS, PAGE)
SOUND = {quad.triple for which in ARTICLES for quad in quads_of(which)} | {
    quad.triple
    for quad in (*document_quads(document("a.txt", "a"), [one.id for one in ARTICLES]), *run_quads(RUN))
}


def graph(triples: set[ox.Triple]) -> View:
    """A view of these triples."""
    store = ox.Store()
    fill_union(store, (ox.Quad(one.subject, one.predicate, one.object) for one in triples))
    return Dataset(store, base=DEFAULT_BASE)


def without(subject: ox.NamedNode, property_: ox.NamedNode | None = None) -> set[ox.Triple]:
    """The sound graph without what it says of a subject, or without one property of it."""
    return {one for one in SOUND if not (one.subject == subject and property_ in (None, one.predicate))}


def changed(
    subject: ox.NamedNode, property_: ox.NamedNode, value: ox.NamedNode | ox.Literal
) -> set[ox.Triple]:
    """The sound graph with another value of a property."""
    return without(subject, property_) | {ox.Triple(subject, property_, value)}


def plus(subject: ox.NamedNode, property_: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> set[ox.Triple]:
    """The sound graph and a triple more."""
    return SOUND | {ox.Triple(subject, property_, value)}


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[View]:
    """The sample graph as a store holds it."""
    store = sample(tmp_path / "graph.kg")
    yield store
    store.close()


def test_a_built_graph_is_sound(stored: View) -> None:
    assert validate(stored) == []


def test_a_built_graph_conforms_to_the_shapes(stored: View) -> None:
    assert shacl(stored) == []


def test_an_empty_graph_is_sound() -> None:
    assert validate(graph(set())) == []


SMIC, COMPANY = iri("smic"), terms.CLASSES[EntityType.COMPANY]
BREAKS: dict[str, tuple[Callable[[], set[ox.Triple]], str, str]] = {
    "no preferred name": (lambda: without(SMIC, terms.PREF_LABEL), "label", "no preferred name"),
    "two preferred names": (
        lambda: plus(SMIC, terms.PREF_LABEL, ox.Literal("中芯集团", language="zh")),
        "label",
        "2 preferred names in zh",
    ),
    "missing object": (lambda: without(INVESTS, terms.OBJECT), "dangling", "has no object"),
    "subject that is no entity": (
        lambda: changed(PLANNED, terms.SUBJECT, iri("nobody")),
        "dangling",
        "its subject nobody is no entity",
    ),
    "missing article": (lambda: without(INVESTS, terms.DERIVED_FROM), "dangling", "which article"),
    "article that is not there": (
        lambda: changed(INVESTS, terms.DERIVED_FROM, iri("article-0")),
        "dangling",
        "article-0 is not in the graph",
    ),
    "product that is no entity": (
        lambda: plus(INVESTS, terms.PRODUCT, iri("nothing")),
        "dangling",
        "its product nothing",
    ),
    "missing modality": (lambda: without(INVESTS, terms.MODALITY), "modality", "modality"),
    "unknown relation": (
        lambda: changed(PLANNED, terms.PREDICATE, ox.NamedNode(terms.IKG + "admires")),
        "signature",
        "none of the ontology's",
    ),
    "wrong object": (
        lambda: changed(PLANNED, terms.OBJECT, iri("huawei")),
        "signature",
        "华为 (Company) cannot be the object of locatedIn",
    ),
    "wrong subject": (
        lambda: changed(PLANNED, terms.SUBJECT, iri("x-2")),
        "signature",
        "赵海军 (Person) cannot be the subject of locatedIn",
    ),
    "no evidence": (lambda: without(INVESTS, terms.EVIDENCE), "evidence", "no evidence"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_is_found_by_hand_and_by_shacl(name: str) -> None:
    broken, check, what = BREAKS[name]
    view = graph(broken())
    problems = [problem for problem in validate(view) if problem.check == check]
    assert any(what in problem.what for problem in problems), validate(view)
    assert shacl(view)


@pytest.mark.parametrize("name", BREAKS)
def test_a_break_raises_no_alarm_elsewhere(name: str) -> None:
    broken, check, _ = BREAKS[name]
    others = {problem.check for problem in validate(graph(broken()))} - {check}
    assert others <= {"plain"}  # a fact that lost an end no longer asserts its plain triple


def test_evidence_that_does_not_stand_at_its_offsets_is_found() -> None:
    moved = changed(INVESTS, terms.EVIDENCE_START, ox.Literal("11", datatype=terms.INTEGER))
    (problem,) = validate(graph(moved))
    assert (problem.check, problem.where) == ("evidence", facts_of(INVESTMENT)[0].id)
    assert "says '芯国际2021年" in problem.what


def test_offsets_count_code_points_not_bytes_or_utf16_units() -> None:
    text = INVESTMENT.text.replace("深圳", "𠮷圳", 1)
    assert len(text) == len(INVESTMENT.text)
    astral = changed(iri(INVESTMENT.id), terms.TEXT, terms.chinese(text))
    assert validate(graph(astral)) == []


def test_evidence_is_not_judged_where_the_graph_holds_no_text() -> None:
    assert validate(graph(without(iri(INVESTMENT.id), terms.TEXT))) == []


def test_a_plain_triple_that_no_fact_asserts_is_found() -> None:
    planned = plus(SMIC, terms.RELATIONS[Relation.LOCATED_IN], iri("shenzhen"))
    (problem,) = validate(graph(planned))
    assert (problem.check, problem.where) == ("plain", "smic locatedIn shenzhen")
    assert (
        str(problem)
        == f"smic locatedIn shenzhen: stands as a plain triple, but no fact is {Modality.ASSERTED} of it"
    )


def test_an_asserted_fact_without_its_plain_triple_is_found() -> None:
    lost = without(SMIC, terms.RELATIONS[Relation.INVESTS_IN])
    assert [problem.where for problem in validate(graph(lost))] == ["smic investsIn x-1"]


@pytest.mark.parametrize(
    ("property_", "value"),
    [
        (terms.CONFIDENCE, ox.Literal("1.2", datatype=terms.DECIMAL)),
        (terms.CONFIDENCE, ox.Literal("0", datatype=terms.DECIMAL)),
        (terms.CONFIDENCE, ox.Literal("0.9")),
        (terms.CURRENCY, ox.Literal("人民币")),
        (terms.TIME, ox.Literal("2021年")),
        (terms.EVIDENCE_START, ox.Literal("99", datatype=terms.INTEGER)),
    ],
)
def test_shapes_hold_a_facts_values_to_their_types_and_ranges(
    property_: ox.NamedNode, value: ox.Literal
) -> None:
    found = shacl(graph(changed(INVESTS, property_, value)))
    assert {problem.where for problem in found} == {facts_of(INVESTMENT)[0].id}


def test_shapes_allow_one_value_each() -> None:
    twice = plus(INVESTS, terms.CONFIDENCE, terms.decimal(0.5))
    assert [problem.what.split(":")[0] for problem in shacl(graph(twice))] == ["confidence"]


def test_problems_are_sorted_and_said_once() -> None:
    broken = without(SMIC, terms.PREF_LABEL) - {one for one in SOUND if one.predicate == terms.EVIDENCE}
    problems = validate(graph(broken))
    assert problems == sorted(set(problems))
    assert {problem.check for problem in problems} == {"label", "evidence"}
    assert Problem("label", "smic", "has no preferred name") in problems


def test_the_statements_are_checked_and_not_what_readers_kept_of_them(tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    open_view(tmp_path / "graph.kg").content()
    kept = tmp_path / "graph.kg" / "content.json"
    assert "拟在深圳设立新厂" in kept.read_text("utf8")
    kept.write_text(kept.read_text("utf8").replace("拟在深圳设立新厂", "已在深圳设立新厂"), "utf8")
    assert any("已在深圳" in fact.evidence for fact in open_view(tmp_path / "graph.kg").content().facts)
    assert validate(open_view(tmp_path / "graph.kg")) == []


def test_without_pyshacl_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *rest: object, **options: object) -> object:
        if name == "pyshacl":
            raise ImportError(name)
        return real(name, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", absent)
    with pytest.raises(StoreError, match=r"pip install 'industry-kg\[validate\]'"):
        shacl(graph(SOUND))
