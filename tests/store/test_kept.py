"""The plain values kept beside a store: read once, never of another state than the quads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sample_graph import HARMONY_NEWS, INVESTMENT, PAGE, document, put, sample

from kg.store import Content, Store, open_view
from kg.store.dataset import Dataset


def kept(folder: Path) -> Path:
    return folder / "content.json"


def told_by_the_quads(folder: Path) -> Content:
    view = open_view(folder)
    assert isinstance(view, Dataset)
    return Dataset.content(view)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sample(tmp_path / "graph.kg").close()
    return tmp_path / "graph.kg"


def test_what_was_kept_is_what_the_quads_say(folder: Path) -> None:
    first = open_view(folder).content()
    assert kept(folder).exists()
    assert open_view(folder).content() == first == told_by_the_quads(folder)


def test_what_was_kept_is_read_and_not_the_quads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_view(folder).content()
    monkeypatch.setattr("kg.store.dataset.read_content", lambda *_, **__: pytest.fail("read again"))
    assert open_view(folder).content() == first


def test_after_a_write_nothing_that_was_kept_is_told(folder: Path) -> None:
    assert len(open_view(folder).content().facts) == 7
    with Store.open(folder) as store:
        assert len(open_view(folder).content().facts) == 7
        store.drop("page.html")
        assert len(open_view(folder).content().facts) == 6
        put(store, document("page.html", "page", "text/html"), PAGE)
        assert open_view(folder).content() == told_by_the_quads(folder)
    assert open_view(folder).content() == told_by_the_quads(folder)
    assert {article.title for article in open_view(folder).content().articles.values()} == {
        INVESTMENT.title,
        HARMONY_NEWS.title,
        PAGE.title,
    }


@pytest.mark.parametrize("text", ["", "{", "\n{}", "mark\n{}", "mark\n[]"])
def test_what_cannot_be_read_is_made_again(folder: Path, text: str) -> None:
    open_view(folder).content()
    mark = kept(folder).read_text("utf8").partition("\n")[0]
    kept(folder).write_text(text.replace("mark", mark), "utf8")
    assert open_view(folder).content() == told_by_the_quads(folder)
    assert len(json.loads(kept(folder).read_text("utf8").partition("\n")[2])["facts"]) == 7


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert len(open_view(folder).content().facts) == 7
    assert not [path.name for path in folder.iterdir() if path.name.startswith("content")]


def test_a_reader_that_came_before_a_write_keeps_nothing_of_it(folder: Path) -> None:
    early = open_view(folder)
    with Store.open(folder) as store:
        store.drop("page.html")
    late = open_view(folder).content()
    assert len(late.facts) == 6
    assert len(early.content().facts) == 7
    assert open_view(folder).content() == late


def test_entities_are_kept_by_themselves(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = open_view(folder).entities()
    assert not kept(folder).exists()
    monkeypatch.setattr("kg.store.dataset.read_entities", lambda *_, **__: pytest.fail("read again"))
    assert open_view(folder).entities() == first


def test_entities_kept_of_another_state_are_read_anew(folder: Path) -> None:
    before = open_view(folder).entities()
    with Store.open(folder) as store:
        store.drop(INVESTMENT.id)
    after = open_view(folder).entities()
    assert len(after) < len(before)
    assert set(after) == set(open_view(folder).content().entities)


@pytest.mark.parametrize("text", ["", "{", "mark\n{}", "mark\n[]", 'mark\n{"iris": []}'])
def test_entities_that_cannot_be_read_are_read_anew(folder: Path, text: str) -> None:
    first = open_view(folder).entities()
    file = folder / "entities.json"
    mark = file.read_text("utf8").partition("\n")[0]
    file.write_text(text.replace("mark", mark), "utf8")
    assert open_view(folder).entities() == first


def test_the_entities_alone_are_those_of_everything(folder: Path) -> None:
    content = open_view(folder).content()
    for row in open_view(folder).entities().values():
        told = content.entities[row.iri]
        assert (row.id, set(row.types), row.label, set(row.labels), set(row.codes)) == (
            told.id, set(told.types), told.label, set(told.labels), set(told.codes),
        )  # fmt: skip
    assert len(open_view(folder).entities()) == len(content.entities)
