"""Two builds of one store at a time."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli.conftest import Run

from kg.build.extraction import Extractor
from kg.store import Store


def test_a_second_build_is_told_before_anything_is_loaded(
    tmp_path: Path, kg: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Extractor, "load", lambda *_, **__: pytest.fail("loaded"))
    (tmp_path / "a.txt").write_text("华为发布鸿蒙OS。", "utf8")
    with Store.open(tmp_path / "graph.kg"):
        ran = kg("build", str(tmp_path / "a.txt"), "-s", str(tmp_path / "graph.kg"))
    assert ran.status == 2
    assert ran.err == (
        f"kg: {tmp_path / 'graph.kg'}: another kg is writing to this store: wait for it, or use another --store\n"
    )
