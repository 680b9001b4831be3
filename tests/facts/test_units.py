"""Lists of names in a sentence, taken as one."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from facts.scene_samples import staged
from hypothesis import given
from hypothesis import strategies as st

from kg.facts.units import Place, Scene, scene
from kg.model import Sentence, Span
from kg.vocab import EntityType


def lists(where: Scene) -> list[str]:
    """The units, each with its members joined by +."""
    return ["+".join(one.surface for one in unit.places) for unit in where.units]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[甲]、[乙]、[丙]等面板厂", ["甲+乙+丙"]),
        ("[甲]和[乙]签约", ["甲+乙"]),
        ("[甲]与[乙]签约", ["甲+乙"]),
        ("[甲]、[乙]以及[丙]", ["甲+乙+丙"]),
        ("[甲]，以及[乙]", ["甲+乙"]),
        ("[甲]/[乙]", ["甲+乙"]),
        ("“[甲]”、“[乙]”", ["甲+乙"]),
        ("《[数据法|Policy]》《[网安法|Policy]》", ["数据法+网安法"]),
        ("《[数据法|Policy]》和《[网安法|Policy]》", ["数据法+网安法"]),
        ("[甲]（688981）、[乙]（00981.HK）", ["甲+乙"]),
        ("[甲]、[工信部|GovernmentBody]", ["甲+工信部"]),
        ("[麒麟|Product]和[光刻|Technology]", ["麒麟+光刻"]),
    ],
)
def test_a_list_is_one_unit(marked: str, expected: list[str]) -> None:
    assert lists(staged(marked)) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "[甲]收购[乙]",
        "[甲]，[乙]",
        "[甲]的[乙]",
        "[甲]向[乙]",
        "[甲]和[上海|Location]",
        "[甲]和[李郁韬|Person]",
        "[甲]和其[乙]",
        "[甲][乙]",
        "[甲]和[公司~pronoun=乙]",
    ],
)
def test_what_no_list_joins_stays_apart(marked: str) -> None:
    assert all("+" not in unit for unit in lists(staged(marked)))


def test_a_joint_is_what_stands_between_two_members() -> None:
    (unit,) = staged("[甲]、[乙]和[丙]").units
    assert unit.joints == ("、", "和")
    assert (unit.start, unit.end) == (0, 5)


def test_a_name_within_a_name_is_a_unit_of_its_own_and_breaks_no_list() -> None:
    sentence = Sentence(text="厦门大学、厦门理工", span=Span(0, 9), paragraph=1)
    places = [
        Place(start=start, end=end, entity=entity, type=kind, surface=entity, via=via)
        for start, end, entity, kind, via in (
            (0, 4, "厦门大学", EntityType.RESEARCH, "name"),
            (0, 2, "厦门", EntityType.LOCATION, "nested"),
            (5, 9, "厦门理工", EntityType.RESEARCH, "name"),
            (5, 7, "厦门", EntityType.LOCATION, "nested"),
        )
    ]
    assert lists(scene(sentence, places)) == ["厦门大学+厦门理工", "厦门", "厦门"]


_PIECES = st.lists(
    st.sampled_from(
        [
            "[甲]",
            "[乙]",
            "[丙|Fund]",
            "[沪|Location]",
            "[公司~pronoun=丁]",
            "[~ellipsis=戊]",
            "、",
            "和",
            "收购",
            "，",
        ]
    ),
    max_size=12,
).map("".join)


@given(_PIECES)
def test_every_place_belongs_to_exactly_one_unit_in_order(pieces: str) -> None:
    where = staged("据悉" + pieces)
    members = [
        number for unit in range(len(where.units)) for number, home in where.unit_of.items() if home == unit
    ]
    assert sorted(members) == list(range(len(where.places)))
    for number, home in where.unit_of.items():
        assert where.places[number] in where.units[home].places
    for unit in where.units:
        assert len(unit.joints) == len(unit.places) - 1
        assert all(first.end <= second.start for first, second in pairwise(unit.places))


@given(_PIECES)
def test_words_are_the_sentence_cut_into_pieces(pieces: str) -> None:
    where = staged("据悉" + pieces)
    assert "".join(word for _, _, word, _ in where.words) == where.text
    assert all(where.text[start:end] == word for start, end, word, _ in where.words)


@given(_PIECES, st.randoms(use_true_random=False))
def test_the_order_in_which_places_are_given_does_not_matter(pieces: str, random: Random) -> None:
    where = staged("据悉" + pieces)
    shuffled = list(where.places)
    random.shuffle(shuffled)
    assert lists(scene(where.sentence, shuffled)) == lists(where)
