"""The things that a question can speak of are found among all by a few letters: none that it means is missed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import lexicon_files, resources
from kg.query import Names, key
from kg.query.asking.known import Known
from kg.query.asking.lexing import Lexer
from kg.query.asking.nearby import Nearby, pieces
from kg.query.asking.shortened import places_of, short_bodies, short_companies
from kg.query.asking.spoken import spoken
from kg.query.asking.vocabulary import vocabulary
from kg.query.asking.writing import is_whole, normalized
from kg.query.keys import keys
from kg.query.substrings import Substrings
from kg.store import EntityRow

WORDS = vocabulary()
# All that the lexicon knows, of every type, as if it stood in one graph.
NAMES = Names(
    EntityRow(
        iri=f"https://example.org/{entity.id}",
        id=entity.id,
        types=(entity.type,),
        label=entity.names[0].text,
        labels=entity.names,
        codes=(),
    )
    for entity in (entry.entity() for entry in lexicon_files.load(resources.seeds_folder() / "lexicon"))
)
NEARBY = Nearby(NAMES, WORDS)


def some(forms: dict[str, tuple[str, ...]], count: int = 25) -> list[tuple[str, tuple[str, ...]]]:
    return random.Random(7).sample(sorted(forms.items()), count)


@pytest.mark.parametrize("question", ["谁投资了{}", "who invested in {}?"])
def test_whatever_a_thing_is_called_in_a_question_it_is_among_those_found(question: str) -> None:
    called = spoken(NAMES, WORDS)
    bodies = short_bodies(NAMES, called)
    companies = short_companies(NAMES, called, places_of(NAMES))
    english = {form: iris for form, iris in called.items() if form.isascii()}
    for form, iris in [*some(called), *some(english), *some(bodies), *some(companies)]:
        found = NEARBY(normalized(question.format(form))).entities
        assert set(iris) <= set(found), form


def test_a_question_has_the_same_tokens_as_among_all_things() -> None:
    """Names, short forms, titles and parts of names: what is far from the question decides nothing."""
    lexer = Lexer(NAMES, WORDS)
    entries = lexer._entries
    everything = Known(entries, NAMES, WORDS, lambda: places_of(NAMES))
    for form, _ in some(spoken(NAMES, WORDS), 10):
        for said in (form, form[:-1], form[1:], form[:2] + form[3:]):
            text = normalized(f"谁投资了{said}")
            near = lexer.known(text)
            for start in range(len(text)):
                for end in range(start + 1, len(text) + 1):
                    word = text[start:end] if is_whole(text, start, end) else ""
                    assert near.readings(word) == everything.readings(word), (said, word)
            assert near.titles.said(text) == everything.titles.said(text), said
            unknown = (normalized(said),)
            assert near.parts.choices(text, unknown) == everything.parts.choices(text, unknown), said
            assert near.parts(text, unknown, bool, bool) == everything.parts(text, unknown, bool, bool), said


def test_few_things_are_found() -> None:
    assert len(NEARBY(normalized("谁投资了中芯国际"))) < len(NAMES) / 20


def test_words_in_english_stand_for_what_names_have() -> None:
    assert {"中国", "半导体"} <= {
        entity.label for entity in NEARBY("chinese semiconductors").entities.values()
    }


@given(st.lists(st.text("中芯ab1 \0"), max_size=6), st.text("中芯ab1", min_size=1, max_size=3))
def test_lines_are_found_like_one_by_one(texts: list[str], piece: str) -> None:
    known = [text.replace("\0", "") for text in texts]
    lines = Substrings(known)
    assert list(lines.having(piece)) == [number for number, line in enumerate(known) if piece in line]
    assert list(lines.being(piece)) == [number for number, line in enumerate(known) if piece == line]


@given(st.lists(st.text(), max_size=6))
def test_keys_of_many_are_those_of_each(texts: list[str]) -> None:
    assert keys(texts) == [key(text.replace("\0", "")) for text in texts]


def test_pieces_of_a_word_are_those_of_what_it_is_the_plural_of() -> None:
    assert "ai" in pieces("ais")
