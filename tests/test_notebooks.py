"""The notebooks: stored without outputs, and every cell runs, in order, without Jupyter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from running import run_pieces

FOLDER = Path(__file__).resolve().parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def cells(notebook: Path, kind: str) -> list[dict[str, Any]]:
    book = json.loads(notebook.read_text("utf8"))
    return [cell for cell in book["cells"] if cell["cell_type"] == kind]


def test_there_are_two_notebooks() -> None:
    assert [path.name for path in NOTEBOOKS] == [
        "1-from-news-to-graph.ipynb",
        "2-questions-an-analyst-asks.ipynb",
    ]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_of_format_4_5_and_stripped(notebook: Path) -> None:
    book = json.loads(notebook.read_text("utf8"))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    ids = [cell["id"] for cell in book["cells"]]
    assert len(ids) == len(set(ids))
    assert {cell["cell_type"] for cell in book["cells"]} == {"markdown", "code"}
    code = cells(notebook, "code")
    assert len(code) >= 10
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_of_a_notebook_runs_and_tells_something(notebook: Path) -> None:
    pieces = ["".join(cell["source"]) for cell in cells(notebook, "code")]
    printed = run_pieces(pieces, name=notebook.name)
    assert all(one.strip() for one in printed)
    assert printed[-1] == "done\n"
