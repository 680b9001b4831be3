"""The writer: replacing, skipping, dropping, following files as they change and move."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_graph import HARMONY_NEWS, INVESTMENT, NEXT_RUN, PAGE, RUN, document, put, quads_of, sample

from kg.errors import NotFoundError, StoreError
from kg.model import Document
from kg.quads import DEFAULT_BASE, article_quads, iri, terms
from kg.store import Store, View


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = Store.open(tmp_path / "graph.kg")
    yield opened
    opened.close()


def lines(view: View) -> list[str]:
    """The exported graph in canonical form: sorted N-Quads (it has no blank nodes)."""
    return sorted(map(str, view.quads()))


def union(view: View) -> set[ox.Triple]:
    """The union as the store keeps it."""
    return set(view.triples())


def said(view: View) -> set[ox.Triple]:
    """The union as it should be: the triples of all named graphs."""
    return {quad.triple for quad in view.quads()}


def titles(view: View) -> set[str]:
    """The titles of the stored articles."""
    return {article.title for article in view.content().articles.values()}


def written(folder: Path, name: str, content: str) -> Document:
    """A document whose file is there."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf8")
    return document(path, content)


def test_a_built_document_is_known_by_its_digest_and_run(store: Store) -> None:
    digest = document("a.txt", "digest")
    assert not store.has(digest.digest, RUN.id)
    put(store, digest, INVESTMENT)
    assert store.has(digest.digest, RUN.id)
    assert not store.has(digest.digest, NEXT_RUN.id)
    assert not store.has("0" * 16, RUN.id)


def test_a_document_is_not_known_before_it_is_complete(store: Store) -> None:
    store.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
    assert store.has_article(INVESTMENT.id, RUN.id)
    assert not store.has(document("a.txt", "digest").digest, RUN.id)


def test_putting_an_article_again_replaces_what_it_said(store: Store) -> None:
    put(store, document("a.txt", "digest"), INVESTMENT)
    bare = article_quads(INVESTMENT, [], [], run=NEXT_RUN)
    store.put_article(INVESTMENT.id, bare, run=NEXT_RUN)
    content = store.content()
    assert (content.facts, content.entities) == ((), {})
    assert union(store) == said(store)


def test_what_two_articles_say_stays_until_both_are_gone(store: Store) -> None:
    put(store, document("digest.txt", "digest"), HARMONY_NEWS)
    put(store, document("page.html", "page"), PAGE)
    assert store.ask("ASK { id:huawei skos:prefLabel '华为'@zh }")
    store.drop("digest.txt")
    assert store.ask("ASK { id:huawei skos:prefLabel '华为'@zh }")
    assert not store.ask("ASK { id:harmonyos ?p ?o }")
    store.drop("page.html")
    assert not store.ask("ASK { id:huawei ?p ?o }")


def test_a_query_finds_once_what_several_articles_say(store: Store) -> None:
    put(store, document("digest.txt", "digest"), INVESTMENT, HARMONY_NEWS)
    assert len(store.select("SELECT ?name WHERE { id:smic skos:prefLabel ?name }")) == 1


def test_building_twice_changes_nothing(store: Store) -> None:
    put(store, document("digest.txt", "digest"), INVESTMENT, HARMONY_NEWS)
    once = lines(store)
    put(store, document("digest.txt", "digest"), HARMONY_NEWS, INVESTMENT)
    assert lines(store) == once


def test_bookkeeping_is_neither_exported_nor_found(store: Store, tmp_path: Path) -> None:
    put(store, document(tmp_path / "digest.txt", "digest"), INVESTMENT)
    text = "\n".join(lines(store))
    assert "urn:industry-kg" not in text
    assert str(tmp_path) not in text
    assert "2021-06-01" not in text
    everything = store.select("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert "urn:industry-kg" not in str(everything)


def test_a_changed_file_loses_its_old_document(store: Store) -> None:
    put(store, document("a.txt", "old"), INVESTMENT)
    put(store, document("a.txt", "new"), HARMONY_NEWS)
    assert titles(store) == {HARMONY_NEWS.title}
    assert not store.has(document("a.txt", "old").digest, RUN.id)
    assert union(store) == said(store)


def test_an_article_that_a_changed_file_still_holds_stays(store: Store) -> None:
    put(store, document("a.txt", "old"), INVESTMENT, HARMONY_NEWS)
    put(store, document("a.txt", "new"), HARMONY_NEWS, PAGE)
    assert titles(store) == {HARMONY_NEWS.title, PAGE.title}


def test_a_changed_file_leaves_the_old_document_to_another_path_that_holds_it(
    store: Store, tmp_path: Path
) -> None:
    one, other = written(tmp_path, "a.txt", "same"), written(tmp_path, "b.txt", "same")
    put(store, one, INVESTMENT)
    store.keep(other)
    put(store, document(one.path, "new"), HARMONY_NEWS)
    assert titles(store) == {INVESTMENT.title, HARMONY_NEWS.title}
    names = store.select("SELECT ?name WHERE { ?d schema:name ?name } ORDER BY ?name", d=iri(one.id))
    assert [str(row["name"]) for row in names] == ['"b.txt"']
    assert union(store) == said(store)


def test_the_same_file_under_two_names_is_one_document_in_either_order(tmp_path: Path) -> None:
    one, other = written(tmp_path, "a.txt", "same"), written(tmp_path, "b.md", "same")
    other = replace(other, media_type="text/markdown")
    graphs = []
    for number, (first, second) in enumerate(((one, other), (other, one))):
        with Store.open(tmp_path / f"{number}.kg") as store:
            put(store, first, INVESTMENT)
            assert store.has(second.digest, RUN.id)
            store.keep(second)
            graphs.append(lines(store))
    assert graphs[0] == graphs[1]
    assert sum('"a.txt"' in line or '"b.md"' in line for line in graphs[0]) == 2


def test_a_renamed_file_changes_nothing_but_its_name(store: Store, tmp_path: Path) -> None:
    old = written(tmp_path, "old.txt", "same")
    put(store, old, INVESTMENT)
    before = lines(store)
    Path(old.path).rename(tmp_path / "new.txt")
    store.keep(document(tmp_path / "new.txt", "same"))
    assert lines(store) == sorted(line.replace("old.txt", "new.txt") for line in before)


def test_an_article_in_two_documents_is_one_node_that_is_part_of_both(store: Store) -> None:
    put(store, document("a.txt", "one"), INVESTMENT)
    put(store, document("b.txt", "two"), INVESTMENT, PAGE)
    (article,) = [row for row in store.content().articles.values() if row.title == INVESTMENT.title]
    assert len(article.documents) == 2


def test_dropping_one_of_two_documents_leaves_the_article_that_both_hold(store: Store) -> None:
    put(store, document("a.txt", "one"), INVESTMENT)
    put(store, document("b.txt", "two"), INVESTMENT, PAGE)
    dropped = store.drop("b.txt")
    assert dropped.documents == (document("b.txt", "two").id,)
    assert dropped.articles == (PAGE.id,)
    assert titles(store) == {INVESTMENT.title}
    assert union(store) == said(store)


@pytest.mark.parametrize(
    "name", ["news/digest.txt", "./news/../news/digest.txt", "digest.txt", document("", "digest").id]
)
def test_a_document_is_dropped_by_path_file_name_or_id(store: Store, name: str) -> None:
    put(store, document("news/digest.txt", "digest"), INVESTMENT, HARMONY_NEWS)
    put(store, document("page.html", "page"), PAGE)
    dropped = store.drop(name)
    assert set(dropped.articles) == {INVESTMENT.id, HARMONY_NEWS.id}
    assert titles(store) == {PAGE.title}
    assert not store.has(document("", "digest").digest, RUN.id)


@pytest.mark.parametrize("name", [INVESTMENT.id, iri(INVESTMENT.id).value, INVESTMENT.title])
def test_an_article_is_dropped_by_id_iri_or_title(store: Store, name: str) -> None:
    put(store, document("digest.txt", "digest"), INVESTMENT, HARMONY_NEWS)
    assert store.drop(name).articles == (INVESTMENT.id,)
    assert titles(store) == {HARMONY_NEWS.title}
    assert not store.has_article(INVESTMENT.id, RUN.id)
    assert not store.ask("ASK { ?article dcterms:isPartOf ?document }", article=iri(INVESTMENT.id))
    assert union(store) == said(store)


def test_dropping_everything_leaves_an_empty_graph(tmp_path: Path) -> None:
    with sample(tmp_path / "graph.kg") as store:
        store.drop("digest.txt")
        store.drop("page.html")
    assert lines(Store.read_only(tmp_path / "graph.kg")) == []


def test_dropping_a_path_leaves_the_document_to_another_path(store: Store, tmp_path: Path) -> None:
    one, other = written(tmp_path, "a.txt", "same"), written(tmp_path, "b.txt", "same")
    put(store, one, INVESTMENT)
    store.keep(other)
    dropped = store.drop(one.path)
    assert (dropped.paths, dropped.documents, dropped.articles) == ((one.path,), (), ())
    assert titles(store) == {INVESTMENT.title}
    assert store.drop(other.path).articles == (INVESTMENT.id,)


def test_an_unknown_name_is_answered_with_the_nearest(store: Store) -> None:
    put(store, document("digest.txt", "digest"), INVESTMENT)
    with pytest.raises(NotFoundError, match=r"digset\.txt: .*did you mean 'digest\.txt'"):
        store.drop("digset.txt")


def test_a_file_name_that_two_documents_bear_is_not_guessed(store: Store) -> None:
    put(store, document("may/digest.txt", "one"), INVESTMENT)
    put(store, document("june/digest.txt", "two"), HARMONY_NEWS)
    with pytest.raises(StoreError, match=r"2 documents .*june.digest\.txt.*may.digest\.txt"):
        store.drop("digest.txt")
    assert len(titles(store)) == 2


def test_a_title_that_two_articles_bear_is_not_guessed(store: Store) -> None:
    twin = replace(PAGE, id="article-0000000000000000", text=PAGE.text + "完。")
    put(store, document("a.txt", "one"), PAGE)
    store.put_article(twin.id, article_quads(twin, [], [], run=RUN), run=RUN)
    store.put_document(document("b.txt", "two"), [twin.id], run=RUN)
    with pytest.raises(StoreError, match=r"2 articles .*article-0000000000000000"):
        store.drop(PAGE.title)


def test_a_run_that_made_nothing_of_what_is_left_is_swept_out(tmp_path: Path) -> None:
    for run in (RUN, NEXT_RUN):
        with Store.open(tmp_path / "graph.kg") as store:
            put(store, document("a.txt", "digest"), INVESTMENT, run=run)
    with Store.open(tmp_path / "fresh.kg") as fresh:
        put(fresh, document("a.txt", "digest"), INVESTMENT, run=NEXT_RUN)
    again, once = Store.read_only(tmp_path / "graph.kg"), Store.read_only(tmp_path / "fresh.kg")
    assert lines(again) == lines(once)
    assert len(again.triples(None, terms.TYPE, terms.RUN)) == 1


def test_a_build_cut_short_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Store.open(tmp_path / "graph.kg") as store:
        store.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
        raise KeyboardInterrupt
    with Store.open(tmp_path / "graph.kg") as store:
        assert store.has_article(INVESTMENT.id, RUN.id)
        store.put_document(document("a.txt", "digest"), [INVESTMENT.id], run=RUN)
    assert titles(Store.read_only(tmp_path / "graph.kg")) == {INVESTMENT.title}


def test_what_a_cut_build_left_of_a_file_that_never_came_back_is_swept_out(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), Store.open(tmp_path / "graph.kg") as store:
        store.put_article(INVESTMENT.id, quads_of(INVESTMENT), run=RUN)
        raise KeyboardInterrupt
    with Store.open(tmp_path / "graph.kg") as store:
        put(store, document("b.txt", "page"), PAGE)
    assert titles(Store.read_only(tmp_path / "graph.kg")) == {PAGE.title}


def test_a_failing_write_leaves_the_article_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    put(store, document("a.txt", "digest"), INVESTMENT)
    before = lines(store)
    # The last operation of the update fails, after the deletions.
    monkeypatch.setattr("kg.store.changes._written", lambda quad: f"GRAPH <> {{ {quad.triple} }}")
    with pytest.raises((StoreError, SyntaxError)):
        store.put_article(INVESTMENT.id, article_quads(INVESTMENT, [], [], run=NEXT_RUN), run=NEXT_RUN)
    assert lines(store) == before


def test_an_own_base_is_kept_by_the_store(tmp_path: Path) -> None:
    base = "http://example.org/kg/"
    with Store.open(tmp_path / "graph.kg", base=base) as store:
        put(store, document("a.txt", "digest"), INVESTMENT)
    with Store.open(tmp_path / "graph.kg") as store:
        assert store.base == base
        assert store.ask("ASK { id:smic a ikg:Company }")
        assert store.ask("ASK { <http://example.org/kg/smic> a ikg:Company }")
        assert store.has(document("a.txt", "digest").digest, RUN.id)
    with pytest.raises(StoreError, match=r"begin with 'http://example\.org/kg/'"):
        Store.open(tmp_path / "graph.kg", base="http://example.org/other/")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["a.txt", "b.txt", "c.txt"]),
        st.sampled_from([None, (INVESTMENT,), (HARMONY_NEWS, PAGE), (PAGE, INVESTMENT), ()]),
    ),
    max_size=8,
)


@settings(deadline=None, max_examples=60)
@given(STEPS, st.randoms(use_true_random=False))
def test_whatever_was_built_and_dropped_before_the_graph_is_that_of_the_files_as_they_are(
    steps: list, random: object
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files: dict[str, tuple] = {}
        with Store(ox.Store(), base=DEFAULT_BASE, path=folder) as store:
            for file, articles in steps:
                if articles is None:
                    if file in files:
                        store.drop(str(folder / file))
                        (folder / file).unlink()
                        del files[file]
                    continue
                which = written(folder, file, ",".join(one.id for one in articles))
                if store.has(which.digest, RUN.id):
                    store.keep(which)
                else:
                    put(store, which, *articles)
                files[file] = articles
                assert union(store) == said(store)
            store.sweep()
            again = lines(store)
        order = sorted(files)
        random.shuffle(order)  # type: ignore[attr-defined]
        with Store(ox.Store(), base=DEFAULT_BASE, path=folder) as fresh:
            for file in order:
                which = written(folder, file, ",".join(one.id for one in files[file]))
                put(fresh, which, *reversed(files[file]))
            fresh.sweep()
            assert lines(fresh) == again


class Full:
    """Oxigraph's store on a disk without room."""

    def __init__(self, quads: ox.Store) -> None:
        self._quads = quads

    def __getattr__(self, name: str) -> object:
        if name in ("extend", "update", "flush", "optimize"):
            return self._refuse
        return getattr(self._quads, name)

    @staticmethod
    def _refuse(*_: object) -> None:
        raise OSError(
            "IO error: No space left on device: While appending to file: 000012.log: No space left on device"
        )


def test_a_store_that_cannot_be_written_any_more_is_left_without_a_traceback(tmp_path: Path) -> None:
    with (
        pytest.raises(
            StoreError, match=r"cannot be written \(No space left on device\); what it held before is safe"
        ),
        sample(tmp_path / "graph.kg") as store,
    ):
        store._store = Full(store._store)  # type: ignore[assignment]
        put(store, document("more.txt", "more"), PAGE, run=NEXT_RUN)
    assert len(Store.read_only(tmp_path / "graph.kg").content().facts) == 7
    Store.open(tmp_path / "graph.kg").close()  # it has been let go


def test_a_store_whose_end_cannot_be_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No space left on device"), sample(tmp_path / "graph.kg") as store:
        store._store = Full(store._store)  # type: ignore[assignment]
    assert len(Store.read_only(tmp_path / "graph.kg").content().facts) == 7
    Store.open(tmp_path / "graph.kg").close()
