"""``kg backup`` and ``kg restore`` as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.conftest import Run
from sample_graph import sample


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of the sample graph."""
    sample(tmp_path / "graph.kg").close()
    return tmp_path / "graph.kg"


def test_a_backup_tells_how_to_give_it_back_and_that_works(store: Path, tmp_path: Path, kg: Run) -> None:
    made = kg("backup", str(tmp_path / "saved"), "-s", str(store))
    assert made.status == 0
    assert f"'kg restore {tmp_path / 'saved'}' gives them back" in made.err
    given = kg("restore", str(tmp_path / "saved"), "-s", str(tmp_path / "again.kg"))
    assert given.status == 0 and "statements and 0 decisions as they were at 20" in given.err
    facts = [kg("facts", "-f", "json", "-s", str(path)).out for path in (store, tmp_path / "again.kg")]
    assert facts[0] == facts[1] != "[]\n"


def test_what_is_there_stays_without_force(store: Path, tmp_path: Path, kg: Run) -> None:
    kg("backup", str(tmp_path / "saved"), "-s", str(store))
    refused = kg("restore", str(tmp_path / "saved"), "-s", str(store))
    assert refused.status == 2
    assert refused.err == f"kg: {store}: there is a store already: give another --store, or --force\n"
    assert kg("restore", str(tmp_path / "saved"), "-s", str(store), "--force").status == 0
    assert kg("backup", str(tmp_path / "saved"), "-s", str(store)).status == 2
    assert kg("backup", str(tmp_path / "saved"), "-s", str(store), "--force").status == 0


def test_a_file_or_a_server_is_not_backed_up(graph: Path, tmp_path: Path, kg: Run) -> None:
    for store in (str(graph), "http://127.0.0.1:9"):
        refused = kg("backup", str(tmp_path / "saved"), "-s", store)
        assert refused.status == 2
        assert "not a store's folder" in refused.err
    assert not (tmp_path / "saved").exists()
