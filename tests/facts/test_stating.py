"""From judged pairs to facts with evidence, modality and qualifiers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from facts.mini_scorer import mini_scorer
from facts.scene_samples import staged

from kg.errors import RuleError
from kg.facts.cues import Cues
from kg.facts.scorer import Scorer
from kg.facts.stating import Staged, facts, main_company
from kg.facts.units import Scene
from kg.model import Article, Fact, Link, Mention, Span
from kg.vocab import EntityType, Modality, Relation

MINI = mini_scorer()


def stated(*marked: str, scorer: Scorer = MINI) -> tuple[Article, list[Fact]]:
    """The facts of an article whose lines are marked sentences."""
    scenes: list[Scene] = []
    at = 0
    for line in marked:
        scenes.append(staged(line, at=at, is_heading=at == 0))
        at += len(scenes[-1].text) + 1
    text = "\n".join(one.text for one in scenes)
    article = Article(id="article-1", document="d", title=scenes[0].text, text=text, issued=date(2021, 5, 27))
    places = [(one, place) for one in scenes for place in one.places if place.via == "name"]
    links = [
        Link(
            mention=Mention(
                span=Span(one.sentence.span.start + place.start, one.sentence.span.start + place.end),
                surface=place.surface,
                type=place.type,
                source="tagger",
                confidence=0.9,
            ),
            entity=place.entity,
            reason="new",
        )
        for one, place in places
    ]
    types = {place.entity: place.type for one in scenes for place in one.places}
    (found,) = facts([Staged(article, scenes, links, types)], scorer)
    return article, found


def triples(*marked: str) -> list[tuple[str, Relation, str]]:
    """What the facts of an article say."""
    return [(one.subject, one.relation, one.object) for one in stated(*marked)[1]]


def test_a_fact_quotes_the_sentence_that_states_it() -> None:
    article, (fact,) = stated("要闻", "近日，[甲]收购[乙]。")
    assert fact.evidence_text == "近日，甲收购乙。"
    assert article.text[fact.evidence.start : fact.evidence.end] == fact.evidence_text
    assert (fact.subject, fact.relation, fact.object) == ("甲", Relation.ACQUIRES, "乙")
    assert fact.article == article.id
    assert fact.rule == "acquires/test"
    assert fact.confidence == pytest.approx(0.982, abs=1e-3)


def test_a_fact_bears_the_qualifiers_of_its_sentence() -> None:
    _, (fact,) = stated("要闻", "5月20日，[甲]以3亿元收购[乙]。")
    assert fact.qualifiers.amount is not None
    assert fact.qualifiers.amount.text == "3亿元"
    assert fact.qualifiers.time is not None
    assert fact.qualifiers.time.value == "2021-05-20"


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("[甲]收购[乙]。", Modality.ASSERTED),
        ("[甲]拟收购[乙]。", Modality.PLANNED),
        ("[甲]未收购[乙]。", Modality.NEGATED),
    ],
)
def test_a_fact_is_stated_as_the_sentence_states_it(sentence: str, modality: Modality) -> None:
    _, (fact,) = stated("要闻", sentence)
    assert fact.modality is modality


def test_a_list_makes_a_fact_of_each_member() -> None:
    assert triples("要闻", "[甲]、[乙]收购[丙]") == [
        ("甲", Relation.ACQUIRES, "丙"),
        ("乙", Relation.ACQUIRES, "丙"),
    ]


def test_a_symmetric_fact_is_stated_once_with_the_lesser_id_first() -> None:
    assert triples("要闻", "[B厂=b]与[A厂=a]合作") == [("a", Relation.PARTNERS_WITH, "b")]
    assert triples("要闻", "[A厂=a]与[B厂=b]合作") == [("a", Relation.PARTNERS_WITH, "b")]


def test_the_same_fact_in_two_sentences_is_stated_twice_and_in_one_once() -> None:
    assert len(triples("要闻", "[甲]收购[乙]。", "[甲]收购[乙]。")) == 2
    assert len(triples("要闻", "[甲]收购[乙]，[甲]收购[乙]。")) == 1


def test_two_sentences_make_two_facts_of_different_ids() -> None:
    _, found = stated("要闻", "[甲]收购[乙]。", "[甲]收购[乙]。")
    assert len({one.id for one in found}) == 2


def test_what_stays_below_its_threshold_is_no_fact() -> None:
    assert stated("要闻", "[甲]收购[乙]。", scorer=mini_scorer(limit=0.99))[1] == []


def test_a_much_less_sure_repetition_is_left_out() -> None:
    """With a low threshold the second sentence, which only names the two, would state the fact, too."""
    loose = mini_scorer(limit=0.2, below=-0.8)
    _, found = stated("要闻", "[甲]收购[乙]。", "[甲]提到[乙]。", scorer=loose)
    acquisitions = [one for one in found if one.relation is Relation.ACQUIRES and one.subject == "甲"]
    assert [one.evidence_text for one in acquisitions] == ["甲收购乙。"]


def test_a_sentence_without_pairs_states_nothing() -> None:
    assert triples("要闻", "[甲]收购了自己。", "没有名字。") == []


def test_facts_come_in_the_order_of_their_sentences() -> None:
    _, found = stated("[丙]收购[丁]", "[甲]收购[乙]。", "[丁]收购[甲]。")
    assert [one.evidence.start for one in found] == sorted(one.evidence.start for one in found)
    assert len(found) == 3


def test_a_pronoun_states_a_fact_of_what_it_means() -> None:
    assert triples("[甲]投产", "[公司~pronoun=甲]收购[乙]。") == [("甲", Relation.ACQUIRES, "乙")]


def test_the_main_company_is_the_one_named_most_often() -> None:
    types = {"a": EntityType.COMPANY, "b": EntityType.COMPANY, "c": EntityType.PRODUCT}
    assert main_company({"b": 2, "a": 1, "c": 9}, types) == "b"
    assert main_company({"b": 2, "a": 2}, types) == "a"
    assert main_company({"c": 9}, types) == ""


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"nothing",
        b"",
        b"PK\x03\x04",
    ],
)
def test_a_damaged_or_missing_model_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "relations.npz"
    if content is not None:
        path.write_bytes(content)
    cues = Cues({"x": ["收购"]})
    with pytest.raises(RuleError, match=r"^relations\.npz: no model of kg .*kg train relations$"):
        Scorer.load(path, cues=cues, modality_cues=cues, matcher=MINI.matcher)


def test_a_file_with_other_arrays_is_named(tmp_path: Path) -> None:
    np.savez(tmp_path / "relations.npz", labels=np.array(["O"]))
    cues = Cues({"x": ["收购"]})
    with pytest.raises(RuleError, match=r"^relations\.npz: no model of kg"):
        Scorer.load(tmp_path / "relations.npz", cues=cues, modality_cues=cues, matcher=MINI.matcher)
