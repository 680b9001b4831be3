"""Exports are the same every time, and a format is named by the file or by the user."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import networkx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, document, put

from kg.errors import StoreError
from kg.export import FORMATS, export, render
from kg.quads import DEFAULT_BASE
from kg.store import Dataset, Store, View, open_view


@settings(deadline=None, max_examples=20)
@given(st.permutations([INVESTMENT, HARMONY_NEWS, PAGE]))
def test_any_order_of_articles_gives_the_same_exports(order: list) -> None:
    with tempfile.TemporaryDirectory() as name:
        graphs_ = []
        for articles in (order, [INVESTMENT, HARMONY_NEWS, PAGE]):
            store = Store(ox.Store(), base=DEFAULT_BASE, path=Path(name))
            put(store, document("a.txt", "all"), *articles)
            graphs_.append(store)
        for format_ in FORMATS:
            if format_ != "csv":
                assert render(graphs_[0], format_) == render(graphs_[1], format_)


def test_every_export_is_the_same_in_another_process(view: View, tmp_path: Path) -> None:
    export(view, tmp_path / "graph.nq")
    code = (
        "import hashlib, sys; from pathlib import Path\n"
        "from kg.export import *; from kg.store import open_view\n"
        "for name in FORMATS:\n"
        " for path in export(open_view(sys.argv[1]), Path(sys.argv[2]) / ('again.' + name)):\n"
        "  print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())"
    )
    outputs = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "graph.nq"), str(tmp_path)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 10


def test_an_empty_graph_exports_to_every_format(tmp_path: Path) -> None:
    view = Dataset(ox.Store(), base=DEFAULT_BASE)
    for name in FORMATS:
        for path in export(view, tmp_path / f"empty.{name}"):
            assert path.exists()
    assert open_view(tmp_path / "empty.ttl").triples() == []
    assert len(networkx.read_graphml(tmp_path / "empty.graphml")) == 0


def test_a_format_of_two_files_is_not_for_standard_output(view: View) -> None:
    with pytest.raises(StoreError, match="csv: this format takes 2 files: name a file"):
        render(view, "csv")


def test_an_unknown_format_is_answered_with_the_nearest(view: View, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no format 'grahml'; did you mean 'graphml'"):
        export(view, tmp_path / "graph.grahml")
    with pytest.raises(StoreError, match="no format '': choose one of ttl nt"):
        export(view, tmp_path / "graph")


def test_a_format_may_be_named_whatever_the_suffix(view: View, tmp_path: Path) -> None:
    (path,) = export(view, tmp_path / "graph.txt", format="nt")
    assert path.read_bytes() == render(view, "nt")
