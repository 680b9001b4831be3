from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from making import only_article, pdf_bytes, source

from kg.documents import read
from kg.errors import DocumentError

BODY = [
    "中芯国际5月19日晚间披露公告称，董事会审议通过了限制性股",
    "票激励计划草案。本次计划拟授予的限制性股票总量不超过七千",
    "五百六十五万股。",
]


def _page(number: int, lines: list[str], *, indent: bool = True) -> list[tuple[float, float, float, str]]:
    placed = [(60.0, 800.0, 9.0, "半导体观察"), (280.0, 30.0, 9.0, f"- {number} -")]
    for index, line in enumerate(lines):
        left = 60.0 + 24 * (indent and index == 0)
        placed.append((left, 760.0 - 20 * index, 12.0, line))
    return placed


def test_lines_of_a_pdf_become_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    title = [(150.0, 780.0, 16.0, "中芯国际推股权激励"), (200.0, 765.0, 9.0, "2021-05-20 产业笔记")]
    body = [(60.0 + 24 * (i % 3 == 0), 730.0 - 20 * i, 12.0, line) for i, line in enumerate(BODY + BODY)]
    path.write_bytes(pdf_bytes([title + body]))
    article = only_article(path)
    paragraph = "".join(BODY)
    assert article.text == f"中芯国际推股权激励\n{paragraph}\n{paragraph}"
    assert (article.issued, article.source) == (date(2021, 5, 20), "产业笔记")


def test_running_titles_and_page_numbers_do_not_cut_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "b.pdf"
    pages = [
        _page(1, ["半导体产业一周回顾之晶圆代工", *BODY[:2]], indent=False),
        _page(2, [BODY[2], *BODY], indent=False),
        _page(3, BODY, indent=False),
    ]
    path.write_bytes(pdf_bytes(pages))
    text = only_article(path).text
    assert "半导体观察" not in text
    assert "- 1 -" not in text
    assert "".join(BODY) in text.split("\n")[1]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left = [f"左栏第{n}行的文字写到这里就满了再" for n in "一二三四五六"]
    right = [f"右栏第{n}行的文字写到这里就满了再" for n in "一二三四五六"]
    rows = [(60.0, 780.0, 16.0, "两栏排版的报道：这个标题横跨两栏，所以在最前面出现")]
    for index, (a, b) in enumerate(zip(left, right, strict=True)):
        rows += [(60.0, 740.0 - 20 * index, 12.0, a), (320.0, 740.0 - 20 * index, 12.0, b)]
    path = tmp_path / "c.pdf"
    path.write_bytes(pdf_bytes([rows]))
    text = read(source(path)).text
    assert text.index("左栏第六行") < text.index("右栏第一行")
    assert text.startswith("两栏排版的报道")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf_bytes([[]]), "OCR"),
        (pdf_bytes([[(60, 700, 12, "文字")]])[:200], "not a whole PDF"),
        (
            pdf_bytes(
                [[(60, 700, 12, "文字")]],
                extra_trailer=f"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                f"/O <{'11' * 32}> /U <{'22' * 32}> >>",
            ),
            "password",
        ),
    ],
)
def test_a_pdf_without_readable_text_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=reason) as error:
        read(source(path))
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)
