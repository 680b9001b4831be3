from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from making import only_article, source

from kg.documents import read
from kg.errors import DocumentError

PARAGRAPHS = [
    "英国商业、能源与产业战略部11月16日下令，要求安世半导体出售所持纽波特晶圆厂至少86%的股权，依据是今年1月生效的法律。",
    "安世半导体总部位于荷兰奈梅亨，前身是恩智浦的标准产品事业部，闻泰科技2019年取得控股权，2020年持股接近100%。",
    "纽波特晶圆厂位于威尔士，是英国规模最大的晶圆厂，生产功率和化合物半导体器件，安世半导体2021年7月收购其余股份。",
]
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}">{head}
<title>安世被要求退出英国晶圆厂 - 半导体频道 - 示例资讯</title></head><body>
<nav><a href="/">首页</a><a href="/chips">半导体</a><a href="/login">登录</a></nav>
<div class="ad">广告：云服务器限时优惠</div>
<article>{heading}{below}{paragraphs}</article>
<aside><ul><li><a href="/1">热门阅读一</a></li></ul></aside>
<footer><p>关于我们 | 联系方式 | 版权所有</p></footer></body></html>"""


def _page(
    head: str = "",
    heading: str = "<h1>安世被要求退出英国晶圆厂</h1>",
    below: str = "",
    charset: str = "utf-8",
) -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return PAGE.format(head=head, heading=heading, below=below, paragraphs=paragraphs, charset=charset)


def test_an_article_comes_without_menus_ads_and_footers(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(_page(), encoding="utf8")
    assert only_article(path).text == "\n".join(["安世被要求退出英国晶圆厂", *PARAGRAPHS])


@pytest.mark.parametrize(
    ("head", "below", "issued", "named"),
    [
        (
            '<meta property="article:published_time" content="2022-11-18T08:00:00+08:00">',
            "",
            date(2022, 11, 18),
            "",
        ),
        ("", '<time datetime="2022-11-18">三天前</time>', date(2022, 11, 18), ""),
        ("", "<div>2022年11月18日 09:30 来源：产业笔记</div>", date(2022, 11, 18), "产业笔记"),
        ("", "<p>发布时间：2022-11-18&nbsp;字号：<a>大</a> <a>中</a> <a>小</a></p>", date(2022, 11, 18), ""),
        ("", "", None, ""),
    ],
)
def test_the_date_comes_from_metadata_or_a_dateline(
    tmp_path: Path, head: str, below: str, issued: date | None, named: str
) -> None:
    path = tmp_path / "a.html"
    path.write_text(_page(head=head, below=below), encoding="utf8")
    article = only_article(path)
    assert (article.issued, article.source) == (issued, named)
    assert article.text.split("\n")[1:] == PARAGRAPHS


@pytest.mark.parametrize(
    ("head", "heading"),
    [
        ('<meta property="og:title" content="安世被要求退出英国晶圆厂">', "<h1>甲</h1><h1>乙</h1>"),
        ("", ""),
    ],
)
def test_without_a_single_h1_the_title_comes_from_the_head(tmp_path: Path, head: str, heading: str) -> None:
    path = tmp_path / "a.html"
    path.write_text(_page(head=head, heading=heading), encoding="utf8")
    assert only_article(path).title == "安世被要求退出英国晶圆厂"


@pytest.mark.parametrize(
    ("declared", "written"), [("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "gb18030")]
)
def test_the_declared_charset_is_honoured_if_it_is_true(tmp_path: Path, declared: str, written: str) -> None:
    text = _page(charset=declared)
    if written == "big5":
        text = text.replace("安世被要求退出英国晶圆厂", "安世被要求退出英國工廠").replace(PARAGRAPHS[0], "")
        text = text.replace(PARAGRAPHS[1], "").replace(
            PARAGRAPHS[2], "這家工廠位於威爾斯，是英國規模最大的工廠。" * 3
        )
        text = (
            text.replace("首页", "").replace("半导体频道", "").replace("示例资讯", "").replace("半导体", "")
        )
        text = text.encode("big5", "ignore").decode("big5")
    path = tmp_path / "a.html"
    path.write_bytes(text.encode(written))
    assert only_article(path).title.startswith("安世被要求退出英")


def test_a_page_laid_out_with_tables_gives_its_paragraphs(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    path = tmp_path / "a.html"
    path.write_text(
        '<html><head><meta charset="utf-8"><title>老式网页</title></head><body><table><tr>'
        f'<td><a href="#">栏目一</a><br><a href="#">栏目二</a></td><td><h2>老式网页</h2>{paragraphs}'
        '<p>标签：<a href="#">芯片</a></p></td><td><div>推广：报名</div></td></tr></table></body></html>',
        encoding="utf8",
    )
    assert only_article(path).text == "\n".join(["老式网页", *PARAGRAPHS])


def test_a_page_without_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><script>x()</script></body></html>", encoding="utf8")
    with pytest.raises(DocumentError, match="no article text"):
        read(source(path))
