"""From files to a store: any order, any number of workers, twice over, and what cannot be read."""

from __future__ import annotations

import functools
import gc
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg import resources
from kg.build import Extractor, Report, build, pool
from kg.build.settings import Settings
from kg.entities.decision_file import decisions_file, save_decisions
from kg.entities.decisions import Decision, Decisions, Verdict
from kg.errors import LexiconError
from kg.export import render
from kg.store import Gathering, open_view
from kg.vocab import EntityType

NEWS = {
    "invest.txt": "腾讯投资京东\n腾讯3月10日宣布，以2.15亿美元投资京东，持有京东15%的股份。",
    "buy.md": "# 美的集团收购库卡\n\n美的集团宣布收购德国机器人企业库卡，交易金额约37亿欧元。",
    "supply.html": "<html><body><h1>宁德时代供货特斯拉</h1><p>宁德时代与特斯拉签署协议，将向特斯拉供应动力电池。</p></body></html>",
    "record.jsonl": json.dumps(
        {"title": "华为发布鸿蒙", "text": "华为在东莞发布鸿蒙操作系统。", "date": "2021-06-02"},
        ensure_ascii=False,
    ),
}


@pytest.fixture(scope="module", autouse=True)
def one_extractor() -> Iterator[None]:
    """The knowledge is loaded once for all tests of this module."""
    original = Extractor.load
    plain = functools.cache(original)

    def load(seeds: Path, *, user_lexicon: Path | None = None, decisions: Path | None = None) -> Extractor:
        if user_lexicon is None and (decisions is None or not decisions.exists()):
            return plain(seeds)
        return original(seeds, user_lexicon=user_lexicon, decisions=decisions)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Extractor, "load", load)
        yield


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of four files of four kinds."""
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / name).write_text(text, "utf8")
    return folder


def quads_of(store: Path) -> list[str]:
    """A store as sorted N-Quads, without the names of its files."""
    lines = render(open_view(store), "nq").decode().splitlines()
    return sorted(line for line in lines if "schema.org/name" not in line)


def built(*paths: Path, store: Path, workers: int = 1) -> Report:
    """A build of these paths."""
    return build([str(path) for path in paths], store, workers=workers)


def articles_in(store: Path) -> set[str]:
    """The titles of a store's articles."""
    return {article.title for article in open_view(store).content().articles.values()}


def test_building_twice_gives_the_same_graph(news: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        report = built(news, store=tmp_path / name)
        assert report.problems == []
        assert (report.documents, report.articles) == (4, 4)
        assert report.facts > 0
    assert quads_of(tmp_path / "one") == quads_of(tmp_path / "two")


def test_building_again_into_the_same_store_changes_nothing(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph.kg"
    built(news, store=store)
    before = quads_of(store)
    again = built(news, store=store)
    assert (again.documents, again.unchanged, again.articles, again.facts) == (0, 4, 0, 0)
    assert quads_of(store) == before


def test_the_process_that_only_stores_lets_go_of_what_the_others_extract_by(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[object] = []
    put = Gathering.put_article

    def noted(*given: Any, **named: Any) -> None:
        held.append(pool._Held.extractor)
        put(*given, **named)

    monkeypatch.setattr(Gathering, "put_article", noted)
    built(news, store=tmp_path / "two", workers=2)
    built(news, store=tmp_path / "one", workers=1)
    assert [kept is None for kept in held] == [True] * 4 + [False] * 4


@pytest.mark.parametrize("workers", [1, 2])
def test_nothing_is_loaded_where_nothing_is_new(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    store = tmp_path / "graph.kg"
    built(news, store=store)
    monkeypatch.setattr("kg.build.settings.Settings.load", lambda _: pytest.fail("loaded"))
    assert built(news, store=store, workers=workers).unchanged == 4


def test_the_order_of_the_files_does_not_matter(news: Path, tmp_path: Path) -> None:
    files = sorted(news.iterdir())
    built(*files, store=tmp_path / "one")
    built(*reversed(files), store=tmp_path / "two")
    assert quads_of(tmp_path / "one") == quads_of(tmp_path / "two")


def test_two_builds_of_a_half_each_give_the_whole(news: Path, tmp_path: Path) -> None:
    files = sorted(news.iterdir())
    built(news, store=tmp_path / "one")
    built(*files[:2], store=tmp_path / "two")
    built(*files[2:], store=tmp_path / "two")
    assert quads_of(tmp_path / "one") == quads_of(tmp_path / "two")


def test_two_workers_build_the_same_graph_as_one(news: Path, tmp_path: Path) -> None:
    records = [
        json.dumps({"title": f"{number}号公告", "text": f"腾讯投资京东{number}亿元。"}, ensure_ascii=False)
        for number in range(1, 9)
    ]
    (news / "many.jsonl").write_text("\n".join(records), "utf8")
    built(news, store=tmp_path / "one")
    report = built(news, store=tmp_path / "two", workers=2)
    assert report.problems == []
    assert report.articles == 12
    assert quads_of(tmp_path / "one") == quads_of(tmp_path / "two")


def _missing(folder: Path) -> Path:
    return folder / "nowhere.txt"


def _empty(folder: Path) -> Path:
    path = folder / "empty.txt"
    path.write_bytes(b"")
    return path


def _broken_pdf(folder: Path) -> Path:
    path = folder / "broken.pdf"
    path.write_bytes(b"%PDF-1.4\n1 0 obj\n<< cut short")
    return path


def _binary(folder: Path) -> Path:
    path = folder / "binary.txt"
    path.write_bytes(bytes(range(256)) * 16)
    return path


def _broken_record(folder: Path) -> Path:
    path = folder / "broken.jsonl"
    path.write_text('{"title": "无文"', "utf8")
    return path


@pytest.mark.parametrize(
    "bad",
    [_missing, _empty, _broken_pdf, _binary, _broken_record],
    ids=["missing", "empty", "broken pdf", "binary", "broken record"],
)
def test_a_bad_file_is_told_in_one_line_and_everything_else_is_built(
    news: Path, tmp_path: Path, bad: Callable[[Path], Path]
) -> None:
    path = bad(tmp_path)
    report = built(path, news, store=tmp_path / "graph.kg")
    (problem,) = report.problems
    assert "\n" not in problem
    assert path.name in problem
    assert len(problem.split(": ")) >= 3  # where: what: what now
    assert (report.documents, report.articles) == (4, 4)
    built(news, store=tmp_path / "other.kg")
    assert quads_of(tmp_path / "graph.kg") == quads_of(tmp_path / "other.kg")


def test_a_good_record_beside_a_broken_one_is_built(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(NEWS["record.jsonl"] + "\nnot a record\n", "utf8")
    report = built(path, store=tmp_path / "graph.kg")
    assert len(report.problems) == 1
    assert "line 2" in report.problems[0]
    assert report.articles == 1


@pytest.mark.xfail(strict=True, reason="a document with a broken record counts as done")
def test_a_broken_record_is_told_again_by_the_next_build(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(NEWS["record.jsonl"] + "\nnot a record\n", "utf8")
    first = built(path, store=tmp_path / "graph.kg")
    assert built(path, store=tmp_path / "graph.kg").problems == first.problems


def test_a_changed_file_replaces_what_it_said(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph.kg"
    built(news, store=store)
    changed = news / "invest.txt"
    changed.write_text("百度投资爱奇艺\n百度宣布投资爱奇艺3亿美元。", "utf8")
    report = built(news, store=store)
    assert (report.documents, report.unchanged) == (1, 3)
    assert "腾讯投资京东" not in articles_in(store)
    assert "百度投资爱奇艺" in articles_in(store)
    built(news, store=tmp_path / "anew.kg")
    assert quads_of(store) == quads_of(tmp_path / "anew.kg")


def test_a_renamed_file_is_not_built_again(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph.kg"
    built(news, store=store)
    before = quads_of(store)
    (news / "invest.txt").rename(news / "renamed.txt")
    report = built(news, store=store)
    assert (report.documents, report.unchanged) == (0, 4)
    assert quads_of(store) == before


def test_an_article_in_two_documents_is_drawn_once(news: Path, tmp_path: Path) -> None:
    (news / "copy.txt").write_text(NEWS["invest.txt"] + "\n", "utf8")
    report = built(news, store=tmp_path / "graph.kg")
    assert (report.documents, report.articles) == (5, 4)


@pytest.mark.xfail(strict=True, reason="each path is asked for its files by itself")
def test_a_file_that_two_paths_name_is_one_document(news: Path, tmp_path: Path) -> None:
    report = built(news, news / "invest.txt", store=tmp_path / "graph.kg")
    assert (report.documents, report.unchanged) == (4, 0)


def test_what_a_folder_holds_besides_is_noted(news: Path, tmp_path: Path) -> None:
    (news / "table.xlsx").write_bytes(b"PK")
    report = built(news, store=tmp_path / "graph.kg")
    (note,) = report.notes
    assert "table.xlsx" in note
    assert report.problems == []


def test_progress_is_told_document_by_document(news: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    build([str(news)], tmp_path / "graph.kg", progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_every_fact_quotes_its_article(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph.kg"
    built(news, store=store)
    content = open_view(store).content()
    whole = "".join("".join(text.split()) for text in NEWS.values())
    assert content.facts
    for fact in content.facts:
        assert "".join(fact.evidence.split()) in whole


def test_the_users_own_lexicon_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    lexicon = tmp_path / "own.csv"
    lexicon.write_text("name,type,aliases\n隐翎纳米,Company,隐纳\n", "utf8")
    (tmp_path / "a.txt").write_text("要闻\n隐纳宣布投产，隐翎纳米盈利。", "utf8")
    build([str(tmp_path / "a.txt")], tmp_path / "graph.kg", lexicon=lexicon)
    (own,) = [
        entity
        for entity in open_view(tmp_path / "graph.kg").content().entities.values()
        if entity.label == "隐翎纳米"
    ]
    assert own.type is EntityType.COMPANY
    assert "隐纳" in {name.text for name in own.labels}


def test_another_lexicon_builds_every_document_anew(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph.kg"
    built(news, store=store)
    lexicon = tmp_path / "own.csv"
    lexicon.write_text("name,type,aliases\n隐翎纳米,Company,\n", "utf8")
    report = build([str(news)], store, lexicon=lexicon)
    assert (report.documents, report.unchanged) == (4, 0)


def test_a_wrong_lexicon_is_refused_before_anything_is_built(news: Path, tmp_path: Path) -> None:
    lexicon = tmp_path / "own.csv"
    lexicon.write_text("name,type,aliases\n隐翎,Compny,\n", "utf8")
    with pytest.raises(LexiconError, match=r"did you mean 'Company'\?"):
        build([str(news)], tmp_path / "graph.kg", lexicon=lexicon)
    assert not (tmp_path / "graph.kg").exists()


def test_a_decision_beside_the_store_joins_two_entities(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph.kg"
    built(news, store=store)
    ids = {entity.label: entity.id for entity in open_view(store).content().entities.values()}
    pair = sorted((ids["腾讯"], ids["京东"]))
    save_decisions(
        Decisions([Decision(first=pair[0], second=pair[1], verdict=Verdict.SAME)]), decisions_file(store)
    )
    report = built(news, store=store)
    assert (report.documents, report.unchanged) == (4, 0)
    after = {entity.id for entity in open_view(store).content().entities.values()}
    assert len(after & set(pair)) == 1


def test_a_build_that_finds_nothing_new_loads_nothing(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "graph.kg"
    built(news, store=store)

    def never(_: Settings) -> Extractor:
        raise AssertionError("there is nothing to extract")

    monkeypatch.setattr(Settings, "load", never)
    assert built(news, store=store).unchanged == len(NEWS)
    (news / "new.txt").write_text("新闻\n华为投资东莞。", "utf8")
    with pytest.raises(AssertionError, match="nothing to extract"):
        built(news, store=store)


def test_a_build_leaves_collection_of_garbage_as_it_was(news: Path, tmp_path: Path) -> None:
    before = gc.get_threshold()
    built(news, store=tmp_path / "graph.kg")
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


@pytest.mark.parametrize("changed", ["lexicon/company.tsv", "rules/investsIn.toml", "models/tagger.npz"])
def test_a_run_is_another_when_a_file_of_its_knowledge_changes(changed: str, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    for name in ("lexicon", "rules", "markers", "models"):
        shutil.copytree(resources.seeds_folder() / name, seeds / name)
    settings = Settings(seeds, None, tmp_path / "none.decisions.tsv")
    before = settings.run()
    assert before.id == settings._replace(seeds=resources.seeds_folder()).run().id
    with (seeds / changed).open("ab") as file:
        file.write(b"\n")
    assert settings.run().id != before.id


def test_a_run_is_known_by_its_knowledge_and_not_by_its_time() -> None:
    settings = Settings(resources.seeds_folder(), None, Path("none.decisions.tsv"))
    first, second = settings.run(), settings.run()
    assert first.id == second.id
    assert first.started <= second.started


def test_a_killed_build_goes_on_where_it_was(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "graph.kg"

    class KilledError(Exception):
        """What stops the build."""

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KilledError

    with pytest.raises(KilledError):
        build([str(news)], store, progress=stop)
    report = built(news, store=store)
    assert (report.documents, report.unchanged) == (2, 2)
    built(news, store=tmp_path / "anew.kg")
    assert quads_of(store) == quads_of(tmp_path / "anew.kg")
