"""``kg drop``: what it takes out of a store."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import Run
from sample_graph import sample


def test_a_document_is_dropped_with_its_articles_and_named(kg: Run, tmp_path: Path) -> None:
    store = str(tmp_path / "graph.kg")
    sample(tmp_path / "graph.kg").close()
    before = json.loads(kg("stats", "-s", store, "-f", "json").out)
    ran = kg("drop", "page.html", "-s", store, "-f", "json")
    assert ran.status == 0
    assert [row["dropped"] for row in json.loads(ran.out)] == ["path", "document", "article"]
    after = json.loads(kg("stats", "-s", store, "-f", "json").out)
    assert (before[0]["count"], after[0]["count"]) == (3, 2)


def test_what_is_not_there_offers_the_nearest_and_is_status_1(kg: Run, tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    ran = kg("drop", "pagee.html", "-s", str(tmp_path / "graph.kg"))
    assert ran.status == 1
    assert "did you mean 'page.html'?" in ran.err
