"""Documents that several modules make shards of, and the store that a build on one machine makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine.making import write_news

from kg.build import build


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of documents."""
    return write_news(tmp_path_factory.mktemp("documents") / "news")


@pytest.fixture(scope="session")
def built(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store that a build on one machine makes of it."""
    store = tmp_path_factory.mktemp("built") / "graph.kg"
    assert build([str(news)], store).problems == []
    return store
