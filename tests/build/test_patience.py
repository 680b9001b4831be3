"""A build goes on where a document or an article takes too long, or kg fails on it."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import pytest

from kg.build import Extractor, build
from kg.build.extraction import Extraction
from kg.build.patience import TooLong, within
from kg.documents import Limits
from kg.store import open_view

GOOD = "中芯国际投资华为\n中芯国际宣布投资华为。\n"
BAD = '{"title": "坏", "text": "坏消息。"}\n{"title": "好", "text": "中芯国际投资华为。"}\n'


def test_a_regular_expression_without_end_is_interrupted() -> None:
    started = time.monotonic()
    with pytest.raises(TooLong), within(0.2):
        re.fullmatch(r"(?:a|aa)+b", "a" * 60)
    assert time.monotonic() - started < 5
    with within(0.2):
        pass
    time.sleep(0.3)  # the alarm is off again


def test_in_another_thread_nothing_is_interrupted() -> None:
    done = []

    def work() -> None:
        with within(0.05):
            time.sleep(0.1)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


@pytest.mark.parametrize("how", ["slow", "broken"])
def test_an_article_that_cannot_be_extracted_is_told_of_and_tried_again(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.jsonl").write_text(BAD, "utf8")
    (tmp_path / "news" / "b.txt").write_text(GOOD, "utf8")
    decided = Extractor._decided

    def failing(extractor: Extractor, found: Extraction) -> object:
        if found.article.title == "坏":
            if how == "slow":
                time.sleep(60)
            raise IndexError("list index out of range")
        return decided(extractor, found)

    monkeypatch.setattr(Extractor, "_decided", failing)
    store = tmp_path / "graph.kg"
    first = build([str(tmp_path / "news")], store, limits=Limits(seconds=6))
    assert (first.documents, first.articles, len(first.problems)) == (2, 2, 1), first.problems
    told = "takes longer than 6 s" if how == "slow" else "IndexError: list index out of range"
    assert "a.jsonl: article '坏'" in first.problems[0]
    assert told in first.problems[0]
    monkeypatch.undo()
    again = build([str(tmp_path / "news")], store)
    assert (again.documents, again.articles, again.unchanged, again.problems) == (1, 1, 1, [])
    assert open_view(store).ask('ASK { ?a dcterms:title "坏"@zh ; dcterms:isPartOf ?d }')
