"""Files are written whole or not at all, and never over what is no file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.export import export
from kg.store import View


def test_a_missing_folder_is_named(view: View, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"graph\.ttl: there is no folder '.*out': make it first"):
        export(view, tmp_path / "out" / "graph.ttl")


def test_a_folder_is_not_written_over(view: View, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(StoreError, match="this is a folder"):
        export(view, tmp_path / "graph.ttl")


def test_a_failed_export_leaves_the_old_file_and_nothing_beside_it(
    view: View, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(view, tmp_path / "graph.ttl")
    before = (tmp_path / "graph.ttl").read_bytes()
    names = sorted(path.name for path in tmp_path.iterdir())

    def full(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StoreError, match="No space left"):
        export(view, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == names
