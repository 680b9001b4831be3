"""``kg ask`` on the command line."""

from __future__ import annotations

import json

from cli.conftest import Run


def test_a_table_has_the_answer_and_its_sentence_and_stderr_the_understanding(kg: Run) -> None:
    ran = kg("ask", "谁收购了动视暴雪")
    assert ran.status == 0
    assert ran.err == "求 X：X 收购 动视暴雪；已陈述的\n"
    head, _, row = ran.out.splitlines()
    assert head.split()[0] == "answer"
    assert row.split()[0] == "微软"
    assert "微软 acquires 动视暴雪  Asserted" in row
    assert "微软以687亿美元收购动视暴雪。" in row


def test_json_is_understood_sparql_and_answers(kg: Run) -> None:
    ran = kg("ask", "-f", "json", "which companies plan to use 鸿蒙")
    assert (ran.status, ran.err) == (0, "")
    told = json.loads(ran.out)
    assert list(told) == ["understood", "sparql", "answers"]
    (answer,) = told["answers"]
    assert (answer["answer"], answer["relation"], answer["modality"]) == ("美团", "uses", "Planned")
    assert answer["sentence"] == "美团计划接入鸿蒙。"
    assert json.loads(kg("sparql", told["sparql"], "-f", "json").out)[0]["t0"] == answer["answer_iri"]


def test_words_need_no_quotation_marks(kg: Run) -> None:
    assert kg("ask", "who", "supplies", "Apple").out == kg("ask", "who supplies Apple").out


def test_nothing_found_is_an_empty_list_status_1_and_a_reason(kg: Run) -> None:
    ran = kg("ask", "-f", "json", "谁投资了台积电")
    assert ran.status == 1
    assert json.loads(ran.out)["answers"] == []
    assert json.loads(ran.out)["understood"] == "求 X：X 投资 台积电；已陈述的"
    reason, *offers = ran.err.splitlines()
    assert reason == "图谱中没有找到"
    assert "  kg ask '介绍一下台积电'" in offers
    assert "  kg ask '谁投资了台积电？'" not in offers


def test_a_question_that_is_not_understood_is_declined_with_its_words_and_offers(kg: Run) -> None:
    ran = kg("ask", "-f", "json", "谁喜欢华为")
    assert ran.status == 1
    assert json.loads(ran.out) == {"understood": "", "sparql": "", "answers": []}
    first, *offers = ran.err.splitlines()
    assert first.startswith("不懂的词：“喜欢”")
    assert offers == ["  kg ask '介绍一下华为'"]
    for offer in offers:
        assert json.loads(kg("ask", "-f", "json", offer.partition("'")[2].rstrip("'")).out)["understood"]


def test_explain_tells_the_sparql(kg: Run) -> None:
    ran = kg("ask", "--explain", "谁收购了动视暴雪")
    assert "rdf:predicate ikg:acquires" in ran.err


def test_a_count_tells_what_it_counted(kg: Run) -> None:
    (answer,) = json.loads(kg("ask", "-f", "json", "有多少家公司在上海").out)["answers"]
    assert answer["answer"] == "2"
    assert {fact["subject"] for fact in answer["also"]} == {"中芯国际", "商汤科技"}
