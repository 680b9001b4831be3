"""Cue words in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import resources
from kg.errors import RuleError
from kg.facts.cues import Cues
from kg.vocab import Modality, Relation

MARKERS = resources.seeds_folder() / "markers"


def test_the_longest_word_wins_and_a_word_may_belong_to_several_groups() -> None:
    cues = Cues({"a": ["投资", "战略投资"], "b": ["投资"]})
    assert [tuple(cue) for cue in cues.find("战略投资后再投资")] == [
        (0, 4, "a"),
        (6, 8, "a"),
        (6, 8, "b"),
    ]


def test_a_word_that_is_listed_twice_counts_once() -> None:
    assert len(Cues({"a": ["投资", "投资"]}).find("投资")) == 1


def test_groups_may_stand_in_tables_or_at_the_top(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_text('top = ["拟"]\n[acquires]\nverb = ["收购"]\n', "utf8")
    assert [cue.group for cue in Cues.load(path).find("拟收购")] == ["top", "acquires.verb"]


def test_every_relation_has_cues_of_its_own() -> None:
    """The scorer looks a relation's cues up by the relation's name."""
    cues = Cues.load(MARKERS / "cues.toml")
    groups = {cue.group.partition(".")[0] for cue in cues.find((MARKERS / "cues.toml").read_text("utf8"))}
    assert groups == {relation.value for relation in Relation}


def test_there_are_cues_of_each_modality_but_the_plain_one() -> None:
    cues = Cues.load(MARKERS / "modality.toml")
    groups = {cue.group for cue in cues.find((MARKERS / "modality.toml").read_text("utf8"))}
    assert groups == {one.value.lower() for one in Modality} - {"asserted"} | {"neutral"}


@pytest.mark.parametrize("word", ["不断", "无人机", "将军", "传感器"])
def test_a_word_that_only_holds_a_cue_of_modality_tells_nothing(word: str) -> None:
    cues = Cues.load(MARKERS / "modality.toml")
    assert [cue.group for cue in cues.find(word)] == ["neutral"]


def test_a_word_speaks_for_the_relations_of_its_parts_too(tmp_path: Path) -> None:
    path = tmp_path / "cues.toml"
    path.write_text('[develops]\nverb = ["研发", "合作研发"]\n[partnersWith]\nverb = ["合作"]\n', "utf8")
    found = [(cue.end, cue.group) for cue in Cues.load(path).find("合作研发")]
    assert found == [(4, "develops.verb"), (4, "partnersWith.verb")]


@pytest.mark.parametrize("content", ["[acquires\n", None])
def test_a_broken_or_missing_file_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "cues.toml").write_text(content, "utf8")
    with pytest.raises(RuleError, match=r"^cues\.toml: cannot be read .*: mend the file$"):
        Cues.load(tmp_path / "cues.toml")
