from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from making import articles_in, only_article, source

from kg.documents import read
from kg.errors import DocumentError


def test_paragraphs_and_tables_come_in_the_order_of_the_document(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("2023年科技公司人事", level=0)
    document.add_paragraph("过去一年，多家公司更换了掌门人。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["公司", "新任", "中芯国际", "刘训峰"], strict=True):
        cell.text = text
    document.add_paragraph("以上据公司公告整理。")
    document.save(str(tmp_path / "a.docx"))
    lines = only_article(tmp_path / "a.docx").text.split("\n")
    assert lines == [
        "2023年科技公司人事",
        "过去一年，多家公司更换了掌门人。",
        "公司\t新任",
        "中芯国际\t刘训峰",
        "以上据公司公告整理。",
    ]


def test_a_merged_cell_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("标题")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并的单元格"
    document.save(str(tmp_path / "b.docx"))
    assert only_article(tmp_path / "b.docx").text.count("合并的单元格") == 1


def test_the_day_of_making_dates_a_document_that_states_no_other(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.created = datetime(2022, 3, 4, 8, 0)
    document.add_paragraph("一个标题")
    document.add_paragraph("一段正文。")
    document.save(str(tmp_path / "c.docx"))
    assert only_article(tmp_path / "c.docx").issued == date(2022, 3, 4)
    document.paragraphs[0].insert_paragraph_before("另一个标题")
    document.paragraphs[1].text = "2021-05-20"
    document.save(str(tmp_path / "d.docx"))
    assert only_article(tmp_path / "d.docx").issued == date(2021, 5, 20)


def test_the_date_of_the_template_is_no_date(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("一个标题")
    document.add_paragraph("一段正文。")
    document.save(str(tmp_path / "e.docx"))
    assert only_article(tmp_path / "e.docx").issued is None


def test_heading_styles_tell_the_titles_of_a_digest_from_subheads(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("数字经济周报")
    for section, title in [("政策动态", "国家数据局挂牌"), ("企业要闻", "华虹公司上市")]:
        document.add_heading(section, level=1)
        document.add_heading(title, level=2)
        document.add_paragraph("昨日，有关方面公布了消息。")
        document.add_heading("背景与影响", level=3)
        document.add_paragraph("这是背景。")
    document.save(str(tmp_path / "f.docx"))
    found = articles_in(tmp_path / "f.docx")
    assert [(article.section, article.title) for article in found] == [
        ("政策动态", "国家数据局挂牌"),
        ("企业要闻", "华虹公司上市"),
    ]
    assert found[0].text == "国家数据局挂牌\n昨日，有关方面公布了消息。\n背景与影响\n这是背景。"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 and nothing more", "not a whole Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old .doc format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_a_word_file_that_cannot_be_opened_says_why(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "broken.docx"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=reason):
        read(source(path))


def test_a_cell_that_covers_a_billion_columns_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(1, 0).text, table.cell(1, 1).text = "宽", "甲", "乙"
    table.cell(0, 0)._tc.grid_span = 1_000_000_000
    document.save(str(tmp_path / "wide.docx"))
    text = read(source(tmp_path / "wide.docx")).text
    assert text.splitlines() == ["宽", "甲\t乙"]


def test_a_cell_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "2021年"
    table.cell(0, 1).text, table.cell(1, 1).text = "甲", "乙"
    document.save(str(tmp_path / "merged.docx"))
    text = read(source(tmp_path / "merged.docx")).text
    assert text.splitlines() == ["2021年\t甲", "2021年\t乙"]
