"""What a text must have for a pattern to be found in it."""

from __future__ import annotations

import ast
import random
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError
from kg.query.asking.preambles import preambles
from kg.query.asking.required import Wording, folded, required

_codes: Any = import_module("re._constants")
_parse: Any = import_module("re._parser").parse
KNOWN = preambles()
WORDINGS = [*KNOWN.openings, *KNOWN.topics, *KNOWN.idle, *(wording for wording, _ in KNOWN.instead)]


def test_a_text_that_is_written_after_a_pattern_may_have_it() -> None:
    for wording in WORDINGS:
        dice, tree = random.Random(wording.written), _parse(wording.written)
        for _ in range(60):
            text = "".join(_written(tree, dice, {}))
            assert wording.may_be_in(text) and wording.may_be_in(text.upper()), (text, wording.written)


def test_where_a_pattern_is_found_it_was_expected() -> None:
    """In what questions there are: every string of these tests."""
    texts = [
        node.value
        for path in Path(__file__).parent.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    found = [(text, wording) for text in texts for wording in WORDINGS if wording.pattern.search(text)]
    assert found and all(wording.may_be_in(text) for text, wording in found)


def test_few_patterns_are_expected_in_a_question() -> None:
    assert sum(wording.may_be_in("谁投资了中芯国际") for wording in WORDINGS) < 5


def test_every_letter_that_a_pattern_without_case_takes_is_folded() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    letters = "abcdefghijklmnopqrstuvwxyz"
    for letter in letters:
        assert {folded(char) for char in re.findall(letter, every, re.I)} == {letter}
    assert not re.findall(r"(?![\u3400-\u9fff\uff0c0-9 ])[\u3400-\u9fff\uff0c0-9 ]", every, re.I)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("(?:甲乙)?丙丁", (("丙丁",),)),
        ("甲乙?", (("甲",),)),
        ("甲{2,20}", ()),
        ("(?:甲|乙丙){0,2}丁", (("丁",),)),
        ("(?:甲|乙丙)+(?!戊)(?<!己)", (("甲", "乙丙"),)),
        ("甲|[乙丙]", ()),
        ("(?i:甲)", ()),
        (r"[\]甲](?<=乙)\1\d(?P<one>丙)", (("乙",), ("丙",))),
    ],
)
def test_only_what_is_certain_is_required(written: str, words: tuple[tuple[str, ...], ...]) -> None:
    assert required(written) == words


@pytest.mark.parametrize("written", ["(", "甲)", "甲(乙|丙"])
def test_brackets_must_match(written: str) -> None:
    with pytest.raises(re.error):
        required(written)


def test_what_is_no_pattern_is_told() -> None:
    with pytest.raises(QueryError, match=r"\[甲: no pattern"):
        _ = Wording("[甲").pattern


def _written(tree: Any, dice: random.Random, groups: dict[int, str]) -> list[str]:
    """Pieces of a text with all that a pattern must find, what it only looks at too."""
    pieces: list[str] = []
    for code, value in tree:
        if code is _codes.LITERAL:
            pieces.append(chr(value))
        elif code is _codes.SUBPATTERN:
            text = "".join(_written(value[-1], dice, groups))
            groups[value[0]] = text
            pieces.append(text)
        elif code is _codes.BRANCH:
            pieces += _written(dice.choice(value[1]), dice, groups)
        elif code in (_codes.MAX_REPEAT, _codes.MIN_REPEAT):
            least, most, inner = value
            for _ in range(dice.choice((least, min(most, least + 2)))):
                pieces += _written(inner, dice, groups)
        elif code is _codes.ASSERT:
            pieces += _written(value[1], dice, groups)
        elif code is _codes.GROUPREF:
            pieces.append(groups.get(value, ""))
        elif code is _codes.IN and all(kind is _codes.LITERAL for kind, _ in value):
            # (?:甲|乙) is read as [甲乙].
            pieces.append(chr(dice.choice(value)[1]))
        elif code in (_codes.ANY, _codes.IN, _codes.NOT_LITERAL):
            pieces.append("\x00")
        else:
            assert code in (_codes.AT, _codes.ASSERT_NOT), code
    return pieces
