"""``kg decide``: pairs and facts listed, decided, undone, written as annotated data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.conftest import Run
from sample_graph import sample

from kg.entities.decision_file import decisions_file, load_decisions
from kg.train.annotated import read


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kg: Run) -> Path:
    """A store of the sample graph, which the command takes."""
    path = tmp_path / "graph.kg"
    with sample(path):
        pass
    monkeypatch.setenv("KG_STORE", str(path))
    return path


def test_facts_of_low_confidence_are_listed(store: Path, kg: Run) -> None:
    listed = kg("decide", "--facts", "-f", "json")
    every = json.loads(kg("facts", "-f", "json").out)
    low = {row["fact"] for row in every if row["confidence"] < 0.5}
    assert {row["fact"] for row in json.loads(listed.out)} == low
    assert listed.status == (0 if low else 1)


def test_a_fact_is_judged_and_the_judgement_undone(store: Path, kg: Run) -> None:
    fact = json.loads(kg("facts", "-r", "investsIn", "-f", "json").out)[0]
    assert kg("decide", fact["fact"], "--wrong").status == 0
    (judgement,) = load_decisions(decisions_file(store)).judgements
    assert not judgement.is_right
    assert judgement.note == f"{fact['subject']} investsIn {fact['object']}"
    assert kg("decide", fact["fact"], "--right").status == 0
    assert [one.is_right for one in load_decisions(decisions_file(store)).judgements] == [True]
    assert kg("decide", fact["fact"], "--undo").status == 0
    assert len(load_decisions(decisions_file(store))) == 0
    assert kg("decide", "fact-none", "--wrong").status == 1
    for wrong in (["a", "b", "--right"], [fact["fact"], "--same"], [fact["fact"]]):
        assert kg("decide", *wrong).status == 2


def test_judged_articles_are_written_for_training(store: Path, kg: Run, tmp_path: Path) -> None:
    assert kg("decide", "--export", str(tmp_path / "out")).status == 1
    facts = json.loads(kg("facts", "-f", "json").out)
    wrong = next(row for row in facts if row["modality"] == "Negated")
    assert kg("decide", wrong["fact"], "--wrong").status == 0
    ran = kg("decide", "--export", str(tmp_path / "out"))
    assert ran.status == 0 and "1 annotated articles" in ran.err
    (annotated,) = read(tmp_path / "out")
    assert annotated.article.title == wrong["article"]
    names = {one.id: one.aliases for one in annotated.entities}
    assert annotated.facts
    assert not any(one.modality.value == "Negated" for one in annotated.facts)
    by_relation = {one.relation.value: one for one in annotated.facts}
    invests = by_relation["investsIn"]
    assert "中芯国际" in names[invests.subject]
    assert dict(invests.qualifiers)["amount"] == "20亿元"
    assert dict(invests.qualifiers)["percent"] == "96%"
