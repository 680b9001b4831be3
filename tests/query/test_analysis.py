"""Facts over time: periods, what stands, timelines, differences between days and between graphs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from industry_graph import industry_view
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, document, put, sample

from kg.quads import iri
from kg.query import FactFilter
from kg.query.analysis import (
    apart,
    between_days,
    between_graphs,
    last_words,
    period,
    standing,
    timeline,
    undated,
)
from kg.store import FactRow, Store, View, open_view
from kg.vocab import Modality, Relation

STORY = """
2020-03-01 早先的消息
catl supplies byd Planned | 宁德时代拟向比亚迪供应电池。
tencent shareholderOf zte Asserted | 腾讯持有中兴通讯5%的股份。 | 5%=0.05

2021-03-01 后来的消息
catl supplies byd Asserted | 宁德时代已向比亚迪供应电池。 | @2021-02-15
tencent shareholderOf zte Negated | 腾讯已不再持有中兴通讯股份。

2022-03-01 又有报道
catl supplies byd Asserted | 宁德时代向比亚迪供应电池包。
zte locatedIn shenzhen Asserted | 中兴通讯位于深圳。
"""
VIEW = industry_view(STORY)
CONTENT = VIEW.content()


def facts(*, subject: str, relation: Relation) -> list[FactRow]:
    return [
        fact for fact in CONTENT.facts if fact.subject == iri(subject).value and fact.relation is relation
    ]


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2021-05-27", date(2021, 5, 27), date(2021, 5, 27)),
    ],
)
def test_a_date_covers_all_days_that_it_may_mean(time: str, first: date, last: date) -> None:
    assert period(time) == (first, last)


@pytest.mark.parametrize("time", ["", "近日", "2021-13", "2021-02-30", "0000", "21-05"])
def test_what_is_no_date_covers_no_day(time: str) -> None:
    assert period(time) is None


def test_facts_are_apart_by_the_days_between_them_and_not_at_all_where_they_may_meet() -> None:
    planned, *done = sorted(
        facts(subject="catl", relation=Relation.SUPPLIES), key=lambda one: one.issued or date.max
    )
    byd = [one for one in done if one.object == iri("byd").value]
    assert planned.modality is Modality.PLANNED
    assert [apart(planned, one) for one in byd] == [351, 730]
    (founded,) = facts(subject="renzhengfei", relation=Relation.FOUNDS)
    assert apart(founded, founded) == 0
    assert apart(byd[0], founded) == apart(founded, byd[0]) == (date(2021, 2, 15) - date(1987, 12, 31)).days


def test_a_denial_ends_what_was_told_before_it_and_not_before_its_day() -> None:
    held = facts(subject="tencent", relation=Relation.SHAREHOLDER_OF)
    zte = [fact for fact in held if fact.object == iri("zte").value]
    assert [fact.modality for fact in standing(zte)] == [Modality.NEGATED]
    assert [fact.modality for fact in standing(zte, as_of="2020")] == [Modality.ASSERTED]
    assert standing(zte, as_of="2019") == []


def test_a_timeline_is_in_order_and_tells_the_facts_time_from_the_articles() -> None:
    moments = timeline(
        CONTENT.facts, iri("catl").value, wanted=FactFilter(relations=frozenset({Relation.SUPPLIES}))
    )
    byd = [one for one in moments if one.statement.fact.object == iri("byd").value]
    assert [(one.date, one.dated_by, one.statement.fact.modality.value) for one in byd] == [
        ("2020-03-01", "article", "Planned"),
        ("2021-02-15", "fact", "Asserted"),
        ("2022-03-01", "article", "Asserted"),
    ]
    assert [one.date for one in moments] == sorted(one.date for one in moments)


def test_reports_that_tell_no_time_are_one_moment_on_the_day_of_the_first() -> None:
    extra = "2019-01-01 一\nbyd partnersWith toyota Asserted | 比亚迪与丰田合作。"
    twice = industry_view(extra).content()
    (moment,) = timeline(twice.facts, iri("toyota").value)
    assert (moment.date, moment.dated_by, moment.statement.sources) == ("2019-01-01", "article", 2)


def test_a_timeline_holds_what_a_product_is_named_in_and_keeps_to_its_period() -> None:
    moments = timeline(CONTENT.facts, iri("kirin").value, until="2021-06")
    assert {one.statement.fact.evidence for one in moments} >= {"海思向华为供应麒麟芯片。"}
    assert timeline(CONTENT.facts, iri("kirin").value, since="2022") == []


def test_what_has_no_date_stands_at_the_end(tmp_path: Path) -> None:
    sample(tmp_path / "g").close()
    content = open_view(tmp_path / "g").content()
    moments = timeline(content.facts, iri("smic").value)
    assert [one.dated_by for one in moments] == ["fact", "fact", "article", "article", "article", ""]
    assert moments[-1].date == ""
    assert undated(content.facts) == 2


def test_the_last_word_on_a_plan_is_that_it_was_carried_out() -> None:
    moments = timeline(CONTENT.facts, iri("byd").value)
    words = [one for one in last_words(moments) if one.statement.fact.relation is Relation.SUPPLIES]
    assert [(one.date, one.statement.fact.modality) for one in words] == [("2022-03-01", Modality.ASSERTED)]


def test_between_two_days_is_gained_what_no_earlier_article_told() -> None:
    difference = between_days(CONTENT, "2020-12", "2021-03-01", base=VIEW.base)
    assert [(one.statement.fact.evidence, one.other) for one in difference.gained] == [
        ("宁德时代已向比亚迪供应电池。", (Modality.PLANNED,)),
        ("腾讯已不再持有中兴通讯股份。", (Modality.ASSERTED,)),
    ]
    assert (difference.lost, difference.gained_entities, difference.lost_entities) == ((), (), ())


def test_an_entity_is_gained_by_the_first_article_that_names_it() -> None:
    difference = between_days(CONTENT, "2021-03", "2021-05-26", base=VIEW.base)
    assert {entity.id for entity in difference.gained_entities} >= {"east-west", "ningxia", "guian-dc"}
    assert "tencent" not in {entity.id for entity in difference.gained_entities}


def test_going_back_in_time_loses_what_going_forth_gains() -> None:
    forth = between_days(CONTENT, "2021-05-27", "2021-06-03", base=VIEW.base)
    back = between_days(CONTENT, "2021-06-03", "2021-05-27", base=VIEW.base)
    assert forth.gained
    assert [one.statement for one in forth.gained] == [one.statement for one in back.lost]
    assert forth.gained_entities == back.lost_entities
    assert not between_days(CONTENT, "2021", "2021-12-31", base=VIEW.base)


def graph_of(folder: Path, *articles: object, base: str | None = None) -> View:
    with Store.open(folder, base=base) as store:
        put(store, document(f"{folder.name}.txt", folder.name), *articles)  # type: ignore[arg-type]
    return open_view(folder)


def test_two_graphs_differ_by_what_only_one_of_them_says(tmp_path: Path) -> None:
    old = graph_of(tmp_path / "old", INVESTMENT, PAGE)
    new = graph_of(tmp_path / "new", PAGE, HARMONY_NEWS)
    difference = between_graphs(old, new)
    assert {one.statement.fact.relation.value for one in difference.gained} == {"develops", "supplies"}
    assert {one.statement.fact.relation.value for one in difference.lost} == {
        "investsIn",
        "locatedIn",
        "worksFor",
        "acquires",
    }
    assert [entity.id for entity in difference.gained_entities] == ["harmonyos"]
    assert {entity.id for entity in difference.lost_entities} == {"x-1", "x-2", "shenzhen"}


def test_the_same_graph_under_another_base_does_not_differ(tmp_path: Path) -> None:
    here = graph_of(tmp_path / "here", INVESTMENT, HARMONY_NEWS, PAGE)
    there = graph_of(tmp_path / "there", INVESTMENT, HARMONY_NEWS, PAGE, base="https://example.org/kb/")
    assert here.base != there.base
    assert not between_graphs(here, there)


def test_a_graph_does_not_differ_from_its_export(tmp_path: Path) -> None:
    view = graph_of(tmp_path / "g", INVESTMENT, HARMONY_NEWS, PAGE)
    ox.serialize(view.quads(), str(tmp_path / "g.nq"), format=ox.RdfFormat.N_QUADS)
    assert not between_graphs(view, open_view(tmp_path / "g.nq"))
