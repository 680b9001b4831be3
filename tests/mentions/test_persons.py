"""Where persons' names begin and end."""

from __future__ import annotations

from pathlib import Path

import pytest
from mentions.naming_samples import mention

from kg import resources
from kg.errors import RuleError
from kg.mentions.persons import Persons
from kg.vocab import EntityType

PERSONS = Persons.load(resources.seeds_folder() / "markers" / "characters.toml")


def mended(surface: str, kind: EntityType = EntityType.PERSON) -> str:
    """What is left of a name."""
    text = f"昨日，{surface}记者"
    (found,) = PERSONS.mend([mention(text, surface, kind)])
    assert text[found.span.start : found.span.end] == found.surface
    return found.surface


@pytest.mark.parametrize(
    ("tagged", "name"),
    [
        ("林知远算", "林知远"),
        ("欧阳听澜称", "欧阳听澜"),
        ("人林知远", "林知远"),
        ("人林知远说", "林知远"),
    ],
)
def test_what_is_none_of_a_persons_name_falls_away(tagged: str, name: str) -> None:
    assert mended(tagged) == name


@pytest.mark.parametrize(
    "name", ["林知远", "林说", "欧阳听澜", "费尔南达", "马克·吐温", "扎克伯格称", "Lin", "员"]
)
def test_a_name_of_usual_length_or_of_another_kind_stays(name: str) -> None:
    assert mended(name) == name


def test_only_persons_are_mended() -> None:
    assert mended("林知远算", EntityType.PRODUCT) == "林知远算"


@pytest.mark.parametrize("content", ["surnames = [", 'surnames = ["林"]\n', None])
def test_a_broken_file_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "characters.toml"
    if content is not None:
        path.write_text(content, "utf8")
    with pytest.raises(RuleError, match=r"^characters\.toml: cannot be read"):
        Persons.load(path)
