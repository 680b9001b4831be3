"""Where the words stand that tell plans, denials and rumours from facts."""

from __future__ import annotations

import pytest
from facts.scene_samples import staged

from kg.facts.candidates import Candidate, seen_pairs
from kg.facts.cues import Cues
from kg.facts.modality import modality_features

CUES = Cues({"planned": ["拟", "将"], "negated": ["未"], "speculative": ["或", "据传"]})


def features(marked: str, label: str = "acquires>", *, is_heading: bool = False) -> list[str]:
    """What is seen of the first pair of a marked sentence."""
    where = staged(marked, is_heading=is_heading)
    pair = seen_pairs([where], {}, "", Cues({"x": ["收购"]}), None)[0]
    return modality_features(where, Candidate(seen=pair, label=label, score=0.0), CUES.find(where.text))


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("[甲]拟收购[乙]", "between"),
        ("据悉拟由[甲]收购[乙]", "before"),
        ("[甲]收购[乙]，拟下月完成", "later"),
        ("[甲]收购[乙]的计划拟搁置", "after"),
        ("[甲]说，拟[乙]", "between"),
        ("各方拟定，[甲]收购[乙]", "earlier"),
        ("[甲]收购[乙]，[丙]拟跟进", "later"),
    ],
)
def test_a_cue_is_seen_with_its_place(marked: str, place: str) -> None:
    found = [one for one in features(marked) if one.startswith("planned|")]
    assert found == [f"planned|{place}", f"planned|{place}|acquires"]


def test_a_cue_is_seen_by_its_word_and_by_its_group_and_with_the_relation() -> None:
    found = features("[甲]未收购[乙]")
    assert {
        "negated|between",
        "未|between",
        "negated|between|acquires",
        "未|between|acquires",
    } <= set(found)


def test_a_sentence_without_cues_shows_its_relation_and_whether_it_is_a_heading() -> None:
    assert features("[甲]收购[乙]") == ["bias", "relation=acquires", "heading=False"]
    assert features("[甲]收购[乙]", is_heading=True)[-1] == "heading=True"


def test_the_direction_of_the_relation_changes_nothing() -> None:
    assert features("[甲]拟收购[乙]", "acquires>") == features("[甲]拟收购[乙]", "acquires<")


def test_every_cue_counts() -> None:
    found = features("据传[甲]拟收购[乙]")
    assert {"speculative|before", "planned|between"} <= set(found)
