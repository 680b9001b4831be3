from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import resources
from kg.documents.markers import load, markers
from kg.errors import RuleError

SHIPPED = resources.seeds_folder() / "markers" / "digest.toml"


def test_no_word_is_listed_twice() -> None:
    text = SHIPPED.read_text(encoding="utf8")
    lists = re.findall(r"^\w+ = \[(.*?)\]$", text, re.DOTALL | re.MULTILINE)
    assert len(lists) >= 6
    for words in lists:
        found = re.findall(r'"([^"]+)"', words)
        assert len(found) == len(set(found))


def test_section_names_are_short() -> None:
    assert all(2 <= len(name) <= 8 for name in markers().section_names)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("[masthead]", "[mast]", r"\[masthead\] has no 'endings'"),
        ("words = [", "words = [1, ", "is not a list of words"),
        ("issue = '(?:", "issue = '(?:(", "is not a regular expression"),
        ("[masthead]", "[masthead", "cannot be read as TOML"),
    ],
)
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, old: str, new: str, reason: str) -> None:
    path = tmp_path / "digest.toml"
    path.write_text(SHIPPED.read_text(encoding="utf8").replace(old, new, 1), encoding="utf8")
    with pytest.raises(RuleError, match=reason) as error:
        load(path)
    assert str(error.value).startswith(str(path))
