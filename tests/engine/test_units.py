"""Documents divided into units of work, and read again to the same articles."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from engine.making import RECORDS, write_news

from kg.documents import Source, articles, read
from kg.engine.layout import Documents
from kg.engine.places import place
from kg.engine.reading import Reading, keep, kept, read_unit
from kg.engine.units import PARQUET, Portion, divided, portions, units
from kg.errors import DocumentError
from kg.model import Article


def read_all(files: list[Portion], unit_bytes: int) -> Reading:
    """All that portions hold, through units."""
    readings = [read_unit(unit) for unit in units(files, unit_bytes)]
    documents: Documents = tuple(one for reading in readings for one in reading.documents)
    return Reading(
        documents=documents,
        articles=tuple(article for reading in readings for article in reading.articles),
        problems=tuple(problem for reading in readings for problem in reading.problems),
    )


def locally(path: Path) -> list[Article]:
    """The articles of a file as a build on one machine reads them."""
    media_type = "application/jsonl" if path.suffix == ".jsonl" else ""
    return articles(read(Source(path=str(path), media_type=media_type)), problem=lambda _: None)


def test_files_come_in_one_order_whatever_the_order_of_the_paths(tmp_path: Path) -> None:
    news = write_news(tmp_path / "news")
    files = sorted(news.iterdir())
    assert portions([str(news)]) == portions([str(path) for path in reversed(files)])
    assert len(portions([str(news), str(news)])) == len(files)


def test_small_files_share_a_unit_and_none_is_lost(tmp_path: Path) -> None:
    found = portions([str(write_news(tmp_path / "news"))])
    assert len(units(found, 10**9)) == 1
    assert len(units(found, 1)) == len(found)
    several = units(found, 200)
    assert 1 < len(several) < len(found)
    assert [one for unit in several for one in unit.portions] == found


def test_a_changed_file_changes_its_unit_only(tmp_path: Path) -> None:
    news = write_news(tmp_path / "news")
    before = [unit.id for unit in units(portions([str(news)]), 1)]
    (news / "b-buy.md").write_text("# 另一篇\n\n美的集团收购库卡。", "utf8")
    after = [unit.id for unit in units(portions([str(news)]), 1)]
    assert [one == two for one, two in zip(before, after, strict=True)].count(False) == 1


@pytest.mark.parametrize("unit_bytes", [1, 100, 333, 1000, 10**6])
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_file_in_pieces_holds_the_articles_of_the_whole(tmp_path: Path, unit_bytes: int, end: str) -> None:
    path = tmp_path / "records.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    path.write_bytes(((end or "\n").join(lines) + end).encode("utf8"))
    (whole,) = portions([str(path)])
    pieces = divided(whole, unit_bytes)
    assert (len(pieces) > 1) == (unit_bytes < path.stat().st_size)
    reading = read_all(pieces, unit_bytes)
    assert list(reading.articles) == locally(path)
    digest = read(Source(path=str(path))).digest
    assert {document.digest for document, _ in reading.documents} == {digest}
    assert {article.document for article in reading.articles} == {f"doc-{digest}"}


def test_a_file_that_is_not_utf8_is_not_divided(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    path.write_bytes("\n".join(lines).encode("gb18030"))
    (whole,) = portions([str(path)])
    assert divided(whole, 100) == [whole]
    assert list(read_all([whole], 100).articles) == locally(path)


def test_a_broken_line_of_a_piece_is_told_by_its_number_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    lines = [json.dumps(record, ensure_ascii=False) for record in RECORDS]
    lines[9] = '{"title": "无文"}'
    path.write_text("\n".join(lines), "utf8")
    (whole,) = portions([str(path)])
    reading = read_all(divided(whole, 100), 100)
    assert len(reading.articles) == len(RECORDS) - 1
    assert [problem.partition(": has no")[0] for problem in reading.problems] == [f"{path}: line 10"]


def test_rows_of_a_parquet_file_are_articles_like_lines_of_json(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.Table.from_pylist([record | {"date": date(2021, 6, 2), "views": 7} for record in RECORDS])
    parquet.write_table(table, tmp_path / "rows.parquet", row_group_size=5)
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(record) for record in RECORDS), "utf8")
    (whole,) = (one for one in portions([str(tmp_path)]) if one.media_type == PARQUET)
    expected = [(one.id, one.title, one.issued, one.section) for one in locally(tmp_path / "rows.jsonl")]
    for files in ([whole], divided(whole, 1)):
        found = [(one.id, one.title, one.issued, one.section) for one in read_all(files, 1).articles]
        assert found == expected
    assert len(divided(whole, 1)) == 3


def test_files_at_an_address_are_read_like_those_here(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    news = write_news(tmp_path / "news")
    (news / "README.md").write_text("about", "utf8")
    (news / ".hidden.txt").write_text("hidden", "utf8")
    here, there = portions([str(news)]), portions([f"file://{news}"])
    assert [one.path for one in there] == [f"file://{one.path}" for one in here]
    assert [one.media_type for one in there] == [one.media_type for one in here]
    for one, two in zip(here, there, strict=True):
        ids = [{article.id for article in read_all([portion], 1).articles} for portion in (one, two)]
        assert ids[0] == ids[1] != set()


def test_an_address_where_nothing_is_is_told() -> None:
    pytest.importorskip("fsspec")
    with pytest.raises(DocumentError, match="no such file or folder"):
        portions(["memory://nothing/here"])


def test_what_cannot_be_read_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    news = write_news(tmp_path / "news")
    (news / "broken.pdf").write_bytes(b"%PDF-1.4 cut short")
    reading = read_all(portions([str(news)]), 10**9)
    assert [problem.partition(":")[0] for problem in reading.problems] == [str(news / "broken.pdf")]
    assert len(reading.documents) == 7


def test_what_was_read_is_kept_as_it_was(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    news = write_news(tmp_path / "news")
    (news / "broken.pdf").write_bytes(b"%PDF-1.4 cut short")
    (unit,) = units(portions([str(news)]), 10**9)
    reading = read_unit(unit)
    keep(reading, place(str(tmp_path / "out")), unit.id)
    assert kept(place(str(tmp_path / "out")), unit.id) == reading
