"""Shards made and loaded: the same graph as a build of the same documents, bookkeeping included."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'industry-kg[ray]'")

from engine.making import Make, made, one_extractor, quads_of, write_news
from pyarrow import parquet
from serve.triple_store import oxigraph

from kg.build import Extractor, build
from kg.engine import Manifest, load
from kg.engine.layout import Done, is_done
from kg.engine.places import place
from kg.engine.shards import Knowledge, Writer
from kg.errors import KgError, LexiconError, StoreError
from kg.store import Content, Store, open_view, short_id


@pytest.fixture(scope="module", autouse=True)
def loaded_once() -> Iterator[None]:
    """The knowledge is loaded once for all tests of this module."""
    extractor = one_extractor()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Extractor, "load", lambda *_, **__: extractor)
        yield


@pytest.fixture(scope="module")
def shards(news: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its shards, a few documents each."""
    target = tmp_path_factory.mktemp("made") / "graph.shards"
    assert len(made([news], target, unit_bytes=200).shards) > 3
    return target


@pytest.fixture(scope="module")
def content(built: Path) -> Content:
    """What the store says."""
    return open_view(built).content()


def test_loaded_shards_are_the_built_graph(shards: Path, built: Path, tmp_path: Path) -> None:
    load([str(shards)], tmp_path / "graph.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(built)


@pytest.mark.parametrize("unit_bytes", [1, 10**9])
def test_the_size_of_units_does_not_matter(news: Path, built: Path, tmp_path: Path, unit_bytes: int) -> None:
    made([news], tmp_path / "shards", unit_bytes=unit_bytes)
    load([str(tmp_path / "shards")], tmp_path / "graph.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(built)


def test_a_build_goes_on_from_a_loaded_store(shards: Path, news: Path, tmp_path: Path) -> None:
    load([str(shards)], tmp_path / "graph.kg")
    report = build([str(news)], tmp_path / "graph.kg")
    assert (report.documents, report.unchanged, report.articles) == (0, 7, 0)
    with Store.open(tmp_path / "graph.kg") as store:
        assert len(store.drop(str(news / "a-invest.txt")).paths) == 1


def test_an_article_of_two_units_is_extracted_once(shards: Path) -> None:
    manifest = Manifest.load(place(str(shards)))
    ids = [one for shard in manifest.shards for one in Done.load(place(str(shards)), shard).articles]
    assert len(ids) == len(set(ids)) == manifest.articles


def test_tables_of_facts_hold_what_the_graph_says(shards: Path, content: Content) -> None:
    rows = {row["fact"]: row for row in parquet.read_table(shards / "facts").to_pylist()}
    assert set(rows) == {fact.id for fact in content.facts} != set()
    for fact in content.facts:
        row = rows[fact.id]
        assert (row["subject"], row["object"]) == (short_id(fact.subject), short_id(fact.object))
        assert (row["relation"], row["modality"]) == (fact.relation.value, fact.modality.value)
        assert (row["amount"], row["currency"], row["evidence"]) == (
            fact.amount,
            fact.currency,
            fact.evidence,
        )
        assert (row["confidence"], row["issued"]) == (fact.confidence, fact.issued)
    assert any(row["amount"] == Decimal(215_000_000) for row in rows.values())


def test_tables_of_entities_hold_each_once_with_all_names(shards: Path, content: Content) -> None:
    rows = {row["id"]: row for row in parquet.read_table(shards / "entities").to_pylist()}
    assert len(rows) == parquet.read_table(shards / "entities").num_rows
    told = {
        one.id: (one.label, [name.text for name in one.labels], list(one.codes))
        for one in content.entities.values()
    }
    assert {id_: (row["label"], row["names"], row["codes"]) for id_, row in rows.items()} == told
    # Two articles name the new company, each with a short name of its own.
    assert any({"星河微芯", "星微"} < set(names) for _, names, _ in told.values())


def test_tables_of_mentions_quote_the_articles(shards: Path, content: Content) -> None:
    texts = {one.id: one.text for one in content.articles.values()}
    rows = parquet.read_table(shards / "mentions").to_pylist()
    assert set() < {row["article"] for row in rows} <= set(texts)
    for row in rows:
        assert texts[row["article"]][row["start"] : row["end"]] == row["surface"]
    assert {row["entity"] for row in rows} <= {one.id for one in content.entities.values()}


def test_a_complete_shard_is_not_made_again(news: Path, tmp_path: Path) -> None:
    made([news], tmp_path / "shards", unit_bytes=200)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "shards" / "quads").iterdir()}
    lost = min(before)
    (tmp_path / "shards" / "done" / lost.name.replace(".nq.gz", ".json")).unlink()
    made([news], tmp_path / "shards", unit_bytes=200)
    after = {path: path.stat().st_mtime_ns for path in (tmp_path / "shards" / "quads").iterdir()}
    assert [path for path, time in after.items() if before[path] != time] == [lost]


def test_a_shard_is_complete_only_with_all_its_files(news: Path, tmp_path: Path) -> None:
    manifest = made([news], tmp_path / "whole", unit_bytes=10**9)
    shutil.copytree(tmp_path / "whole" / "read", tmp_path / "shards" / "read")
    target = place(str(tmp_path / "shards"))
    writer = Writer(Knowledge(), target, run=manifest.run, base=manifest.base)
    unit = (tmp_path / "whole" / "read").glob("*.parquet")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.engine.shards.name_table", lambda *_: (_ for _ in ()).throw(MemoryError()))
        with pytest.raises(MemoryError):
            writer.write(next(unit).stem, ())
    assert target.names("quads")
    assert not is_done(target, manifest.shards[0])


def test_a_machine_with_other_knowledge_is_refused(tmp_path: Path) -> None:
    run = replace(_manifest().run, id="run-of-another-kg")
    with pytest.raises(KgError, match="install the same industry-kg on every machine"):
        Writer(Knowledge(), place(str(tmp_path)), run=run, base="http://example.org/")


def _manifest() -> Manifest:
    return Manifest(run=Knowledge().run(), base="http://example.org/", shards=())


def test_a_lexicon_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"names\.csv: cannot be read"):
        Knowledge.of(tmp_path / "names.csv", tmp_path / "decisions.tsv")


def test_shards_without_a_manifest_are_not_loaded(shards: Path, tmp_path: Path) -> None:
    shutil.copytree(shards, tmp_path / "shards")
    (tmp_path / "shards" / "manifest.json").unlink()
    with pytest.raises(StoreError, match="no shards of a graph"):
        load([str(tmp_path / "shards")], tmp_path / "graph.kg")
    _manifest().save(place(str(tmp_path / "shards")), "build.json")
    with pytest.raises(StoreError, match="a build that did not end"):
        load([str(tmp_path / "shards")], tmp_path / "graph.kg")
    assert not (tmp_path / "graph.kg").exists()


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _not_rdf(path: Path) -> None:
    path.write_bytes(gzip.compress(b"<http://a> <http://b> .\n"))


@pytest.mark.parametrize("harm", [_cut_short, _not_rdf, Path.unlink])
def test_a_damaged_shard_leaves_no_store(shards: Path, tmp_path: Path, harm: Make) -> None:
    shutil.copytree(shards, tmp_path / "shards")
    harm(max((tmp_path / "shards" / "quads").iterdir()))
    with pytest.raises(StoreError, match=r"damaged|cannot be read"):
        load([str(tmp_path / "shards")], tmp_path / "graph.kg")
    assert not (tmp_path / "graph.kg").exists()


def test_what_a_killed_load_left_is_no_hindrance(shards: Path, built: Path, tmp_path: Path) -> None:
    left = tmp_path / ".graph.kg.loading"
    shutil.copytree(built, left)
    (left / "quads" / "CURRENT").write_bytes(b"half")
    load([str(shards)], tmp_path / "graph.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(built)
    assert [path.name for path in tmp_path.iterdir()] == ["graph.kg"]


def test_shards_are_loaded_into_a_store_that_holds_a_graph(
    shards: Path, built: Path, news: Path, tmp_path: Path
) -> None:
    build([str(news / "b-buy.md"), str(news / "e-names.txt")], tmp_path / "graph.kg")
    for _ in range(2):  # what is there already stays
        load([str(shards)], tmp_path / "graph.kg")
        assert quads_of(tmp_path / "graph.kg") == quads_of(built)


def test_a_document_that_changed_replaces_what_it_said(tmp_path: Path) -> None:
    news = write_news(tmp_path / "news")
    made([news], tmp_path / "first", unit_bytes=200)
    (news / "b-buy.md").write_text("# 海尔收购\n\n海尔智家收购通用电气家电业务。", "utf8")
    made([news], tmp_path / "second", unit_bytes=200)
    build([str(news)], tmp_path / "built.kg")
    load([str(tmp_path / "first"), str(tmp_path / "second")], tmp_path / "graph.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(tmp_path / "built.kg")


def test_a_store_with_another_base_is_refused(shards: Path, tmp_path: Path) -> None:
    Store.open(tmp_path / "graph.kg", base="http://example.org/").close()
    with pytest.raises(StoreError, match=r"its IRIs begin with 'http://example\.org/'"):
        load([str(shards)], tmp_path / "graph.kg")


def test_shards_are_loaded_into_a_server(shards: Path, built: Path) -> None:
    with oxigraph() as url:
        for _ in range(2):
            load([str(shards)], url)
            assert quads_of(url) == quads_of(built)


def test_shards_at_an_address_are_loaded(news: Path, built: Path, tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    try:
        made([news], "memory://shards", unit_bytes=200)
        load(["memory://shards"], tmp_path / "graph.kg")
    finally:
        fsspec.filesystem("memory").rm("/shards", recursive=True)
    assert quads_of(tmp_path / "graph.kg") == quads_of(built)
