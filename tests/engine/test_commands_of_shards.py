"""``kg build --engine ray`` and ``kg load`` as they are called."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from engine.making import made, quads_of, write_news

from kg.engine import load

_WITHOUT = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in sys.argv[1].split(","):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Missing())
from kg.cli import main
main(sys.argv[2:])
"""


def kg(*arguments: str, without: str = "") -> subprocess.CompletedProcess[str]:
    """What a command of the command line does on a machine without these packages."""
    return subprocess.run(
        [sys.executable, "-c", _WITHOUT, without, *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("missing", ["ray", "pyarrow"])
def test_without_ray_the_cure_is_told_in_a_line(tmp_path: Path, missing: str) -> None:
    (tmp_path / "a.txt").write_text("腾讯投资京东", "utf8")
    pytest.importorskip({"pyarrow": "ray", "ray": "pyarrow"}[missing], reason="the other half of the extra")
    ran = kg("build", str(tmp_path), "--engine", "ray", "--shards", str(tmp_path / "s"), without=missing)
    assert ran.returncode == 2
    assert ran.stderr == (
        f"kg: --engine ray: {missing} is not installed: run pip install 'industry-kg[ray]'\n"
    )
    assert ran.stdout == ""


def test_shards_are_loaded_without_ray_and_pyarrow(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    news = write_news(tmp_path / "news")
    made([news], tmp_path / "shards", unit_bytes=200)
    store = str(tmp_path / "graph.kg")
    ran = kg("load", str(tmp_path / "shards"), "--store", store, without="ray,pyarrow,fsspec")
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr.startswith(f"{store}: 7 documents loaded (17 articles, ")
    assert kg("show", "腾讯", "--store", store).returncode == 0


def test_a_load_that_is_killed_leaves_no_half_store(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    made([write_news(tmp_path / "news")], tmp_path / "shards", unit_bytes=1)
    load([str(tmp_path / "shards")], tmp_path / "whole.kg")
    store, half = tmp_path / "graph.kg", tmp_path / ".graph.kg.loading"
    for wait in (0.0, 0.01, 0.05):
        command = [sys.executable, "-m", "kg", "load", str(tmp_path / "shards"), "--store", str(store)]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        while process.poll() is None and not half.exists():
            time.sleep(0.001)
        time.sleep(wait)
        process.kill()
        process.wait()
        if store.exists():  # it was faster
            break
    assert half.exists() != store.exists()
    if half.exists():
        load([str(tmp_path / "shards")], store)
    assert quads_of(store) == quads_of(tmp_path / "whole.kg")
    assert not half.exists()


def test_an_address_without_fsspec_is_told_with_the_cure(tmp_path: Path) -> None:
    ran = kg("load", "s3://bucket/shards", "--store", str(tmp_path / "graph.kg"), without="fsspec")
    assert ran.returncode == 2
    assert ran.stderr == (
        "kg: s3://bucket/shards: fsspec is not installed: run pip install 'industry-kg[ray]'\n"
    )


def test_a_folder_without_shards_is_told_in_a_line(tmp_path: Path) -> None:
    ran = kg("load", str(tmp_path), "--store", str(tmp_path / "graph.kg"))
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"kg: {tmp_path}: no shards of a graph")
    assert ran.stderr.count("\n") == 1


def test_a_build_over_a_cluster_says_what_it_did_and_what_is_next(tmp_path: Path) -> None:
    pytest.importorskip("ray.data")
    news = write_news(tmp_path / "news")
    shards, store = str(tmp_path / "shards"), str(tmp_path / "graph.kg")
    ran = kg("build", str(news), "--engine", "ray", "--shards", shards, "--store", store, "--workers", "2")
    assert (ran.returncode, ran.stdout) == (0, "")
    first, second = ran.stderr.splitlines()
    assert first.startswith(f"{shards}: 7 documents built (17 articles, ")
    assert second == f"put them into a store with: kg load {shards} --store {store}"
