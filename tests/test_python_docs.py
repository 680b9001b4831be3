"""The page on Python: every example runs, in the order of the page."""

from __future__ import annotations

import re
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest
from running import run_pieces

from kg import resources

PAGE = Path(__file__).resolve().parent.parent / "docs" / "python.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf8"), flags=re.S)


def test_every_example_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(EXAMPLES) >= 18
    shutil.copytree(resources.seeds_folder() / "documents", tmp_path / "seeds" / "documents")
    monkeypatch.chdir(tmp_path)
    absent = [package for package in ("pandas", "polars") if find_spec(package) is None]
    runnable = [one for one in EXAMPLES if not any(f"to_{package}(" in one for package in absent)]
    printed = run_pieces(runnable, name=PAGE.name)
    assert "'微软'" in printed[0]
    assert printed[1].endswith(" unchanged, 0 new facts, 0 problems\n")
    assert printed[-1] == "relation: no relation 'investIn'; did you mean 'investsIn'?\n"
    assert printed[-2].endswith(" True\n")


def test_the_page_shows_every_method_of_a_graph() -> None:
    from kg import Graph

    methods = [name for name in dir(Graph) if not name.startswith("_") and callable(getattr(Graph, name))]
    text = PAGE.read_text("utf8")
    assert len(methods) >= 18
    assert [name for name in methods if f"{name}(" not in text and f"`{name}`" not in text] == []
