"""Commands that read a graph: show, facts, find, path, rank, groups, sparql, stats, validate, ontology, view."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from cli.conftest import Run

SELECT = "SELECT ?label WHERE { id:smic skos:prefLabel ?label }"


@pytest.mark.parametrize("name", ["中芯国际", "SMIC", "688981", "https://w3id.org/industry-kg/id/smic"])
def test_show_takes_any_name_and_gives_facts_in_both_directions(name: str, kg: Run) -> None:
    ran = kg("show", name)
    assert ran.status == 0
    assert ran.out.startswith("中芯国际  (Company)\nalso called: 中芯, SMIC\ncodes: 00981.HK, 688981.SH\n")
    assert "investsIn →\n  中芯京城  (2021-05-20, 20亿元)\n      中芯国际向中芯京城投资20亿元。" in ran.out
    assert "→ investsIn\n  国家集成电路产业投资基金  (2020, 15亿美元, 2 articles)" in ran.out


def test_show_as_json_has_names_articles_and_facts(kg: Run) -> None:
    told = json.loads(kg("show", "华为", "-f", "json").out)
    assert (told["id"], told["type"], told["also"]) == ("huawei", ["Company"], ["Huawei"])
    assert {fact["object"] for fact in told["facts"] if fact["relation"] == "develops"} == {
        "鸿蒙OS",
        "麒麟芯片",
    }
    assert [article["title"] for article in told["articles"]] == ["鸿蒙OS发布"]


def test_an_unknown_name_offers_the_nearest_and_is_status_1(kg: Run) -> None:
    ran = kg("show", "中芯囯际")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "kg: 中芯囯际: nothing in the graph is called so: did you mean 中芯国际?\n"


def test_facts_are_filtered_and_shown_once_with_their_sources(kg: Run) -> None:
    rows = json.loads(kg("facts", "-r", "investsin", "--object", "SMIC", "-f", "json").out)
    assert [(row["subject"], row["sources"], row["amount"]) for row in rows] == [
        ("国家集成电路产业投资基金", 2, 1500000000)
    ]
    planned = json.loads(kg("facts", "--modality", "planned", "--type", "location", "-f", "json").out)
    assert {(row["subject"], row["object"]) for row in planned} == {
        ("中芯国际", "深圳"),
        ("东数西算", "内蒙古"),
    }
    old = json.loads(kg("facts", "--until", "2000", "--about", "软银", "-f", "json").out)
    assert [row["object"] for row in old] == ["阿里巴巴"]


def test_no_such_facts_is_status_1_and_an_empty_list(kg: Run) -> None:
    ran = kg("facts", "-r", "acquires", "--subject", "华为", "-f", "json")
    assert (ran.status, json.loads(ran.out)) == (1, [])
    assert ran.err == "no fact is like that\n"


def test_a_wrong_relation_is_status_2_and_offers_the_nearest(kg: Run) -> None:
    ran = kg("facts", "-r", "investIn")
    assert (ran.status, ran.err) == (2, "kg: --relation: no relation 'investIn'; did you mean 'investsIn'?\n")


def test_tsv_and_csv_and_jsonl_hold_the_same_rows(kg: Run) -> None:
    arguments = ("facts", "-r", "supplies", "--limit", "2", "-f")
    lines = [json.loads(line) for line in kg(*arguments, "jsonl").out.splitlines()]
    tsv = list(csv.DictReader(kg(*arguments, "tsv").out.splitlines(), delimiter="\t"))
    table = list(csv.DictReader(kg(*arguments, "csv").out.splitlines()))
    assert tsv == table
    assert [row["sentence"] for row in tsv] == [row["sentence"] for row in lines]
    assert len(lines) == 2


def test_out_writes_a_file_and_nothing_to_stdout(kg: Run, tmp_path: Path) -> None:
    ran = kg("facts", "-r", "acquires", "-f", "json", "-o", str(tmp_path / "facts.json"))
    assert (ran.status, ran.out) == (0, "")
    assert len(json.loads((tmp_path / "facts.json").read_text("utf8"))) == 3
    assert kg("facts", "-o", str(tmp_path / "none" / "x")).status == 2


@pytest.mark.parametrize(("words", "name"), [("zxgj", "中芯国际"), ("数据中心", "贵安数据中心")])
def test_find_gives_things_by_pinyin_initials_and_parts(words: str, name: str, kg: Run) -> None:
    assert json.loads(kg("find", words, "-f", "json").out)[0]["name"] == name


def test_find_gives_articles_by_their_words(kg: Run) -> None:
    rows = json.loads(kg("find", "动视暴雪", "微软", "-f", "json").out)
    assert ("Article", "并购与监管") in {(row["kind"], row["name"]) for row in rows}
    assert kg("find", "不存在的词").status == 1


def test_a_path_is_shown_with_the_sentence_of_each_step(kg: Run) -> None:
    ran = kg("path", "台积电", "Apple", "-n", "1")
    assert ran.out.splitlines()[0] == "1. 台积电 — 英伟达 — 富士康 — 苹果"
    assert "台积电为英伟达代工。  (软银与台积电)" in ran.out
    rows = json.loads(kg("path", "台积电", "苹果", "-n", "1", "-f", "json").out)
    assert [(row["from"], row["to"]) for row in rows] == [
        ("台积电", "英伟达"),
        ("英伟达", "富士康"),
        ("富士康", "苹果"),
    ]


def test_no_path_is_status_1(kg: Run) -> None:
    ran = kg("path", "台积电", "隐私计算", "--longest", "2")
    assert (ran.status, ran.out) == (1, "")
    assert "no path of at most 2 steps" in ran.err


def test_rank_and_groups_list_the_best_connected(kg: Run) -> None:
    ranked = json.loads(kg("rank", "--by", "pagerank", "-n", "3", "--type", "Company", "-f", "json").out)
    assert [row["rank"] for row in ranked] == [1, 2, 3]
    assert ranked[0]["pagerank"] >= ranked[2]["pagerank"]
    groups = json.loads(kg("groups", "-f", "json").out)
    assert sum(row["size"] for row in groups) == sum(len(row["members"]) for row in groups)


def test_sparql_is_read_from_the_command_a_file_or_stdin(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    (tmp_path / "query.rq").write_text(SELECT, "utf8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SELECT.encode("utf8")), "utf8"))
    expected = [{"label": "中芯国际"}]
    for arguments in ([SELECT], [str(tmp_path / "query.rq")], ["-F", str(tmp_path / "query.rq")], ["-"]):
        assert json.loads(kg("sparql", *arguments, "-f", "json").out) == expected


def test_sparql_of_every_form_is_answered(kg: Run) -> None:
    assert json.loads(kg("sparql", "ASK { id:smic a ikg:Company }", "-f", "json").out) == [{"answer": True}]
    turtle = kg("sparql", "CONSTRUCT WHERE { id:smic skos:prefLabel ?l }").out
    assert 'id:smic skos:prefLabel "中芯国际"@zh' in turtle
    counted = json.loads(
        kg("sparql", "SELECT (SUM(?a) AS ?sum) { ?f ikg:amount ?a ; ikg:currency 'CNY' }", "-f", "json").out
    )
    assert counted == [{"sum": 21528000000}]


def test_malformed_sparql_is_status_2_in_one_line(kg: Run) -> None:
    ran = kg("sparql", "SELECT ?x WHERE {")
    assert ran.status == 2
    assert ran.err.startswith("kg: query: ")
    assert ran.err.count("\n") == 1
    assert kg("sparql", "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }").status == 2


def test_stats_count_entities_and_facts(kg: Run) -> None:
    rows = json.loads(kg("stats", "-f", "json").out)
    counted = {(row["what"], row["name"]): row["count"] for row in rows}
    assert (counted["articles", ""], counted["entities", "Fund"], counted["facts", ""]) == (9, 1, 90)
    assert sum(number for (what, name), number in counted.items() if what == "entities" and name) == 72


def test_validate_finds_no_problem_in_a_sound_graph_and_some_in_another(kg: Run, tmp_path: Path) -> None:
    assert kg("validate").status == 0
    (tmp_path / "bad.ttl").write_text(
        "@prefix ikg: <https://w3id.org/industry-kg/ontology#> . <http://example.org/x> a ikg:Company .",
        "utf8",
    )
    ran = kg("validate", "-s", str(tmp_path / "bad.ttl"), "-f", "json")
    assert ran.status == 1
    assert json.loads(ran.out)[0]["check"] == "label"


def test_the_ontology_is_shown_by_name_or_label_and_checked(kg: Run) -> None:
    by_name = json.loads(kg("ontology", "show", "investsIn", "-f", "json").out)
    by_label = json.loads(kg("ontology", "show", "投资", "-f", "json").out)
    assert by_name == by_label
    assert by_name[0]["definition_zh"] == "主体向客体投入资金，或计划投入资金。"
    assert len(json.loads(kg("ontology", "show", "-f", "json").out)) == 34
    assert kg("ontology", "show", "investIn").status == 1
    assert kg("ontology", "check").status == 0


def test_a_graph_is_exported_to_a_file_or_stdout(kg: Run, tmp_path: Path, graph: Path) -> None:
    ran = kg("export", str(tmp_path / "out.ttl"))
    assert (ran.status, ran.out) == (0, "")
    assert kg("stats", "-s", str(tmp_path / "out.ttl")).out == kg("stats").out
    assert kg("export", str(tmp_path / "x.ttl"), "-o", str(tmp_path / "y.ttl")).status == 2


def test_view_writes_the_explorer_of_the_whole_graph(kg: Run, tmp_path: Path) -> None:
    ran = kg("view", "-o", str(tmp_path / "all.html"))
    assert (ran.status, ran.out) == (0, "")
    assert "72 things" in ran.err
    text = (tmp_path / "all.html").read_text("utf8")
    assert 'id="explorer"' in text and "http-equiv" in text
    focused = kg("view", "华为", "-o", str(tmp_path / "huawei.html"))
    assert focused.status == 0
    assert (tmp_path / "huawei.html").read_text("utf8") != text
    assert kg("view", "华位", "-o", str(tmp_path / "none.html")).status == 1
    assert not (tmp_path / "none.html").exists()


def test_view_with_pyvis_says_what_is_left_out(kg: Run, tmp_path: Path) -> None:
    ran = kg("view", "--engine", "pyvis", "-o", str(tmp_path / "all.html"), "--limit", "20")
    assert (ran.status, ran.out) == (0, "")
    assert "52 less connected things are left out" in ran.err
    assert "另有 52 个" in (tmp_path / "all.html").read_text("utf8")
    assert kg("view", "华为", "--engine", "pyvis", "-o", str(tmp_path / "huawei.html")).status == 0


def test_view_refuses_what_the_explorer_has_no_use_for(kg: Run, tmp_path: Path) -> None:
    ran = kg("view", "--depth", "2", "-o", str(tmp_path / "all.html"))
    assert ran.status == 2
    assert "--engine pyvis" in ran.err
