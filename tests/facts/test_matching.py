"""What rules see of a sentence: names as slots, lists as one, marks and brackets gone."""

from __future__ import annotations

import pytest

from kg.facts.matching import Matcher, example_scene
from kg.facts.units import Place, scene
from kg.model import Sentence, Span
from kg.rules import Example, MarkedName, Rule
from kg.slots import compile_pattern
from kg.vocab import EntityType, Relation


def pairs(
    pattern: str, trigger: str, text: str, names: str, relation: Relation = Relation.ACQUIRES
) -> set[str]:
    """What a rule of this pattern finds in the text; ``names`` lists its names, with a type after a slash."""
    marked = []
    for item in names.split():
        name, _, kind = item.partition("/")
        start = text.index(name)
        marked.append(
            MarkedName(start=start, end=start + len(name), surface=name, type=EntityType(kind or "Company"))
        )
    rule = Rule(
        id="r",
        relation=relation,
        triggers=(trigger,),
        pattern=compile_pattern(pattern, relation, "test"),
        finds=(),
        misses=(),
    )
    where = example_scene(Example(text=text, names=tuple(sorted(marked, key=lambda name: name.start))))
    return {
        f"{where.places[match.subject].surface}>{where.places[match.object].surface}"
        for match in Matcher([rule]).matches(where)
    }


BUYS = "{subject:Company}收购{object:Company}"


@pytest.mark.parametrize(
    "text",
    [
        "海信（600060）收购东芝映像",
        "海信（以下简称“公司”）收购“东芝映像”",
        "“海信”收购《东芝映像》",
        "海信(Hisense Visual)收购东芝映像",
    ],
)
def test_marks_and_brackets_of_a_name_are_not_there_for_patterns(text: str) -> None:
    assert pairs(BUYS, "收购", text, "海信 东芝映像") == {"海信>东芝映像"}


def test_a_bracket_with_another_name_stays() -> None:
    assert pairs(BUYS, "收购", "海信（青岛国资）收购东芝映像", "海信 青岛国资 东芝映像") == set()


def test_a_rule_finds_each_member_of_a_list() -> None:
    found = pairs(BUYS, "收购", "海信收购东芝映像、古洛尼和三电", "海信 东芝映像 古洛尼 三电")
    assert found == {"海信>东芝映像", "海信>古洛尼", "海信>三电"}


def test_brackets_do_not_break_a_list() -> None:
    text = "海信（600060）、海尔（以下简称“海尔智家”）收购东芝映像"
    assert pairs(BUYS, "收购", text, "海信 海尔 东芝映像") == {"海信>东芝映像", "海尔>东芝映像"}


def test_only_the_nearest_of_a_list_where_the_slot_says_so() -> None:
    text = "海信、海尔旗下的三电、斐雪派克"
    found = pairs(
        "{object@last:Company}旗下的{subject@first:Company}",
        "旗下",
        text,
        "海信 海尔 三电 斐雪派克",
        Relation.SUBSIDIARY_OF,
    )
    assert found == {"三电>海尔"}


def test_a_place_within_a_place_counts_both() -> None:
    found = pairs(
        "{subject:Company}位于{object:Location}",
        "位于",
        "海信位于山东青岛",
        "海信 山东/Location 青岛/Location",
        Relation.LOCATED_IN,
    )
    assert found == {"海信>山东", "海信>青岛"}


def test_a_gap_stops_at_names_and_punctuation_and_past_only_at_actors() -> None:
    text, names = "海信在日本收购芯片企业东芝映像", "海信 日本/Location 东芝映像"
    assert pairs("{subject:Company}{gap}收购{gap}{object:Company}", "收购", text, names) == set()
    assert pairs("{subject:Company}{past}收购{past}{object:Company}", "收购", text, names) == {
        "海信>东芝映像"
    }
    far = text.replace("在日本", "，在日本")
    assert pairs("{subject:Company}{past}收购{past}{object:Company}", "收购", far, names) == set()
    assert pairs("{subject:Company}{far}收购{past}{object:Company}", "收购", far, names) == {"海信>东芝映像"}


def test_a_space_between_chinese_characters_parts_a_headline() -> None:
    pattern = "{subject:Company}{past}收购{past}{object:Company}"
    assert pairs(pattern, "收购", "海信完成收购 东芝映像换帅", "海信 东芝映像") == set()
    assert pairs(pattern, "收购", "海信收购 Gorenje", "海信 Gorenje") == {"海信>Gorenje"}


def test_a_pair_whose_types_do_not_fit_is_not_found() -> None:
    assert pairs("{subject:Thing}收购{object:Thing}", "收购", "海信收购青岛", "海信 青岛/Location") == set()


def test_two_names_of_one_entity_are_no_pair() -> None:
    text = "海信收购海信家电"
    where = scene(
        Sentence(text=text, span=Span(0, len(text)), paragraph=0),
        [
            Place(start=0, end=2, entity="hisense", type=EntityType.COMPANY, surface="海信"),
            Place(start=4, end=8, entity="hisense", type=EntityType.COMPANY, surface="海信家电"),
        ],
    )
    rule = Rule(
        id="r",
        relation=Relation.ACQUIRES,
        triggers=("收购",),
        pattern=compile_pattern(BUYS, Relation.ACQUIRES, "test"),
        finds=(),
        misses=(),
    )
    assert list(Matcher([rule]).matches(where)) == []
