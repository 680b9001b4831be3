"""What people judged of facts, in the next build."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.build import build
from kg.build.judging import RULE, judged
from kg.entities.decision_file import decisions_file, load_decisions, save_decisions
from kg.entities.decisions import Decision, Decisions, Judgement, Verdict
from kg.model import Article, Entity, Fact, Name, Span
from kg.store import FactRow, open_view
from kg.vocab import EntityType, Modality, Relation

TEXT = "标题\n甲公司投资乙公司。甲公司投资丙公司。"
ARTICLE = Article(id="article-1", document="doc-1", title="标题", text=TEXT)
ENTITIES = [Entity(id=f"x-{n}", type=EntityType.COMPANY, names=(Name(n, "zh"),)) for n in "甲乙丙"]


def fact(object_: str, modality: Modality = Modality.ASSERTED) -> Fact:
    start = TEXT.index(f"甲公司投资{object_}")
    span = Span(start, start + 9)
    return Fact(
        article=ARTICLE.id,
        subject="x-甲",
        relation=Relation.INVESTS_IN,
        object=f"x-{object_}",
        modality=modality,
        evidence=span,
        evidence_text=TEXT[span.start : span.end],
        rule="investsIn/1",
        confidence=0.4,
    )


def judgement(of: Fact, *, is_right: bool) -> Judgement:
    return Judgement(
        article=of.article,
        subject=of.subject,
        relation=of.relation,
        object=of.object,
        modality=of.modality,
        evidence=of.evidence,
        is_right=is_right,
    )


def applied(found: list[Fact], *decisions: Decision | Judgement) -> list[Fact]:
    return judged(ARTICLE, found, ENTITIES, Decisions(decisions))


def test_a_wrong_fact_is_left_out_and_others_stay() -> None:
    found = [fact("乙"), fact("丙"), fact("乙", Modality.PLANNED)]
    assert applied(found, judgement(fact("乙"), is_right=False)) == found[1:]


def test_a_right_fact_is_sure() -> None:
    found = [fact("乙"), fact("丙")]
    assert applied(found, judgement(fact("乙"), is_right=True)) == [
        replace(found[0], confidence=1.0),
        found[1],
    ]


def test_a_right_fact_that_is_not_found_any_more_is_stated_from_its_sentence() -> None:
    (stated,) = applied([], judgement(fact("乙"), is_right=True))
    assert (stated.rule, stated.confidence) == (RULE, 1.0)
    assert stated.evidence_text == fact("乙").evidence_text
    assert judged(ARTICLE, [], ENTITIES[:1], Decisions([judgement(fact("乙"), is_right=True)])) == []


def test_a_judgement_of_another_article_says_nothing() -> None:
    other = replace(judgement(fact("乙"), is_right=False), article="article-2")
    assert applied([fact("乙")], other) == [fact("乙")]


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path]:
    """A document and its store."""
    path = tmp_path / "news.txt"
    path.write_text("阿里巴巴收购饿了么\n阿里巴巴以95亿美元收购饿了么。华为投资了宁德时代。\n", "utf8")
    store = tmp_path / "graph.kg"
    build([str(path)], store)
    return path, store


def told(store: Path) -> dict[tuple[str, str, str], FactRow]:
    facts = open_view(store).content().facts
    return {(one.subject_label, one.relation.value, one.object_label): one for one in facts}


def test_the_next_build_leaves_out_what_is_wrong_and_the_one_after_an_undo_has_it_again(
    built: tuple[Path, Path],
) -> None:
    document, store = built
    before = told(store)
    wrong = before["阿里巴巴", "acquires", "饿了么"]
    right = before["华为", "investsIn", "宁德时代"]
    ids = {one.iri: one.id for one in open_view(store).content().entities.values()}
    decisions = Decisions(
        Judgement(
            article=one.article.rpartition("/")[2],
            subject=ids[one.subject],
            relation=one.relation,
            object=ids[one.object],
            modality=one.modality,
            evidence=Span(one.start, one.end),
            is_right=one is right,
        )
        for one in (wrong, right)
    )
    save_decisions(decisions, decisions_file(store))
    build([str(document)], store)
    after = told(store)
    assert ("阿里巴巴", "acquires", "饿了么") not in after
    assert after["华为", "investsIn", "宁德时代"].confidence == 1.0
    assert not open_view(store).ask("ASK { ?s ikg:acquires ?o }")
    undone = load_decisions(decisions_file(store))
    for one in undone.judgements:
        undone = undone.without(one.article, one.stated)
    save_decisions(undone, decisions_file(store))
    build([str(document)], store)
    assert told(store) == before


def test_identity_and_facts_are_decided_together() -> None:
    joined = Decision(first="x-乙", second="x-丙", verdict=Verdict.SAME)
    found = [replace(fact("乙"), object=Decisions([joined]).canonical("x-乙"))]
    assert applied(found, joined, judgement(fact("乙"), is_right=False)) == []
