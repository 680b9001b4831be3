"""What ends its worker every time is found, left out and told of; everything else is built."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from engine.making import one_extractor

from kg.build import Extraction, Extractor
from kg.documents import Reader, Source
from kg.engine import stages
from kg.engine.attempts import Attempts
from kg.engine.layout import sweep
from kg.engine.places import place
from kg.engine.reading import kept
from kg.engine.shards import Knowledge, Writer
from kg.engine.units import portions, units
from kg.model import Article, Document
from kg.quads import DEFAULT_BASE

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="lets processes of its own die")
_TRIES = 12


def deaths(work: Callable[[], object]) -> int:
    """How many processes die over the work before one ends it."""
    for died in range(_TRIES):
        child = os.fork()
        if not child:
            try:
                work()
            except BaseException:
                os._exit(1)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status != 1, "it fails with an error"
        if status == 0:
            return died
    pytest.fail(f"tried {_TRIES} times and more")


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three small documents, the second of them poison."""
    pytest.importorskip("pyarrow", reason="needs Ray: pip install 'industry-kg[ray]'")
    folder = tmp_path / "news"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"{name}公司公告\n腾讯投资京东{ord(name)}亿元。", "utf8")
    return folder


def read_news(news: Path, shards: Path, *, build: str) -> str:
    """Read the one unit of them; its id."""
    (unit,) = units(portions([str(news)]))
    stages.articles_of([unit], place(str(shards)), {unit.id: 0}, build=build)
    return unit.id


def test_a_document_that_ends_whoever_reads_it_is_left_out_and_told_of(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Reader.read

    def deadly(self: Reader, source: Source) -> Document:
        if source.path.endswith("b.txt"):
            os._exit(9)
        return read(self, source)

    monkeypatch.setattr(Reader, "read", deadly)
    assert deaths(lambda: read_news(news, tmp_path / "shards", build="one")) == 4
    found = kept(place(str(tmp_path / "shards")), read_news(news, tmp_path / "shards", build="one"))
    assert [Path(one.path).name for one, _ in found.documents] == ["a.txt", "c.txt"]
    assert [line.partition(": ended")[0] for line in found.problems] == [str(news / "b.txt")]
    assert place(str(tmp_path / "shards")).names("attempts") == []


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Writer:
    """Who makes shards with the knowledge that is loaded already."""
    run, extractor = Knowledge().run(), one_extractor()
    monkeypatch.setattr(Knowledge, "load", lambda _: extractor)
    return Writer(Knowledge(), place(str(tmp_path / "shards")), run=run, base=DEFAULT_BASE, build="one")


def test_an_article_that_ends_whoever_extracts_it_is_left_out_and_told_of(
    news: Path, tmp_path: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = read_news(news, tmp_path / "shards", build="one")
    extract = Extractor.extract

    def deadly(self: Extractor, article: Article) -> Extraction:
        if article.title.startswith("b"):
            os._exit(9)
        return extract(self, article)

    monkeypatch.setattr(Extractor, "extract", deadly)
    assert deaths(lambda: writer.write(unit, ())) == 4
    monkeypatch.setattr(Extractor, "extract", extract)
    done = writer.write(unit, ())  # it was left out, so the next build tries it again
    assert (len(done.articles), done.failed, done.problems) == (3, (), ())


def test_a_unit_that_ends_its_workers_over_none_of_its_parts_is_given_up(
    news: Path, tmp_path: Path, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = read_news(news, tmp_path / "shards", build="one")
    fill = Writer._filled

    def deadly(self: Writer, *given: object) -> object:
        if given[1]:
            os._exit(9)
        return fill(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Writer, "_filled", deadly)
    assert deaths(lambda: writer.write(unit, ())) == 4
    (told,) = set((tmp_path / "shards" / "done").iterdir())
    assert "ended the process that worked on it" in told.read_text("utf8")


@pytest.fixture
def dies(tmp_path: Path) -> Iterator[Callable[[str], Attempts]]:
    """Begins a unit for a build; the block is never left, as where the worker dies."""
    with ExitStack() as left_at_the_end:

        def begun(build: str) -> Attempts:
            attempts = Attempts(place(str(tmp_path)), "unit", build)
            left_at_the_end.enter_context(attempts.noted())
            return attempts

        yield begun


def test_deaths_of_an_earlier_build_do_not_count(dies: Callable[[str], Attempts]) -> None:
    for build in ("one", "two", "three", "four", "five", "six"):
        assert dies(build).may("part")


def test_workers_that_are_lost_twice_over_a_part_cost_nothing(
    tmp_path: Path, dies: Callable[[str], Attempts]
) -> None:
    for _ in range(3):
        assert dies("one").may("part")
    last = Attempts(place(str(tmp_path)), "unit", "one")
    with last.noted():
        assert last.may("part")
        assert last.may("another")
    assert place(str(tmp_path)).names("attempts") == []


def test_notes_of_a_killed_build_are_swept_away(tmp_path: Path, dies: Callable[[str], Attempts]) -> None:
    dies("one")
    sweep(place(str(tmp_path)), [], [], [])
    assert place(str(tmp_path)).names("attempts") == []
