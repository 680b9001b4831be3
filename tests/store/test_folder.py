"""Store folders: what can be wrong with them, and who may be in at the same time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, RUN, document, put, quads_of, sample

from kg.errors import StoreError
from kg.store import Store, open_view
from kg.store.folder import quads_of as files_of
from kg.store.folder import size

WRITER = """
import sys
sys.path.insert(0, {tests!r})
from sample_graph import *
from kg.model import digest_of
from kg.quads import article_quads
from dataclasses import replace
with Store.open({folder!r}) as store:
    print("open", flush=True)
    for number in range({rounds}):
        text = PAGE.title + "\\n" + "第%d段。" % number * 300
        page = replace(PAGE, id="article-" + digest_of(text), text=text)
        store.put_article(page.id, article_quads(page, [SMIC, HUAWEI], [], run=RUN), run=RUN)
        store.put_document(document("page-%d.html" % number, text), [page.id], run=RUN)
        if number % 20 == 19:
            store._store.flush()
            store._store.optimize()
    sys.stdin.readline()
"""


def writer(folder: Path, rounds: int) -> subprocess.Popen[str]:
    """Another process that writes to the store until its input ends."""
    code = WRITER.format(tests=str(Path(__file__).parents[1]), folder=str(folder), rounds=rounds)
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_a_second_writer_is_refused_at_once(tmp_path: Path) -> None:
    process = writer(tmp_path / "graph.kg", 0)
    began = time.monotonic()
    with pytest.raises(StoreError, match=r"graph\.kg: another kg is writing to this store: wait"):
        Store.open(tmp_path / "graph.kg")
    assert time.monotonic() - began < 2
    process.communicate("\n")
    Store.open(tmp_path / "graph.kg").close()


def test_a_second_writer_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph.kg"), pytest.raises(StoreError, match="another kg is writing"):
        Store.open(tmp_path / "graph.kg")


def test_readers_see_a_whole_graph_while_another_process_writes_and_compacts(tmp_path: Path) -> None:
    folder = tmp_path / "graph.kg"
    sample(folder).close()
    process = writer(folder, 200)
    seen = []
    while process.poll() is None and len(seen) < 30:
        view = open_view(folder)
        time.sleep(0.05)  # the writer's own copies of files that the view counts on go in the meantime
        content = view.content()
        seen.append(len(content.articles))
        assert {INVESTMENT.title, HARMONY_NEWS.title, PAGE.title} <= {
            article.title for article in content.articles.values()
        }
        assert len(content.facts) == 7
        assert len(set(view.triples())) == len({quad.triple for quad in view.quads()})
    process.communicate("\n")
    assert process.returncode == 0
    assert seen == sorted(seen)
    assert len(open_view(folder).content().articles) == 203


def test_a_reader_keeps_what_it_saw_until_it_refreshes(tmp_path: Path) -> None:
    store = sample(tmp_path / "graph.kg")
    view = Store.read_only(tmp_path / "graph.kg")
    assert view.ask("ASK { id:harmonyos ?p ?o }")
    store.drop("digest.txt")
    assert view.ask("ASK { id:harmonyos ?p ?o }")
    view.refresh()
    assert not view.ask("ASK { id:harmonyos ?p ?o }")
    store.close()


def test_reading_does_not_pile_up_logs(tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    for _ in range(5):
        open_view(tmp_path / "graph.kg")
    assert len(list((tmp_path / "graph.kg" / "quads").glob("LOG.old*"))) <= 1


def test_a_reader_leaves_nothing_behind_but_what_it_read(tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    open_view(tmp_path / "graph.kg").content()
    before = sorted((tmp_path / "graph.kg").rglob("*"))
    view = open_view(tmp_path / "graph.kg")
    other = open_view(tmp_path / "graph.kg")
    assert sorted((tmp_path / "graph.kg").rglob("*")) != before
    del view
    assert len(other.content().facts) == 7
    del other
    assert sorted((tmp_path / "graph.kg").rglob("*")) == before


def test_what_a_killed_reader_left_is_taken_away_by_the_next_writer(tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    reading = "import sys, os; from kg.store import open_view; view = open_view(sys.argv[1]); os._exit(9)"
    subprocess.run([sys.executable, "-c", reading, str(tmp_path / "graph.kg")], check=False)
    assert len(list((tmp_path / "graph.kg" / "readers").iterdir())) == 1
    view = open_view(tmp_path / "graph.kg")
    Store.open(tmp_path / "graph.kg").close()
    assert len(list((tmp_path / "graph.kg" / "readers").iterdir())) == 1
    assert len(view.content().facts) == 7


def test_a_store_on_a_medium_that_is_only_read_is_read_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample(tmp_path / "graph.kg").close()

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("os.link", refuse)
    assert len(open_view(tmp_path / "graph.kg").content().facts) == 7
    assert not (tmp_path / "graph.kg" / "readers").exists()


def test_a_missing_store_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"graph\.kg: there is no store: build one with 'kg build'"):
        open_view(tmp_path / "graph.kg")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_becomes_a_store_by_writing_only(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="empty, not a store"):
        open_view(tmp_path)
    Store.open(tmp_path).close()
    assert open_view(tmp_path).triples() == []


def test_a_store_is_made_with_the_folders_above_it(tmp_path: Path) -> None:
    Store.open(tmp_path / "a" / "b" / "graph.kg").close()
    assert open_view(tmp_path / "a" / "b" / "graph.kg").triples() == []


@pytest.mark.parametrize("opening", [Store.open, Store.read_only])
def test_a_folder_of_other_things_is_left_alone(tmp_path: Path, opening) -> None:
    (tmp_path / "letter.txt").write_text("letter")
    with pytest.raises(StoreError, match="not a store and not empty"):
        opening(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store_to_write_to(tmp_path: Path) -> None:
    (tmp_path / "graph.kg").write_text("letter")
    with pytest.raises(StoreError, match="a file, not a store"):
        Store.open(tmp_path / "graph.kg")


def test_a_store_that_was_marked_and_then_killed_is_empty_and_can_be_built(tmp_path: Path) -> None:
    Store.open(tmp_path / "graph.kg").close()
    for path in (tmp_path / "graph.kg" / "quads").iterdir():
        path.unlink()
    (tmp_path / "graph.kg" / "quads").rmdir()
    with pytest.raises(StoreError, match="the store is empty: build it"):
        open_view(tmp_path / "graph.kg")
    with Store.open(tmp_path / "graph.kg") as store:
        put(store, document("a.txt", "digest"), INVESTMENT)
    assert len(open_view(tmp_path / "graph.kg").content().facts) == 4


def test_a_store_that_was_killed_while_it_was_made_is_made_again(tmp_path: Path) -> None:
    making = (
        "import os, sys, kg.store.folder as folder\n"
        "from pathlib import Path\n"
        "Path.rename = lambda *_: os._exit(9)\n"
        "path = Path(sys.argv[1])\n"
        "folder.prepare(path, None)\n"
        "folder.open_for_writing(path)\n"
    )
    ended = subprocess.run([sys.executable, "-c", making, str(tmp_path / "graph.kg")], check=False)
    assert ended.returncode == 9
    with pytest.raises(StoreError, match="the store is empty: build it"):
        open_view(tmp_path / "graph.kg")
    sample(tmp_path / "graph.kg").close()
    assert len(open_view(tmp_path / "graph.kg").content().facts) == 7
    assert sorted(path.name for path in (tmp_path / "graph.kg").iterdir()) == [
        "content.json",
        "kg-store.json",
        "quads",
    ]


def test_a_store_that_was_killed_while_it_was_marked_is_made_again(tmp_path: Path) -> None:
    making = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from kg.store import Store\n"
        "Path.replace = lambda *_: os._exit(9)\n"
        "Store.open(sys.argv[1])\n"
    )
    ended = subprocess.run([sys.executable, "-c", making, str(tmp_path / "graph.kg")], check=False)
    assert ended.returncode == 9
    assert len(list((tmp_path / "graph.kg").iterdir())) == 1
    with pytest.raises(StoreError, match="empty, not a store"):
        open_view(tmp_path / "graph.kg")
    Store.open(tmp_path / "graph.kg").close()
    assert {path.name for path in (tmp_path / "graph.kg").iterdir()} == {"kg-store.json", "quads"}


def test_what_a_killed_reader_was_about_to_keep_is_taken_away_by_the_next_writer(tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    (tmp_path / "graph.kg" / "content.json.99999.part").write_text("{")
    Store.open(tmp_path / "graph.kg").close()
    assert not list((tmp_path / "graph.kg").glob("*.part"))


def test_of_two_who_make_a_store_at_once_one_is_refused(tmp_path: Path) -> None:
    making = (
        "import sys, time\n"
        "from kg.store import Store\n"
        "sys.stdin.readline()\n"
        "with Store.open(sys.argv[1]): time.sleep(1)\n"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", making, str(tmp_path / "graph.kg")],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    time.sleep(1)
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    told = [process.communicate()[1] for process in both]
    assert sorted(process.returncode for process in both) == [0, 1]
    assert sum("another kg is writing to this store" in said for said in told) == 1, told


@pytest.mark.parametrize("pattern", ["CURRENT", "MANIFEST-*", "*.sst"])
@pytest.mark.parametrize("opening", [Store.open, Store.read_only])
def test_a_store_with_a_file_missing_is_called_damaged(tmp_path: Path, pattern: str, opening) -> None:
    sample(tmp_path / "graph.kg").close()
    for path in (tmp_path / "graph.kg" / "quads").glob(pattern):
        path.unlink()
    with pytest.raises(StoreError, match=r"damaged or half made .*: give it back with 'kg restore'"):
        opening(tmp_path / "graph.kg").content()


@pytest.mark.parametrize("opening", [Store.open, Store.read_only])
def test_a_store_of_a_format_that_is_read_no_more_says_what_to_do(tmp_path: Path, opening) -> None:
    sample(tmp_path / "graph.kg").close()
    marker = tmp_path / "graph.kg" / "kg-store.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"format": 0}))
    with pytest.raises(StoreError, match=r"format 0, older than this kg reads \(1\): build its .*'kg build'"):
        opening(tmp_path / "graph.kg")


@pytest.mark.parametrize("told", ["No space left on device", "Read-only file system", "Permission denied"])
@pytest.mark.parametrize("opening", [Store.open, Store.read_only])
def test_a_store_is_not_called_damaged_for_what_is_wrong_with_the_disk(
    tmp_path: Path, opening, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample(tmp_path / "graph.kg").close()

    class Refusing:
        def __new__(cls, *_: object) -> Refusing:
            raise OSError(f"IO error: {told}: While appending to file: quads/000019.sst: {told}")

        read_only = __new__

    monkeypatch.setattr("kg.store.folder.ox.Store", Refusing)
    monkeypatch.setattr("kg.store.folder.time.sleep", lambda _: None)
    with pytest.raises(StoreError, match=rf"cannot be opened \({told}\); what it holds is safe: ") as refused:
        opening(tmp_path / "graph.kg")
    assert "remove" not in str(refused.value)


@pytest.mark.parametrize("opening", [Store.open, Store.read_only])
def test_a_store_of_a_newer_format_asks_for_a_newer_kg(tmp_path: Path, opening) -> None:
    sample(tmp_path / "graph.kg").close()
    marker = tmp_path / "graph.kg" / "kg-store.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"format": 99}))
    with pytest.raises(StoreError, match="format 99, newer than this kg knows"):
        opening(tmp_path / "graph.kg")


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "x"}'])
def test_a_broken_marker_is_reported(tmp_path: Path, text: str) -> None:
    Store.open(tmp_path / "graph.kg").close()
    (tmp_path / "graph.kg" / "kg-store.json").write_text(text)
    with pytest.raises(StoreError, match=r"kg-store\.json: cannot be read"):
        open_view(tmp_path / "graph.kg")


def test_an_article_written_but_not_flushed_is_read_from_the_log(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "graph.kg")
    store.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
    assert len(open_view(tmp_path / "graph.kg").content().facts) == 4
    store.close()


def test_a_file_that_goes_while_the_folder_is_measured_takes_nothing(tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    before = size(tmp_path / "graph.kg")
    gone = files_of(tmp_path / "graph.kg") / "999999.sst"
    gone.symlink_to("what RocksDB has merged")  # listed, but not there
    assert size(tmp_path / "graph.kg") == before > 0


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells of threads by their names")
def test_threads_that_merge_files_wait_for_all_others(tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph.kg"):
        nicer: dict[str, set[int]] = {}
        for task in Path("/proc/self/task").iterdir():
            name = (task / "comm").read_text("utf8").strip()
            nicer.setdefault(name, set()).add(os.getpriority(os.PRIO_PROCESS, int(task.name)))
    own = os.getpriority(os.PRIO_PROCESS, 0)
    assert nicer.pop("rocksdb:low") == {own + 10}
    assert set().union(*nicer.values()) == {own}
