"""Sentences of an article."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.sentences import sentences


def article(text: str) -> Article:
    return Article(id="a", document="d", title=text.split("\n", 1)[0], text=text)


def test_a_quotation_stays_with_its_speaker() -> None:
    found = sentences(article("标题\n张三说：“很好。我们会继续。”他还说，明年投产。"))
    assert [one.text for one in found] == ["标题", "张三说：“很好。我们会继续。”", "他还说，明年投产。"]


def test_a_reporting_clause_after_a_quotation_belongs_to_it() -> None:
    found = sentences(article("标题\n“量产已开始。”公司表示。下一句。"))
    assert found[1].text.startswith("“量产已开始。”")


def test_headings_are_told_from_sentences() -> None:
    found = sentences(article("标题\n明晰发展路径\n公司宣布投产。"))
    assert [one.is_heading for one in found] == [True, True, False]


@given(st.text(alphabet="公司投资。；！？“”（）《》，\n AB1", min_size=1, max_size=80))
def test_sentences_lose_nothing_but_white_space(text: str) -> None:
    title = text.split("\n", 1)[0]
    whole = Article(id="a", document="d", title=title, text=text)
    found = sentences(whole)
    assert "".join(re.sub(r"\s", "", one.text) for one in found) == re.sub(r"\s", "", text)
    for one in found:
        assert text[one.span.start : one.span.end] == one.text
    assert all(first.span.end <= second.span.start for first, second in pairwise(found))


def test_what_runs_on_without_end_is_cut_between_its_parts() -> None:
    listed = "、".join(["中芯国际"] * 1000)
    for line, mark in ((listed, "、"), ("中" * 5000, "中")):
        found = sentences(Article(id="a", document="d", title="题", text="题\n" + line))[1:]
        assert len(found) > 4
        assert all(len(sentence.text) <= 1000 for sentence in found)
        assert all(sentence.text.endswith(mark) for sentence in found[:-1])
        assert "".join(sentence.text for sentence in found) == line
