"""The graph that is exported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_graph import sample

from kg.store import View


@pytest.fixture
def view(tmp_path: Path) -> Iterator[View]:
    """The sample graph."""
    store = sample(tmp_path / "graph.kg")
    yield store
    store.close()
