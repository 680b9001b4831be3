from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.cleaning import clean
from kg.documents.lines import compact, lines_of
from kg.documents.wraps import paragraphs

INVISIBLE = ("Cc", "Cf", "Cs")


@pytest.mark.parametrize(
    "mark", ["\ufeff", "\u200b", "\u200d", "\u00ad", "\u202e", "\u2060", "\x00", "\x1b", "\ud800"]
)
def test_what_cannot_be_seen_is_deleted(mark: str) -> None:
    assert clean(f"中芯{mark}国际") == "中芯国际"


@pytest.mark.parametrize("text", ["５Ｇ网络", "①②③", "ﬁn", "10㎡", "“引号”…—", "AI　芯片", "😀", "𠮷野家"])
def test_what_can_be_seen_is_not_changed(text: str) -> None:
    assert clean(text) == text


@given(st.text(alphabet=st.characters()))
def test_cleaning_deletes_invisible_characters_and_nothing_else(text: str) -> None:
    kept = [character for character in text if unicodedata.category(character) not in INVISIBLE]
    left = [character for character in clean(text) if unicodedata.category(character) not in INVISIBLE]
    assert left == kept


@given(st.text(alphabet=st.sampled_from("中国芯片A1。，“”：!? \n\r\f\t　-—")))
def test_paragraphs_lose_nothing_but_white_space(text: str) -> None:
    found = paragraphs(lines_of(clean(text)))
    assert compact("".join(paragraph.text for paragraph in found)) == compact(text)


@given(st.text(alphabet=st.sampled_from("中国芯片A1。 \n\r\f\t　\x0b\x85\u2028"), min_size=1))
def test_a_paragraph_is_one_line_without_white_space_at_its_ends(text: str) -> None:
    for paragraph in paragraphs(lines_of(clean(text))):
        assert paragraph.text == paragraph.text.strip() != ""
        assert not set(paragraph.text) & set("\n\r\f\x0b\x85\u2028")
