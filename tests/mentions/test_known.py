"""Known names in texts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mentions.naming_samples import LEXICON, entry, found

from kg.lexicon import Lexicon
from kg.mentions.characters import stands_alone
from kg.mentions.known import KnownNames

KNOWN = KnownNames(LEXICON)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中芯国际扩产", [("中芯国际", "smic")]),
        ("中芯国际北京扩产", [("中芯国际北京", "smic-beijing")]),
        ("中芯国际、中芯国际北京", [("中芯国际", "smic"), ("中芯国际北京", "smic-beijing")]),
        ("厦门大学在厦门", [("厦门大学", "xiamen-university"), ("厦门", "xiamen")]),
        ("什么也没有", []),
        ("", []),
    ],
)
def test_the_leftmost_longest_name_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, KNOWN.find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ARM发布新架构", [("ARM", "arm")]),
        ("left arm受伤", []),
        ("Arm中国", []),
        ("使用AI技术", [("AI", "ai")]),
        ("使用ai技术", []),
        ("SMIC", [("SMIC", "smic")]),
        ("smic", []),
    ],
)
def test_a_latin_name_of_up_to_four_letters_needs_its_case(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text, KNOWN.find(text)) == expected


@pytest.mark.parametrize("written", ["OpenAI", "openai", "OPENAI"])
def test_a_longer_latin_name_may_be_written_in_any_case(written: str) -> None:
    assert found(f"{written}宣布", KNOWN.find(f"{written}宣布")) == [(written, "openai")]


def test_ai_is_not_found_within_saic() -> None:
    assert KNOWN.find("SAIC发布新车") == []


def test_an_empty_lexicon_finds_nothing() -> None:
    assert KnownNames(Lexicon([])).find("中芯国际") == []


@pytest.mark.xfail(strict=True, reason="the longer name, refused, hides the shorter one within it")
@pytest.mark.parametrize(
    ("names", "text", "expected"),
    [
        (("苹果", "苹果iOS"), "苹果iOS17发布", "苹果"),
        (("问界", "问界M5"), "问界M50上市", "问界"),
    ],
)
def test_a_longer_name_that_would_cut_a_word_leaves_the_shorter_one(
    names: tuple[str, str], text: str, expected: str
) -> None:
    known = KnownNames(Lexicon([entry(f"e-{i}", name) for i, name in enumerate(names)]))
    assert [words for words, _ in found(text, known.find(text))] == [expected]


_NAMES = ("中芯", "中芯国际", "国际", "AI", "SAIC", "OpenAI", "芯片")


@given(st.lists(st.sampled_from([*_NAMES, "ai", "，", "在", "x", "7"]), max_size=12).map("".join))
def test_hits_do_not_overlap_and_quote_a_known_name(text: str) -> None:
    known = KnownNames(Lexicon([entry(f"e-{i}", name) for i, name in enumerate(_NAMES)]))
    hits = known.find(text)
    assert all(first.end <= second.start for first, second in itertools.pairwise(hits))
    for hit in hits:
        name = hit.entry.names[0]
        words = text[hit.start : hit.end]
        assert words.lower() == name.lower()
        assert words == name or len(name) > 4
        assert stands_alone(text, hit.start, hit.end)


@given(st.text(alphabet="中芯国际，在A", max_size=20), st.text(alphabet="，在。", max_size=5))
def test_text_before_a_name_that_holds_no_part_of_one_changes_nothing(text: str, before: str) -> None:
    known = KnownNames(Lexicon([entry("one", "中芯国际"), entry("two", "国际")]))
    shifted = [(hit.start + len(before), hit.end + len(before)) for hit in known.find(text)]
    assert [(hit.start, hit.end) for hit in known.find(before + text)] == shifted
