"""The manifest of the data files."""

import tomllib
from typing import Any

import pytest

from kg import resources

SEEDS = resources.seeds_folder()
MANIFEST: dict[str, dict[str, Any]] = tomllib.loads((SEEDS / "manifest.toml").read_text("utf8"))


def test_every_lexicon_file_is_in_the_manifest() -> None:
    files = {f"lexicon/{path.name}" for path in (SEEDS / "lexicon").glob("*.tsv")}
    assert files == {name for name in MANIFEST if name.startswith("lexicon/")}
    assert len(files) == 15


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_origin_licence_and_date_are_told(name: str) -> None:
    assert (SEEDS / name).exists()
    assert {"holds", "origin", "licence", "date"} <= MANIFEST[name].keys()


@pytest.mark.parametrize("name", sorted(name for name in MANIFEST if name.startswith("lexicon/")))
def test_files_hold_as_many_rows_as_expected(name: str) -> None:
    rows = len((SEEDS / name).read_text("utf8").splitlines()) - 1
    assert MANIFEST[name]["least"] <= rows <= MANIFEST[name]["most"]
