from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from making import articles_in, source

from kg.documents import articles, read
from kg.errors import DocumentError

GOOD = {
    "title": "标题",
    "text": "第一段。\n第二段。",
    "date": "2021-05-27",
    "section": "企业",
    "source": "产业笔记",
}


def _write(path: Path, *lines: object) -> Path:
    rows = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(rows), encoding="utf8")
    return path


def test_a_record_is_an_article(tmp_path: Path) -> None:
    (article,) = articles_in(_write(tmp_path / "a.jsonl", GOOD))
    assert article.text == "标题\n第一段。\n第二段。"
    assert (article.issued, article.section, article.source) == (date(2021, 5, 27), "企业", "产业笔记")


def test_a_record_without_a_title_takes_the_first_line(tmp_path: Path) -> None:
    first, second = articles_in(
        _write(
            tmp_path / "a.jsonl", {"text": "标题在首行\n正文。"}, {"title": "重复", "text": "重复\n正文。"}
        )
    )
    assert (first.title, first.text) == ("标题在首行", "标题在首行\n正文。")
    assert second.text == "重复\n正文。"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "断了', "line 2: is not JSON"),
        ("[1, 2]", "line 2: is not a JSON object"),
        ({"title": "无正文"}, "line 2: has no 'text'"),
        ({"title": "错字", "txt": "正文"}, "did you mean 'text'"),
        ({"text": "正文", "date": "上周"}, "line 2: date '上周' is not a full date"),
        ({"text": 5}, "line 2: 'text' is 5, not a string"),
        ("[" * 100_000, "line 2: is not JSON"),
    ],
)
def test_a_broken_line_is_reported_by_number_and_the_others_are_read(
    tmp_path: Path, line: object, reason: str
) -> None:
    path = _write(tmp_path / "a.jsonl", GOOD, line, "", {**GOOD, "title": "另一篇"})
    problems: list[DocumentError] = []
    found = articles(read(source(path)), problem=problems.append)
    assert [article.title for article in found] == ["标题", "另一篇"]
    (problem,) = problems
    assert reason in str(problem)
    assert str(problem).startswith(str(path))


def test_without_a_listener_the_first_broken_line_raises(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="line 1"):
        articles_in(_write(tmp_path / "a.jsonl", "{", GOOD))


def test_a_record_given_twice_is_one_article(tmp_path: Path) -> None:
    assert len(articles_in(_write(tmp_path / "a.jsonl", GOOD, GOOD))) == 1


def test_a_lone_surrogate_in_a_record_is_deleted(tmp_path: Path) -> None:
    (article,) = articles_in(_write(tmp_path / "a.jsonl", r'{"title": "标\ud800题", "text": "正文。"}'))
    assert article.title == "标题"
