"""Servers that several tests ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_graph import sample

from kg.store import View, open_view
from serve.serving import TOKEN, Served, served

pytest.importorskip("uvicorn", reason="the extra serve is not installed")
pytest.importorskip("starlette", reason="the extra serve is not installed")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store of the sample graph, which nobody writes to."""
    path = tmp_path_factory.mktemp("served") / "graph.kg"
    with sample(path):
        pass
    return path


@pytest.fixture(scope="session")
def sample_view(sample_folder: Path) -> View:
    """The sample graph on disk."""
    return open_view(sample_folder)


@pytest.fixture(scope="session")
def server(sample_folder: Path) -> Iterator[Served]:
    """A server of the sample graph, for reading."""
    with served(sample_folder) as running:
        yield running


@pytest.fixture
def writable(tmp_path: Path) -> Iterator[Served]:
    """A server of the sample graph that takes updates."""
    with sample(tmp_path / "graph.kg"):
        pass
    with served(tmp_path / "graph.kg", "--writable", token=TOKEN) as running:
        yield running
