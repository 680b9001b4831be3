"""What the tagger sees of each character."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mentions.naming_samples import LEXICON, entry

from kg import resources
from kg.lexicon import Lexicon
from kg.mentions.features import BUCKETS, character_features, quoted, repeats
from kg.mentions.known import KnownNames
from kg.mentions.suffixes import load_suffixes
from kg.vocab import EntityType

KNOWN = KnownNames(LEXICON)
SUFFIXES, _ = load_suffixes(resources.seeds_folder() / "markers" / "suffixes.toml")
TEXT = "中芯国际扩产\n中芯国际与ARM签约，《芯片法》生效。隐翎科技有限公司表示：“很好。”"


def test_each_character_has_one_row_of_numbers_below_buckets() -> None:
    features = character_features(TEXT, KNOWN.find(TEXT), SUFFIXES.find(TEXT))
    assert features.shape[0] == len(TEXT)
    assert features.dtype == np.int64
    assert features.min() >= 0
    assert features.max() < BUCKETS


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40).filter(lambda text: text.isprintable() or "\n" in text))
def test_any_text_has_features_of_the_same_width(text: str) -> None:
    text = text.encode("utf8", "ignore").decode("utf8")
    width = character_features("公司", [], []).shape[1]
    assert character_features(text, KNOWN.find(text), SUFFIXES.find(text)).shape == (len(text), width)


def test_the_same_text_has_the_same_features_in_another_process() -> None:
    """Python's own hash of strings changes from process to process; a stored model must not notice."""
    code = f"from kg.mentions.features import character_features as f;print(int(f({TEXT!r}, [], []).sum()))"
    sums = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert sums == {str(int(character_features(TEXT, [], []).sum()))}


def test_a_known_name_changes_features_only_near_it() -> None:
    text = "昨日在会上，隐翎科技表示将继续扩大产能，并在海外设厂。"
    start = text.index("隐翎")
    known = KnownNames(Lexicon([entry("one", "隐翎科技")]))
    plain = character_features(text, [], [])
    marked = character_features(text, known.find(text), [])
    rows = np.flatnonzero((plain != marked).any(axis=1)).tolist()
    assert set(range(start, start + 4)) <= set(rows)
    assert min(rows) >= start - 2
    assert max(rows) < start + 4 + 2


def test_the_type_of_a_known_name_is_seen() -> None:
    text = "隐翎科技表示"

    def of(kind: EntityType) -> object:
        hits = KnownNames(Lexicon([entry("one", "隐翎科技", kind=kind)])).find(text)
        return character_features(text, hits, []).tolist()

    assert of(EntityType.COMPANY) != of(EntityType.PRODUCT)
    assert of(EntityType.COMPANY) == of(EntityType.COMPANY)


def test_a_suffix_is_seen_from_the_left_but_not_over_a_comma() -> None:
    text = "甲乙丙，丁戊己有限公司"
    plain = character_features(text, [], [])
    seen = character_features(text, [], SUFFIXES.find(text))
    changed = (plain != seen).any(axis=1).tolist()
    assert changed == [False] * 4 + [True] * 7


def test_ascii_capitals_differ_from_small_letters_by_their_shape_only() -> None:
    upper, lower = (character_features(word, [], []) for word in ("ARM", "arm"))
    assert (upper == lower).any()
    assert (upper != lower).any()


@pytest.mark.parametrize(("first", "second"), [("《芯片法》", "“芯片法”"), ("（芯片法）", "，芯片法，")])
def test_the_marks_around_a_name_are_seen(first: str, second: str) -> None:
    assert character_features(first, [], [])[2].tolist() != character_features(second, [], [])[2].tolist()


def test_what_comes_again_in_the_article_is_seen_where_it_first_stands() -> None:
    once = character_features("隐翎投产。甲乙丙丁。", [], [])
    again = character_features("隐翎投产。隐翎丙丁。", [], [])
    assert once[0].tolist() != again[0].tolist()


ARTICLE = st.text(st.sampled_from("甲乙丙A，。《》“”（)\n"), max_size=40)


@given(ARTICLE)
def test_what_comes_again_is_what_a_search_finds_again(text: str) -> None:
    """By the definition: the longest string of 2, 3, 4 or 6 characters without a mark that stands twice."""
    best = [0] * len(text)
    for length in (2, 3, 4, 6):
        parts = [text[start : start + length] for start in range(len(text) - length + 1)]
        for start, part in enumerate(parts):
            if parts.count(part) > 1 and not set(part) & set("，。；：、！？《》“”（）\n"):
                best[start : start + length] = [length] * length
    assert repeats(np.array([ord(char) for char in text], dtype=np.int64)).tolist() == best


@given(ARTICLE)
def test_what_stands_within_marks_is_what_follows_the_last_one(text: str) -> None:
    kinds = {"《": 1, "“": 2, "「": 2, "（": 3, "(": 3, "【": 3}
    expected = []
    for at, char in enumerate(text):
        marks = [mark for mark in text[:at] if mark in "《“「（(【》”」）)】\n"]
        is_mark = char in "《“「（(【》”」）)】\n"
        expected.append(0 if is_mark or not marks else kinds.get(marks[-1], 0))
    assert quoted(text).tolist() == expected
