"""Commands that read a graph over time and along its chains: timeline, diff, conflicts, chain, owners."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from cli.conftest import Run
from industry_graph import industry_view

STORY = """
2021-06-10 人事与股权
liuming worksFor huawei Asserted | 刘明担任华为CEO。 | #CEO
apple supplies tsmc Asserted | 苹果向台积电供应设备。
tsmc supplies apple Asserted | 台积电为苹果代工。
zte shareholderOf smic Asserted | 中兴通讯持有中芯国际20%的股份。 | 20%=0.2
zte shareholderOf huaxin-fund Asserted | 中兴通讯持有华芯投资50%的股份。 | 50%=0.5
smic-beijing shareholderOf zte Asserted | 中芯京城持有中兴通讯1%的股份。 | 1%=0.01
"""


@pytest.fixture
def told(tmp_path: Path) -> str:
    """The graph with more articles, as a file."""
    path = tmp_path / "told.nq"
    ox.serialize(industry_view(STORY).quads(), str(path), format=ox.RdfFormat.N_QUADS)
    return str(path)


def test_a_timeline_lists_facts_by_date_and_says_whose_date_it_is(kg: Run) -> None:
    ran = kg("timeline", "SMIC", "-f", "json", "--until", "2021-05-27")
    rows = json.loads(ran.out)
    assert [(row["date"], row["dated_by"], row["sentence"]) for row in rows[:4]] == [
        ("2020", "fact", "大基金向中芯国际增资15亿美元。"),
        ("2021", "fact", "国家集成电路产业投资基金投资中芯国际。"),
        ("2021-05-20", "fact", "中芯国际向中芯京城投资20亿元。"),
        ("2021-05-27", "article", rows[3]["sentence"]),
    ]
    assert ran.status == 0
    assert kg("timeline", "SMIC").out.startswith("date        dated_by  subject")


def test_a_timeline_is_chosen_from_like_facts(kg: Run) -> None:
    rows = json.loads(kg("timeline", "华为", "-r", "develops", "--since", "2021", "-f", "json").out)
    assert {row["object"] for row in rows} == {"鸿蒙OS", "麒麟芯片"}
    planned = kg("timeline", "鸿蒙", "--modality", "planned", "-f", "tsv")
    assert [row["subject"] for row in csv.DictReader(planned.out.splitlines(), delimiter="\t")] == ["美团"]


def test_as_of_a_day_only_what_was_told_by_then_stands(kg: Run) -> None:
    rows = json.loads(kg("timeline", "中芯国际", "--as-of", "2020", "-f", "json").out)
    assert [row["sentence"] for row in rows] == ["大基金向中芯国际增资15亿美元。"]
    assert kg("owners", "中芯国际", "--as-of", "2020").status == 1
    assert kg("chain", "特斯拉", "--as-of", "2020-02", "--up", "-f", "json").status == 0
    assert kg("chain", "蔚来", "--as-of", "2020-02").status == 1


def test_as_of_a_day_every_command_tells_what_stood_then(kg: Run) -> None:
    shown = json.loads(kg("show", "中芯国际", "--as-of", "2020", "-f", "json").out)
    assert [fact["sentence"] for fact in shown["facts"]] == ["大基金向中芯国际增资15亿美元。"]
    assert [article["title"] for article in shown["articles"]] == ["中芯国际扩产"]
    rows = json.loads(kg("facts", "-r", "investsIn", "--as-of", "2014", "-f", "json").out)
    assert {(row["subject"], row["object"]) for row in rows} == {("软银集团", "阿里巴巴"), ("腾讯", "京东")}
    assert kg("path", "特斯拉", "上海").status == 0
    assert kg("path", "特斯拉", "上海", "--as-of", "2022-06-22").status == 1
    ranked = json.loads(kg("rank", "--as-of", "2000", "-f", "json").out)
    assert {row["name"] for row in ranked} == {"软银集团", "阿里巴巴", "任正非", "华为"}
    assert kg("groups", "--as-of", "2000").status == 1
    answered = json.loads(kg("ask", "谁投资了中芯国际", "--as-of", "2020", "-f", "json").out)
    assert answered["understood"] == "求 X：X 投资 中芯国际；已陈述的；截至 2020 有效的"
    assert [answer["time"] for answer in answered["answers"]] == ["2020"]


def test_as_of_a_day_nothing_later_is_told(told: str, kg: Run) -> None:
    rows = json.loads(kg("facts", "-r", "supplies", "--subject", "台积电", "-s", told, "-f", "json").out)
    assert {(row["object"], row["modality"]) for row in rows} >= {("华为", "Negated"), ("苹果", "Asserted")}
    rows = json.loads(
        kg(
            "facts",
            "-r",
            "supplies",
            "--subject",
            "台积电",
            "--as-of",
            "2021-06-09",
            "-s",
            told,
            "-f",
            "json",
        ).out
    )
    assert {row["object"] for row in rows} == {"华为", "英伟达"}


def test_brokers_stand_between_two_groups(kg: Run) -> None:
    assert kg("brokers", "微软", "鸿蒙").status == 1  # nothing leads from one to the other
    rows = json.loads(kg("brokers", "特斯拉", "鸿蒙", "-f", "json").out)
    assert [list(row)[:5] for row in rows[:1]] == [["name", "type", "share", "with 特斯拉", "with 鸿蒙OS"]]
    assert {row["belongs to"] for row in rows} <= {"neither", "特斯拉", "鸿蒙OS"}
    ran = kg("brokers", "特斯拉", "特斯拉")
    assert (ran.status, ran.out) == (2, "")
    assert "belong to one group" in ran.err


def test_what_has_no_date_is_left_out_as_of_a_day_and_counted(tmp_path: Path, kg: Run) -> None:
    from sample_graph import sample

    sample(tmp_path / "g").close()
    ran = kg("timeline", "华为", "--as-of", "2021", "-s", str(tmp_path / "g"), "-f", "json")
    assert [row["relation"] for row in json.loads(ran.out)] == ["supplies", "acquires"]
    assert ran.err == "2 facts of unknown date left out\n"


def test_two_dates_differ_by_what_is_new_between_them(kg: Run) -> None:
    ran = kg("diff", "2021-05-31", "2021-06-02", "-f", "json")
    rows = json.loads(ran.out)
    assert [(row["change"], row.get("sentence", row.get("name"))) for row in rows] == [
        ("+", "有消息称大基金或投资商汤科技。"),
        ("+", "华芯投资与中芯国际合作。"),
        ("+", "商汤科技"),
    ]
    assert ran.err == "2 facts gained, 0 lost; 1 entities gained, 0 lost\n"
    assert [
        row["name"]
        for row in json.loads(kg("diff", "2021-05-31", "2021-06-02", "--only", "entities", "-f", "json").out)
    ] == ["商汤科技"]


def test_two_graphs_differ_in_both_directions(told: str, graph: Path, kg: Run) -> None:
    forth = [json.loads(line) for line in kg("diff", str(graph), told, "-f", "jsonl").out.splitlines()]
    assert {row["change"] for row in forth} == {"+"}
    assert len(forth) == 6
    back = kg("diff", told, str(graph), "--only", "facts", "-f", "csv").out
    assert [row["change"] for row in csv.DictReader(back.splitlines())] == ["-"] * 6


def test_what_does_not_differ_is_status_1(graph: Path, kg: Run) -> None:
    ran = kg("diff", str(graph), str(graph))
    assert (ran.status, ran.out) == (1, "")
    assert kg("diff", "2023", "2024").status == 1


def test_a_date_and_a_graph_cannot_be_compared(graph: Path, kg: Run) -> None:
    ran = kg("diff", "2021", str(graph))
    assert ran.status == 2
    assert ran.err == f"kg: diff: 2021 is a date and {graph} a graph: give two dates or two graphs\n"


def test_conflicts_show_both_sentences(told: str, kg: Run) -> None:
    ran = kg("conflicts", "-s", told)
    assert ran.status == 0
    assert ran.out.splitlines() == [
        "1. post: 华为 首席执行官  (times: near)",
        "   任正非 worksFor 华为  (首席执行官)",
        "       任正非是华为首席执行官。  (鸿蒙OS发布, 2021-06-03)",
        "   刘明 worksFor 华为  (CEO)",
        "       刘明担任华为CEO。  (人事与股权, 2021-06-10)",
    ]
    (conflict,) = json.loads(kg("conflicts", "华为", "-s", told, "-f", "json").out)
    assert {fact["subject"] for fact in conflict["facts"]} == {"任正非", "刘明"}
    (row,) = csv.DictReader(kg("conflicts", "-s", told, "-f", "csv").out.splitlines())
    assert {row["first_sentence"], row["second_sentence"]} == {
        "任正非是华为首席执行官。",
        "刘明担任华为CEO。",
    }


def test_no_conflict_is_status_1(told: str, kg: Run) -> None:
    ran = kg("conflicts", "-f", "json")
    assert (ran.status, json.loads(ran.out), ran.err) == (1, [], "nothing contradicts anything\n")
    assert kg("conflicts", "-s", told, "--kind", "amount").status == 1
    assert kg("conflicts", "-s", told, "--within", "6").status == 1
    assert kg("conflicts", "--kind", "mood").status == 2


def test_a_chain_is_drawn_with_goods_sentences_and_cycles(told: str, kg: Run) -> None:
    assert kg("chain", "苹果", "-s", told).out == (
        "苹果: suppliers\n"
        "    ← 台积电\n"
        "        台积电为苹果代工。  (人事与股权)\n"
        "        ← 苹果  (back to where it came from)\n"
        "            苹果向台积电供应设备。  (人事与股权)\n"
        "    ← 富士康  [iPhone]\n"
        "        富士康为苹果代工iPhone。  (软银与台积电)\n"
        "\n"
        "苹果: customers\n"
        "    → 台积电\n"
        "        苹果向台积电供应设备。  (人事与股权)\n"
        "        → 英伟达\n"
        "            台积电为英伟达代工。  (软银与台积电)\n"
        "        → 苹果  (back to where it came from)\n"
        "            台积电为苹果代工。  (人事与股权)\n"
    )


def test_a_chain_as_rows_has_a_row_a_step(told: str, kg: Run) -> None:
    rows = json.loads(kg("chain", "苹果", "--up", "--depth", "1", "-s", told, "-f", "json").out)
    assert [(row["way"], row["depth"], row["supplier"], row["goods"]) for row in rows] == [
        ("up", 1, "台积电", []),
        ("up", 1, "富士康", ["iPhone"]),
    ]
    assert kg("chain", "微众银行").status == 1


def test_owners_are_drawn_with_shares_through_and_cycles(told: str, kg: Run) -> None:
    assert kg("owners", "中芯国际", "-s", told).out == (
        "中芯国际: owned by\n"
        "    中兴通讯  20%\n"
        "        shareholderOf: 中兴通讯持有中芯国际20%的股份。  (人事与股权)\n"
        "        中芯京城  1%, through to 中芯国际 0.2%\n"
        "            shareholderOf: 中芯京城持有中兴通讯1%的股份。  (人事与股权)\n"
        "            中芯国际  51%, through to 中芯国际 0.102%  (back to where it came from)\n"
        "                subsidiaryOf: 中芯京城是中芯国际的控股子公司。  (中芯国际扩产)\n"
        "    华芯投资  8.1%\n"
        "        shareholderOf: 华芯投资持有中芯国际8.1%的股份。  (中芯国际扩产)\n"
        "        中兴通讯  50%, through to 中芯国际 4.05%\n"
        "            shareholderOf: 中兴通讯持有华芯投资50%的股份。  (人事与股权)\n"
        "            中芯京城  1%, through to 中芯国际 0.0405%\n"
        "                shareholderOf: 中芯京城持有中兴通讯1%的股份。  (人事与股权)\n"
        "                中芯国际  51%, through to 中芯国际 0.02065%  (back to where it came from)\n"
        "                    subsidiaryOf: 中芯京城是中芯国际的控股子公司。  (中芯国际扩产)\n"
        "    国家集成电路产业投资基金  ?\n"
        "        shareholderOf: 大基金为中芯国际第二大股东。  (中芯国际扩产)\n"
        "中兴通讯: 24.05% over 2 chains\n"
        "中芯京城: 0.2405% over 2 chains\n"
    )


def test_owners_down_are_what_it_owns(kg: Run) -> None:
    rows = json.loads(kg("owners", "华芯投资", "--down", "-f", "json").out)
    assert [(row["path"], row["percent"], row["share"]) for row in rows] == [
        (["华芯投资", "中芯国际"], 0.081, 0.081),
        (["华芯投资", "中芯国际", "中芯京城"], 0.51, 0.04131),
    ]
    ran = kg("owners", "工信部", "--down", "-f", "json")
    assert (ran.status, json.loads(ran.out), ran.err) == (1, [], "工信部: no fact tells what it owns\n")


@pytest.mark.parametrize("command", ["timeline", "chain", "owners", "conflicts"])
def test_an_unknown_name_offers_the_nearest(command: str, kg: Run) -> None:
    ran = kg(command, "中芯囯际")
    assert (ran.status, ran.out) == (1, "")
    assert "did you mean 中芯国际?" in ran.err


def test_owners_cut_short_say_so(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.chaining.MOST_STEPS", 2)
    assert kg("owners", "中芯国际").err == "only the first 2 steps: give a smaller --depth\n"
