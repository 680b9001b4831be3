"""Files written whole or not at all, in folders and where fsspec reaches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.engine.places import Folder, Place, fetch, place
from kg.errors import KgError, StoreError


@pytest.fixture(params=["folder", "file", "memory"])
def there(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place of each kind: a folder, a file system and an object store by its address."""
    if request.param == "folder":
        yield place(str(tmp_path / "out"))
        return
    fsspec = pytest.importorskip("fsspec")
    root = "memory://out" if request.param == "memory" else f"file://{tmp_path}/out"
    yield place(root)
    if request.param == "memory":
        fsspec.filesystem("memory").rm("/out", recursive=True)


def test_what_is_written_is_read_and_listed(there: Place) -> None:
    there.write("facts/b", b"2")
    there.write("facts/a", b"1")
    there.write("facts/a", b"3")
    assert there.read("facts/a") == b"3"
    assert there.names("facts") == ["a", "b"]
    assert there.exists("facts/a")
    assert not there.exists("facts/c")
    assert there.names("nothing") == []
    there.remove("facts/a")
    there.remove("facts/a")
    assert there.names("facts") == ["b"]


def test_a_file_that_is_missing_is_named(there: Place) -> None:
    there.write("facts/a", b"1")
    with pytest.raises(StoreError, match="facts/b: cannot be read"):
        there.read("facts/b")


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(str(tmp_path))
    folder.write("facts", b"whole")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError, match="No space left"):
        folder.write("facts", b"half")
    assert folder.read("facts") == b"whole"
    assert [file.name for file in tmp_path.iterdir()] == ["facts"]


def test_a_half_written_file_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / ".facts.0a1b.part").write_bytes(b"ha")
    assert Folder(str(tmp_path)).names("") == []


def test_a_file_is_fetched_under_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "2021-05-27.txt").write_text("0123456789")
    (tmp_path / "copies").mkdir()
    whole = fetch(str(tmp_path / "2021-05-27.txt"), tmp_path / "copies")
    assert (whole.name, whole.read_text()) == ("2021-05-27.txt", "0123456789")
    assert fetch(str(tmp_path / "2021-05-27.txt"), tmp_path / "copies", start=2, end=5).read_text() == "234"


def test_an_address_of_no_known_kind_is_told() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(KgError, match="nowhere://x: cannot be opened"):
        place("nowhere://x")
