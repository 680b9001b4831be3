"""Where names may begin and end within text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.characters import lowered, stands_alone


@pytest.mark.parametrize(
    ("text", "name", "alone"),
    [
        ("使用AI技术", "AI", True),
        ("SAIC汽车", "AI", False),
        ("AI", "AI", True),
        ("OpenAI发布", "AI", False),
        ("AI2研究所", "AI", False),
        ("55nm工艺", "55nm", True),
        ("155nm工艺", "55nm", False),
        ("（AI）", "AI", True),
        ("AI-6", "AI", True),
        ("中国石油国际", "石油", True),
        ("用AI，", "AI", True),
        ("Ａ股AI", "AI", True),
    ],
)
def test_a_latin_name_or_number_stands_alone_unless_it_cuts_a_word(text: str, name: str, alone: bool) -> None:
    start = text.index(name)
    assert stands_alone(text, start, start + len(name)) is alone


@given(st.text(alphabet="中国石油，。《》（）公司", min_size=1), st.data())
def test_every_part_of_text_without_latin_letters_and_digits_stands_alone(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert stands_alone(text, start, end)


@given(st.text(alphabet="aB1中，", min_size=1), st.data())
def test_a_part_stands_alone_if_and_only_if_blanks_around_it_change_no_word(
    text: str, data: st.DataObject
) -> None:
    """The definition of a word said in another way: split into runs of letters and digits."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    def words(whole: str) -> list[str]:
        return "".join(char if char.isascii() else " " for char in whole).split()

    apart = f"{text[:start]} {text[start:end]} {text[end:]}"
    assert stands_alone(text, start, end) == (words(apart) == words(text))


@given(st.text())
def test_lowering_keeps_the_length_and_every_character_that_is_no_ascii_capital(text: str) -> None:
    low = lowered(text)
    assert len(low) == len(text)
    assert all(new == (old.lower() if old.isascii() else old) for old, new in zip(text, low, strict=True))


def test_the_dotted_capital_i_is_not_lowered_into_two_characters() -> None:
    assert lowered("İSTANBUL") == "İstanbul"
