"""A graph in a file and a way to run commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from industry_graph import write_industry

from kg.cli import main


class Ran(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``industry_graph`` as N-Quads."""
    return write_industry(tmp_path_factory.mktemp("graph") / "industry.nq")


@pytest.fixture
def kg(graph: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``kg`` with these arguments on the graph."""
    monkeypatch.setenv("KG_STORE", str(graph))

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        told = capsys.readouterr()
        status = left.value.code
        return Ran(status if isinstance(status, int) else 1, told.out, told.err)

    return run
