from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from making import FIXTURES, article_of, articles_in

from kg import resources
from kg.documents import articles, read, sources

BODY = "中芯国际披露董事会决议公告。\n此次计划尚需股东大会审议通过。"
SAMPLES = resources.seeds_folder() / "documents"


def test_a_bom_is_not_part_of_the_title(tmp_path: Path) -> None:
    assert article_of(tmp_path, f"\ufeff中芯国际推股权激励\n{BODY}").title == "中芯国际推股权激励"


@pytest.mark.parametrize(
    ("line", "source"), [("2021-05-21", ""), ("2021年5月21日", ""), ("来源：产业笔记 2021-05-21", "产业笔记")]
)
def test_a_dateline_below_the_title_dates_the_article_and_is_not_text(
    tmp_path: Path, line: str, source: str
) -> None:
    article = article_of(tmp_path, f"中芯国际推股权激励\n{line}\n\n{BODY}", "20200101.txt")
    assert (article.issued, article.source) == (date(2021, 5, 21), source)
    assert article.text == f"中芯国际推股权激励\n{BODY}"


def test_a_file_name_dates_an_article_that_does_not_date_itself(tmp_path: Path) -> None:
    assert article_of(tmp_path, f"标题\n{BODY}", "2021-05-21.txt").issued == date(2021, 5, 21)
    assert article_of(tmp_path, f"标题\n{BODY}", "2021-05.txt").issued is None


def test_a_last_line_may_date_or_name_the_source(tmp_path: Path) -> None:
    signed = article_of(tmp_path, f"关于某事的通知\n{BODY}\n{BODY}\n2021年5月21日")
    assert signed.issued == date(2021, 5, 21)
    assert signed.text.endswith("\n2021年5月21日")
    sourced = article_of(tmp_path, f"标题\n{BODY}\n{BODY}\n（来源：产业笔记）")
    assert sourced.source == "产业笔记"
    assert "产业笔记" not in sourced.text


def test_indents_of_paragraphs_are_stripped(tmp_path: Path) -> None:
    assert article_of(tmp_path, "　　标题\n　　第一段。\n　　第二段。").text == "标题\n第一段。\n第二段。"


def test_an_article_is_known_by_what_it_says(tmp_path: Path) -> None:
    first = article_of(tmp_path, f"标题\n{BODY}", "a.txt")
    same = article_of(tmp_path, f"标题\r\n\r\n{BODY}\r\n", "b.txt")
    dated = article_of(tmp_path, f"标题\n2021-05-21\n{BODY}", "c.txt")
    assert first.id == same.id != dated.id
    assert first.document != same.document


def test_an_article_with_subheads_is_not_split(tmp_path: Path) -> None:
    parts = "".join(
        f"\n\n{head}\n\n{BODY * 4}" for head in ("激励对象或达4000人", "产业动态", "两董事投弃权票", "市场")
    )
    assert (
        article_of(tmp_path, f"中芯国际推股权激励\n\n5月19日晚间，公司披露公告。{parts}").title
        == "中芯国际推股权激励"
    )


def test_an_article_about_a_trend_is_no_digest_for_its_title(tmp_path: Path) -> None:
    parts = "".join(
        f"\n\n{number}、{head}\n\n{BODY * 4}"
        for number, head in zip("一二三", ("扩产", "涨价", "展望"), strict=True)
    )
    assert (
        len(article_of(tmp_path, f"晶圆代工产业最新动态\n\n近日，各家公布季报。{parts}").text.split("\n")) > 9
    )


def test_a_policy_with_numbered_headings_is_not_split() -> None:
    (article,) = articles_in(FIXTURES / "policy.txt")
    assert article.title == "关于加快推进数据中心绿色发展的实施意见"
    assert "\n二、产业政策\n（一）优化布局\n" in article.text


def test_the_sample_articles_are_read_whole() -> None:
    found = {source.path: articles(read(source)) for source in sources([str(SAMPLES)])}
    assert len(found) >= 50
    for path, of_file in found.items():
        name = Path(path).name
        assert (len(of_file) > 1) == (name.startswith("digest-") or name.endswith(".jsonl")), name
        for article in of_file:
            assert len(article.title) <= 40, name
            assert len(article.text) > 150, name
            assert "" not in article.text.split("\n"), name
