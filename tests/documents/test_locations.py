from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import Source, sources
from kg.errors import DocumentError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.md",
        "sub/c.PDF",
        "sub/.hidden/d.txt",
        ".e.txt",
        "f.xyz",
        "~$g.docx",
        "README.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf8")
    return tmp_path


def test_a_folder_gives_what_can_be_read_in_sorted_order(folder: Path) -> None:
    found = [Path(source.path).relative_to(folder).as_posix() for source in sources([str(folder)])]
    assert found == ["a.md", "b.txt", "sub/c.PDF"]


def test_what_is_skipped_is_noted(folder: Path) -> None:
    notes: list[str] = []
    sources([str(folder)], note=notes.append)
    assert [note.split(": ")[0].rsplit("/", 1)[-1] for note in notes] == ["README.md", "f.xyz"]


def test_a_file_that_is_named_is_taken_whatever_its_ending(folder: Path) -> None:
    path = str(folder / "f.xyz")
    assert sources([path]) == [Source(path=path)]


def test_a_file_that_is_named_twice_is_taken_once(folder: Path) -> None:
    assert len(sources([str(folder / "b.txt"), str(folder)])) == 3


def test_a_dash_is_standard_input() -> None:
    assert sources(["-"]) == [Source(path="-")]


@pytest.mark.parametrize("path", ["no/such/file.txt", "a\0b", ""])
def test_a_missing_path_is_an_error(path: str) -> None:
    with pytest.raises(DocumentError, match="no such file or folder"):
        sources([path])
