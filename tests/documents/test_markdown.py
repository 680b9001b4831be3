from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from making import article_of, articles_in

from kg.documents.markdown import text as plain


def test_marks_are_taken_off_and_headings_stay_lines(tmp_path: Path) -> None:
    text = (
        "# 晶圆代工：满载\n\n2021年5月26日\n\n**中芯国际**与[华虹](https://example.org)产能`满载`。\n\n"
        "## 扩产\n\n- 中芯国际：*281*亿元\n- 华虹\n\n> 引文一段。\n\n---\n\n"
        "| 公司 | 增幅 |\n| --- | --- |\n| 华润微 | 1倍 |\n"
    )
    article = article_of(tmp_path, text, "a.md")
    assert article.text.split("\n") == [
        "晶圆代工：满载",
        "中芯国际与华虹产能满载。",
        "扩产",
        "- 中芯国际：281亿元",
        "- 华虹",
        "引文一段。",
        "公司 | 增幅",
        "华润微 | 1倍",
    ]
    assert article.issued == date(2021, 5, 26)


def test_front_matter_gives_title_date_and_source(tmp_path: Path) -> None:
    article = article_of(
        tmp_path, "---\ntitle: 标题\ndate: 2021-05-26\nsource: 笔记\n---\n\n正文。\n", "a.md"
    )
    assert (article.text, article.issued, article.source) == ("标题\n正文。", date(2021, 5, 26), "笔记")


def test_names_with_stars_and_underscores_keep_them(tmp_path: Path) -> None:
    assert (
        "ST*华仪与snake_case_name、2*3*4"
        in article_of(tmp_path, "# 题\n\nST*华仪与snake_case_name、2*3*4。", "a.md").text
    )


def test_an_article_with_subheads_of_many_levels_is_one_article(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# 标题\n\n导语。\n\n## 政策\n\n### 国家\n\n正文一。\n\n### 地方\n\n正文二。\n", encoding="utf8"
    )
    assert len(articles_in(path)) == 1


@pytest.mark.parametrize("mark", ["<!--", "[a](", "![a](", "**a ", "`a ", "*a ", "| ", "> ", "- "])
def test_marks_that_are_never_closed_do_not_take_long(mark: str) -> None:
    began = time.monotonic()
    plain("# 标题\n" + mark * 20_000)
    assert time.monotonic() - began < 5
