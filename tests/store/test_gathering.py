"""Puts that are gathered: the same graph as one by one, and each article whole or absent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_graph import HARMONY_NEWS, INVESTMENT, NEXT_RUN, PAGE, RUN, document, quads_of

from kg.errors import StoreError
from kg.model import Article, Run
from kg.quads import DEFAULT_BASE
from kg.store import Gathering, Store, folder
from kg.store.dataset import STATE, UNION


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = Store.open(tmp_path / "graph.kg")
    yield opened
    opened.close()


def put(store: Store | Gathering, path: Path, content: str, articles: tuple[Article, ...], run: Run) -> None:
    """Build a document as a build does: what is there already is not drawn again."""
    path.write_text(content, "utf8")
    which = document(path, content)
    if store.has(which.digest, run.id):
        store.keep(which)
        return
    for article in articles:
        if not store.has_article(article.id, run.id):
            store.put_article(article.id, quads_of(article, run=run, base=store.base), run=run)
    store.put_document(which, [article.id for article in articles], run=run)


def in_memory(folder: Path) -> Store:
    """An empty store that no disk makes slow."""
    return Store(ox.Store(), base=DEFAULT_BASE, path=folder)


def everything(store: Store) -> list[str]:
    """All quads of a store, the bookkeeping and the union too; but for when a run was."""
    return sorted(str(quad) for quad in store._store if "#started" not in quad.predicate.value)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a.txt", "b.txt", "c.txt"]),
        st.sampled_from([(), (INVESTMENT,), (PAGE,), (HARMONY_NEWS, PAGE), (PAGE, INVESTMENT)]),
        st.sampled_from([RUN, NEXT_RUN]),
        st.sampled_from(["", "commit", "delete"]),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(steps=STEPS, bulk=st.sampled_from([1, 20_000]))
def test_gathered_puts_leave_what_single_ones_leave(
    steps: list[tuple[str, tuple[Article, ...], Run, str]], bulk: int
) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.store.changes._BULK", bulk)
        folder = Path(name)
        single, many = in_memory(folder), in_memory(folder)
        gathering = Gathering(many)
        for file, articles, run, then in steps:
            content = " ".join(article.id for article in articles)
            put(single, folder / file, content, articles, run)
            put(gathering, folder / file, content, articles, run)
            if then:
                gathering.commit()
            if then == "delete":
                (
                    folder / file
                ).unlink()  # after the commit, for what a path holds is looked up when it is written
        gathering.commit()
        single.sweep()
        many.sweep()
        assert everything(many) == everything(single)


def test_what_is_gathered_is_known_before_it_is_written(store: Store) -> None:
    which = document("a.txt", "digest")
    gathering = Gathering(store)
    gathering.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
    assert gathering.has_article(INVESTMENT.id, RUN.id)
    assert not gathering.has_article(INVESTMENT.id, NEXT_RUN.id)
    gathering.put_document(which, [INVESTMENT.id], run=RUN)
    assert gathering.has(which.digest, RUN.id)
    assert not gathering.has(which.digest, NEXT_RUN.id)
    assert not store.has(which.digest, RUN.id)
    gathering.commit()
    assert store.has(which.digest, RUN.id)


def test_an_article_that_goes_from_one_document_to_another_is_not_lost(store: Store, tmp_path: Path) -> None:
    gathering = Gathering(store)
    put(gathering, tmp_path / "a.txt", "old", (INVESTMENT, PAGE), RUN)
    gathering.commit()
    # The second document counts on the article that the first lets go of meanwhile.
    assert gathering.has_article(INVESTMENT.id, RUN.id)
    put(gathering, tmp_path / "a.txt", "new", (PAGE,), RUN)
    gathering.put_article(HARMONY_NEWS.id, quads_of(HARMONY_NEWS), run=RUN)
    gathering.commit()
    gathering.put_document(document(tmp_path / "b.txt", "b"), [INVESTMENT.id, HARMONY_NEWS.id], run=RUN)
    gathering.commit()
    store.sweep()
    assert set(store.content().articles) == {store.base + one.id for one in (INVESTMENT, PAGE, HARMONY_NEWS)}
    assert not list(store._holdings.loose_articles())


def test_an_article_that_no_document_took_up_is_swept_out(store: Store, tmp_path: Path) -> None:
    gathering = Gathering(store)
    put(gathering, tmp_path / "a.txt", "old", (INVESTMENT, PAGE), RUN)
    put(gathering, tmp_path / "a.txt", "new", (PAGE,), RUN)
    gathering.commit()
    assert store.base + INVESTMENT.id in store.content().articles
    store.sweep()
    assert set(store.content().articles) == {store.base + PAGE.id}


def test_much_is_written_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.gathering._MOST_QUADS", len(quads_of(INVESTMENT)) + 1)
    gathering = Gathering(store)
    gathering.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
    assert not store.has_article(INVESTMENT.id, RUN.id)
    gathering.put_article(PAGE.id, quads_of(PAGE), run=RUN)
    assert store.has_article(INVESTMENT.id, RUN.id)
    assert store.has_article(PAGE.id, RUN.id)


def test_what_has_waited_long_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr("kg.store.gathering.time.monotonic", lambda: clock[0])
    gathering = Gathering(store)
    gathering.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
    clock[0] += 25
    gathering.put_article(PAGE.id, quads_of(PAGE), run=RUN)
    assert store.has_article(INVESTMENT.id, RUN.id)


@pytest.mark.parametrize(("error", "is_written"), [(KeyboardInterrupt(), True), (StoreError("full"), False)])
def test_an_error_costs_what_is_gathered_only_where_nothing_can_be_written(
    store: Store, error: BaseException, is_written: bool
) -> None:
    with pytest.raises(type(error)), Gathering(store) as gathering:
        gathering.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
        raise error
    assert store.has_article(INVESTMENT.id, RUN.id) == is_written


def test_keeping_what_is_kept_writes_nothing(store: Store, tmp_path: Path) -> None:
    with Gathering(store) as gathering:
        put(gathering, tmp_path / "a.txt", "text", (INVESTMENT,), RUN)
    before = store._written
    with Gathering(store) as gathering:
        put(gathering, tmp_path / "a.txt", "text", (INVESTMENT,), RUN)
    assert store._written == before


def test_a_store_that_is_opened_anew_meanwhile_holds_the_same(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.lasting._WORTH_RENEWING", 0)
    opened, plain = [], in_memory(tmp_path)
    real = folder.open_for_writing
    monkeypatch.setattr(folder, "open_for_writing", lambda path: opened.append(path) or real(path))
    for target in (store, plain):
        gathering = Gathering(target)
        for content, articles in (
            ("old", (INVESTMENT, PAGE)),
            ("new", (PAGE,)),
            ("more", (PAGE, HARMONY_NEWS)),
        ):
            put(gathering, tmp_path / "a.txt", content, articles, RUN)
            gathering.commit()
        target.sweep()
    assert opened == [store.path] * 3  # what is only in memory stays there
    assert everything(store) == everything(plain)


def test_what_was_put_is_there_where_another_was_faster_to_open_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.lasting._WORTH_RENEWING", 0)
    with pytest.raises(StoreError, match="another"), Store.open(tmp_path / "graph.kg") as store:
        refused = StoreError("another kg is writing")
        monkeypatch.setattr(folder, "open_for_writing", lambda _: (_ for _ in ()).throw(refused))
        with Gathering(store) as gathering:
            put(gathering, tmp_path / "a.txt", "text", (INVESTMENT,), RUN)
    monkeypatch.undo()
    with Store.open(tmp_path / "graph.kg") as again:
        assert again.has_article(INVESTMENT.id, RUN.id)


def test_memory_is_given_back_after_much_went_through_the_log(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.store.store._MOST_LOGGED", 10)
    store.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
    # What is flushed is in files, and no log is needed to read it.
    read = [file for file in (store.path / "quads").iterdir() if file.suffix == ".sst"]
    assert len(read) > 5
    assert store._logged == 0


_PUTS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import kg.store.changes, kg.store.gathering
kg.store.changes._BULK = 1
kg.store.gathering._MOST_QUADS = 400
from sample_graph import INVESTMENT, RUN, quads_of
from kg.model import Article
from kg.quads import article_quads
from kg.store import Store
with Store.open(sys.argv[1]) as store, store.gathering() as gathering:
    print("begun", flush=True)
    for number in range(100_000):
        one = Article(id=f"article-{number:016x}", document="d", title=f"{number}", text=f"{number}\\nmany words")
        gathering.put_article(one.id, article_quads(one, [], [], run=RUN), run=RUN)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process")
def test_after_a_kill_each_article_is_whole_or_absent(tmp_path: Path) -> None:
    path = tmp_path / "graph.kg"
    for patience in (0.05, 0.4):
        process = subprocess.Popen(
            [sys.executable, "-c", _PUTS, str(path), str(Path(__file__).parents[1])], stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(patience)
        process.send_signal(signal.SIGKILL)
        process.wait()
        quads = ox.Store.read_only(str(path / "quads"))
        held = Counter(quad.graph_name for quad in quads if quad.graph_name not in (UNION, STATE))
        articles = [graph for graph in held if "article-" in str(graph)]
        assert {held[graph] for graph in articles} <= {3}  # its type, title and text
        assert len(list(quads.quads_for_pattern(None, None, None, UNION))) == sum(held.values())
        told = {quad.subject for quad in quads.quads_for_pattern(None, None, None, STATE)}
        assert set(articles) <= told
    Store.open(path).close()
