"""All finders together: who wins where they overlap."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mentions.naming_samples import LEXICON, entry, mention

from kg import resources
from kg.mentions.characters import stands_alone
from kg.mentions.finding import Finder, choose
from kg.model import Mention, Span
from kg.vocab import EntityType

MARKERS = resources.seeds_folder() / "markers"


def finder(*user_rows: tuple[str, ...]) -> Finder:
    """A finder with rows of a user's own."""
    rows = [entry(f"u-{number}", *names, origin="user") for number, names in enumerate(user_rows)]
    return Finder(MARKERS, LEXICON.with_user_rows(rows))


def surfaces(mentions: list[Mention], source: str = "") -> list[str]:
    """The words of the mentions, of one source or of all."""
    return [one.surface for one in mentions if source in ("", one.source)]


def outer(mentions: list[Mention]) -> list[str]:
    """The words of the mentions that stand within no other."""
    return [one.surface for one in mentions if one.source != "nested"]


def test_the_users_own_name_wins_over_the_tagger() -> None:
    text = "隐翎科技北京分部成立"
    found = finder(("隐翎科技",)).find(text, [mention(text, "翎科技北京分部", confidence=0.99)])
    assert [(one.surface, one.source) for one in found.mentions] == [("隐翎科技", "lexicon")]


def test_the_users_own_name_is_found_where_the_tagger_sees_none() -> None:
    found = finder(("隐翎", "隐翎科技")).find("隐翎与中芯国际签约，隐翎科技供货", [])
    assert outer(found.mentions) == ["隐翎", "隐翎科技"]
    assert {one.entity for one in found.mentions} == {"u-0"}


def test_a_shipped_name_alone_makes_no_mention() -> None:
    assert finder().find("中芯国际扩产", []).mentions == []


def test_a_tagged_name_that_the_lexicon_knows_bears_its_id() -> None:
    text = "中芯国际与隐翎科技签约"
    found = finder().find(text, [mention(text, "中芯国际"), mention(text, "隐翎科技")])
    assert [one.entity for one in found.mentions] == ["smic", ""]


def test_an_alias_that_the_user_gives_a_known_company_is_found() -> None:
    found = finder(("中芯国际", "芯老大")).find("芯老大宣布扩产", [])
    assert [(one.surface, one.entity) for one in found.mentions] == [("芯老大", "smic")]


@pytest.mark.parametrize("user_name", ["国际北京公司", "中芯"])
def test_the_users_own_name_wins_over_a_shipped_one(user_name: str) -> None:
    found = finder((user_name,)).find("中芯国际北京公司投产", [])
    assert surfaces(found.mentions) == [user_name]


def test_a_name_found_once_is_found_everywhere() -> None:
    text = "隐翎投产。客户信任隐翎，因为隐翎可靠。"
    found = finder().find(text, [mention(text, "隐翎", confidence=0.9)])
    assert surfaces(found.mentions) == ["隐翎"] * 3
    assert surfaces(found.mentions, "repeat") == ["隐翎"] * 2


def test_a_name_that_is_not_sure_is_not_looked_for_elsewhere() -> None:
    text = "隐翎投产。客户信任隐翎。"
    found = finder().find(text, [mention(text, "隐翎", confidence=0.4)])
    assert surfaces(found.mentions) == ["隐翎"]


def test_the_surest_place_decides_whether_a_name_is_looked_for() -> None:
    text = "隐翎投产。客户信任隐翎。隐翎扩产。"
    tagged = [mention(text, "隐翎", confidence=0.4), mention(text, "隐翎", confidence=0.8, after=3)]
    assert surfaces(finder().find(text, tagged).mentions) == ["隐翎"] * 3


def test_a_repeat_does_not_cut_a_latin_word() -> None:
    text = "ROLA发布ROLAND，ROLA盈利"
    found = finder().find(text, [mention(text, "ROLA")])
    assert [one.span.start for one in found.mentions] == [0, 13]


def test_a_longer_name_repeats_before_a_shorter_one() -> None:
    text = "隐翎、隐翎科技。隐翎科技投产。"
    tagged = [mention(text, "隐翎"), mention(text, "隐翎科技")]
    assert outer(finder().find(text, tagged).mentions) == ["隐翎", "隐翎科技", "隐翎科技"]


def test_a_defined_short_name_is_a_mention_of_the_full_ones_type_and_repeats() -> None:
    text = "隐翎半导体研究院（以下简称“隐翎院”）成立。隐翎院位于芜湖。"
    found = finder().find(text, [mention(text, "隐翎半导体研究院", EntityType.RESEARCH)])
    assert [(one.surface, one.source) for one in found.mentions] == [
        ("隐翎半导体研究院", "tagger"),
        ("隐翎院", "definition"),
        ("隐翎院", "repeat"),
    ]
    assert {one.type for one in found.mentions} == {EntityType.RESEARCH}
    assert found.definitions == [("隐翎半导体研究院", "隐翎院")]


def test_a_name_of_the_article_is_seen_within_a_longer_one() -> None:
    text = "隐翎雷达获奖。96线隐翎雷达量产。"
    tagged = [
        mention(text, "隐翎雷达", EntityType.PRODUCT),
        mention(text, "96线隐翎雷达", EntityType.PRODUCT),
    ]
    found = finder().find(text, tagged).mentions
    assert [(one.surface, one.span.start) for one in found if one.source == "nested"] == [("隐翎雷达", 10)]


def test_names_within_names_are_added_last() -> None:
    text = "芜湖白马山水泥厂投产"
    found = finder().find(text, [mention(text, "芜湖白马山水泥厂", EntityType.FACILITY)])
    assert [(one.surface, one.source) for one in found.mentions] == [
        ("芜湖", "nested"),
        ("芜湖白马山水泥厂", "tagger"),
    ]


def test_within_one_finder_the_longer_mention_wins() -> None:
    text = "隐翎科技公司"
    mentions = [mention(text, "隐翎"), mention(text, "隐翎科技公司"), mention(text, "公司")]
    assert [one.surface for one in choose(text, [mentions]).mentions] == ["隐翎科技公司"]


@st.composite
def texts_with_tags(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    """A text of names and other words, and mentions that may overlap and be wrong."""
    words = ["隐翎", "隐翎科技", "AI", "SAIC", "芜湖", "（简称“隐翎”）", "（SIAC）", "，", "。", "在", "厂"]
    text = "".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=14)))
    mentions = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, min(len(text), start + 8)))
        mentions.append(
            Mention(
                span=Span(start, end),
                surface=text[start:end],
                type=draw(st.sampled_from(EntityType)),
                source="tagger",
                confidence=draw(st.sampled_from([0.3, 0.7, 0.99])),
            )
        )
    return text, mentions


USER_FINDER = finder(("隐翎科技",))


@given(texts_with_tags())
def test_top_level_mentions_never_overlap_and_all_quote_the_text(given_: tuple[str, list[Mention]]) -> None:
    text, tagged = given_
    found = USER_FINDER.find(text, tagged)
    top = [one for one in found.mentions if one.source != "nested"]
    assert all(first.span.end <= second.span.start for first, second in pairwise(top))
    assert [one.span for one in found.mentions] == sorted(one.span for one in found.mentions)
    for one in found.mentions:
        assert text[one.span.start : one.span.end] == one.surface
        if one.source == "nested":
            assert any(other.span.covers(one.span) for other in top)


@given(texts_with_tags())
def test_the_users_name_is_found_wherever_it_stands(given_: tuple[str, list[Mention]]) -> None:
    text, tagged = given_
    found = USER_FINDER.find(text, tagged)
    places = [
        one.span.start for one in found.mentions if (one.surface, one.source) == ("隐翎科技", "lexicon")
    ]
    assert places == [at for at in range(len(text)) if text.startswith("隐翎科技", at)]


@given(texts_with_tags())
def test_a_sure_name_stands_nowhere_outside_a_mention(given_: tuple[str, list[Mention]]) -> None:
    text, tagged = given_
    top = [one for one in USER_FINDER.find(text, tagged).mentions if one.source != "nested"]
    taken = {at for one in top for at in range(one.span.start, one.span.end)}
    for surface in {one.surface for one in top if one.confidence >= 0.6}:
        for at in range(len(text) - len(surface) + 1):
            end = at + len(surface)
            if text.startswith(surface, at) and stands_alone(text, at, end):
                assert not taken.isdisjoint(range(at, end))


@given(texts_with_tags(), st.randoms())
def test_the_order_in_which_the_tagger_speaks_does_not_matter(
    given_: tuple[str, list[Mention]], random: Random
) -> None:
    text, tagged = given_
    unlike = {(one.span, one.type, one.confidence): one for one in tagged}
    distinct = list({one.span: one for one in unlike.values()}.values())
    shuffled = list(distinct)
    random.shuffle(shuffled)
    assert USER_FINDER.find(text, distinct) == USER_FINDER.find(text, shuffled)
