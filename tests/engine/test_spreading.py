"""A build over a Ray cluster: the same graph as on one machine, whoever is killed meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("ray.data", reason="needs Ray: pip install 'industry-kg[ray]'")

from engine.making import BUILD_OVER_CLUSTER, quads_of, write_news

from kg.build import build
from kg.engine import Manifest, load
from kg.engine.cluster import Cluster
from kg.engine.places import place
from kg.engine.shards import Knowledge
from kg.engine.spreading import build_shards
from kg.errors import KgError, StoreError
from kg.model import Run


# One process starts the cluster for a whole module, since starting it takes longer than the tests.
@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A cluster of two workers on this machine."""
    with (joined := Cluster(workers=2)).joined():
        yield joined


def descendants() -> dict[int, str]:
    """The processes that this one started, and those that they started, with their names."""
    parents: dict[int, int] = {}
    names: dict[int, str] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text().rpartition(")")[2].split()
                names[int(entry.name)] = (entry / "cmdline").read_bytes().decode("utf8", "replace")
            except OSError:
                continue
            parents[int(entry.name)] = int(told[1])
    own = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in own} - own:
        own |= more
    return {process: names[process] for process in own}


def wait_until(true: Callable[[], bool], *, seconds: float = 180.0) -> None:
    """Return once it is so."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not come to be"
        time.sleep(0.02)


def spread(news: Path, shards: Path, cluster: Cluster, **options: object) -> Manifest:
    """A build of the folder over the cluster."""
    report = build_shards(
        [str(news)], str(shards), cluster=cluster, knowledge=Knowledge(), unit_bytes=200, **options
    )  # type: ignore[arg-type]
    assert report.problems == []
    assert (report.documents, report.articles) == (7, 17)
    return Manifest.load(place(str(shards)))


def test_the_graph_of_a_cluster_is_that_of_one_machine(
    news: Path, built: Path, cluster: Cluster, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    manifest = spread(news, tmp_path / "shards", cluster, progress=lambda *told: seen.append(told))
    load([str(tmp_path / "shards")], tmp_path / "graph.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(built)
    assert seen == [(number, len(manifest.shards)) for number in range(1, len(manifest.shards) + 1)]
    # Built again, everything is there already.
    files = {path: path.stat().st_mtime_ns for path in (tmp_path / "shards" / "quads").iterdir()}
    assert spread(news, tmp_path / "shards", cluster) == manifest
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "shards" / "quads").iterdir()} == files
    with pytest.raises(StoreError, match="its IRIs begin with"):
        spread(news, tmp_path / "shards", cluster, base="http://example.org/")


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds its processes in /proc")
def test_killed_workers_lose_nothing(news: Path, built: Path, cluster: Cluster, tmp_path: Path) -> None:
    killed: set[int] = set()

    def kill(done: int, _: int) -> None:
        """Kill those who extract, once after the first shard and once more in the middle."""
        if done in (1, 4):
            workers = {one for one, name in descendants().items() if "MapWorker" in name} - killed
            for one in workers:
                os.kill(one, signal.SIGKILL)
            killed.update(workers)

    spread(news, tmp_path / "shards", cluster, progress=kill)
    assert killed
    load([str(tmp_path / "shards")], tmp_path / "graph.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(built)


@pytest.mark.skipif(os.name != "posix", reason="kills a group of processes")
def test_a_build_that_is_killed_whole_goes_on_where_it_was(
    news: Path, built: Path, cluster: Cluster, tmp_path: Path
) -> None:
    shards = tmp_path / "shards"
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD_OVER_CLUSTER, str(news), str(shards)],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: bool(place(str(shards)).names("done")) or process.poll() is not None)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    with pytest.raises(StoreError, match="a build that did not end"):
        load([str(shards)], tmp_path / "graph.kg")
    before = {name: (shards / "done" / name).stat().st_mtime_ns for name in place(str(shards)).names("done")}
    assert before
    spread(news, shards, cluster)
    assert (
        before.items() <= {path.name: path.stat().st_mtime_ns for path in (shards / "done").iterdir()}.items()
    )
    load([str(shards)], tmp_path / "graph.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(built)


def test_a_machine_with_other_knowledge_ends_the_build_in_a_line(
    news: Path, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Knowledge.run

    def other(knowledge: Knowledge) -> Run:
        return replace(run(knowledge), id="run-of-another-kg")

    monkeypatch.setattr(Knowledge, "run", other)
    with pytest.raises(KgError, match="install the same industry-kg on every machine") as told:
        spread(news, tmp_path / "shards", cluster)
    assert "\n" not in str(told.value)


def test_a_place_that_cannot_be_written_ends_the_build_in_a_line(
    news: Path, cluster: Cluster, tmp_path: Path
) -> None:
    (tmp_path / "shards").mkdir()
    (tmp_path / "shards" / "read").write_text("no folder", "utf8")
    with pytest.raises(StoreError, match=r"read/\w+\.parquet: cannot be written") as told:
        spread(news, tmp_path / "shards", cluster)
    assert "\n" not in str(told.value)


def test_documents_that_vanish_leave_the_shards(news: Path, cluster: Cluster, tmp_path: Path) -> None:
    copied = write_news(tmp_path / "news")
    spread(copied, tmp_path / "shards", cluster)
    (copied / "b-buy.md").unlink()
    build_shards(
        [str(copied)], str(tmp_path / "shards"), cluster=cluster, knowledge=Knowledge(), unit_bytes=200
    )
    load([str(tmp_path / "shards")], tmp_path / "graph.kg")
    build([str(copied)], tmp_path / "built.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(tmp_path / "built.kg")
    kept = Manifest.load(place(str(tmp_path / "shards"))).shards
    for folder in ("quads", "state", "facts", "mentions", "names", "done"):
        names = place(str(tmp_path / "shards")).names(folder)
        assert tuple(name.partition(".")[0] for name in names) == kept


def test_nothing_to_build_gives_shards_of_nothing(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    target = str(tmp_path / "shards")
    report = build_shards([str(tmp_path / "empty")], target, cluster=cluster, knowledge=Knowledge())
    assert (report.documents, report.articles, report.problems) == (0, 0, [])
    assert Manifest.load(place(target)).shards == ()


def test_documents_that_cannot_be_read_are_told_of(cluster: Cluster, tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.pdf").write_bytes(b"%PDF-1.4 cut short")
    target = str(tmp_path / "shards")
    report = build_shards([str(tmp_path / "news")], target, cluster=cluster, knowledge=Knowledge())
    assert (report.documents, report.articles) == (0, 0)
    assert [problem.partition(":")[0] for problem in report.problems] == [str(tmp_path / "news" / "a.pdf")]
    (tmp_path / "news" / "b.txt").write_text("腾讯投资京东\n腾讯投资京东1亿元。", "utf8")
    report = build_shards(
        [str(tmp_path / "news")], target, cluster=cluster, knowledge=Knowledge(), unit_bytes=1
    )
    assert (report.documents, report.articles, len(report.problems)) == (1, 1, 1)


def test_standard_input_is_refused(cluster: Cluster, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="other machines cannot read standard input"):
        build_shards(["-"], str(tmp_path / "shards"), cluster=cluster, knowledge=Knowledge())
