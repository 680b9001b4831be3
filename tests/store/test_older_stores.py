"""Stores that earlier versions made: packed when they were made, opened and built further now.

``stores/format-N.tar.xz`` holds the sample graph as the first kg that wrote format N stored it. Whoever raises the
format packs one more, and says in ``kg.store.folder`` which are read.
"""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

import pytest
from sample_graph import HARMONY_NEWS, INVESTMENT, document, put, sample

from kg.store import Store, backup, open_view, restore
from kg.store.folder import FORMAT, OLDEST
from kg.validate import validate

PACKED = sorted((Path(__file__).parent / "stores").glob("format-*.tar.xz"))


@pytest.fixture(params=PACKED, ids=lambda path: path.name)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A store of an earlier version."""
    if sys.version_info < (3, 11, 4):
        pytest.skip("this Python unpacks without looking")
    with tarfile.open(request.param) as packed:
        packed.extractall(tmp_path, filter="data")
    return tmp_path / "old.kg"


def quads(path: Path) -> set[str]:
    return {str(quad) for quad in open_view(path).quads()}


def test_there_is_a_store_of_every_format_that_is_read() -> None:
    numbers = [int(path.name.removeprefix("format-").partition(".")[0]) for path in PACKED]
    assert numbers == list(range(OLDEST, FORMAT + 1))


def test_an_older_store_says_what_one_of_today_says(older: Path, tmp_path: Path) -> None:
    sample(tmp_path / "today.kg").close()
    assert quads(older) == quads(tmp_path / "today.kg")
    assert open_view(older).content() == open_view(tmp_path / "today.kg").content()
    assert validate(open_view(older)) == []


def test_an_older_store_is_built_further_and_forgets_what_is_dropped(older: Path, tmp_path: Path) -> None:
    sample(tmp_path / "today.kg").close()
    for path in (older, tmp_path / "today.kg"):
        with Store.open(path) as store:
            store.drop("page.html")
            put(store, document("more.txt", "more"), INVESTMENT, HARMONY_NEWS)
    assert quads(older) == quads(tmp_path / "today.kg")


def test_an_older_store_is_backed_up_and_given_back(older: Path, tmp_path: Path) -> None:
    before = quads(older)
    backup(older, tmp_path / "saved")
    restore(tmp_path / "saved", tmp_path / "again.kg")
    assert quads(tmp_path / "again.kg") == before
