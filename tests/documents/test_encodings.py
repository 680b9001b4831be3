from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.encodings import decoded, in_encoding, plausibility

SIMPLIFIED = (
    "中芯国际集成电路制造有限公司5月19日公布季报，营业收入同比增长22%，"
    "产能利用率接近满载，全年资本开支约281亿元。"
)
TRADITIONAL = (
    "台積電今日宣布，董事會核准資本預算約28億美元，用於建置成熟製程產能，"
    "預計2023年下半年量產，全年營收成長可望超過兩成。"
)


@pytest.mark.parametrize("length", [12, 30, 60])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_short_simplified_texts_are_told_apart(encoding: str, length: int) -> None:
    text = SIMPLIFIED[:length]
    assert decoded(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize("length", [12, 30, 60])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_short_traditional_texts_are_told_apart(encoding: str, length: int) -> None:
    text = TRADITIONAL[:length]
    assert decoded(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_a_bom_names_the_encoding_and_is_not_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decoded(mark + SIMPLIFIED.encode(encoding)) == (SIMPLIFIED, encoding)


def test_english_in_utf_16_is_not_taken_for_chinese() -> None:
    text = "SMIC reports its results for the first quarter of 2021."
    assert decoded(text.encode("utf-16-le")) == (text, "utf-16-le")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_file_that_was_cut_in_mid_character_is_still_read(encoding: str) -> None:
    assert decoded((SIMPLIFIED * 5).encode(encoding)[:-1]) == ((SIMPLIFIED * 5)[:-1], encoding)


def test_a_japanese_text_is_read_by_its_statistics() -> None:
    text = (
        "ソニーグループは決算を発表した。売上高は前年同期に比べて増え、過去最高となった。イメージセンサーも好調だった。"
        * 3
    )
    found = decoded(text.encode("shift_jis"))
    assert found is not None
    assert found[0] == text


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n" + b"\x00\x13\xfe" * 60]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    assert decoded(data) is None


def test_a_declared_encoding_that_does_not_fit_is_not_believed() -> None:
    assert in_encoding(SIMPLIFIED.encode("gb18030"), "utf-8") is None
    assert in_encoding(SIMPLIFIED.encode("gb18030"), "gb2312") == SIMPLIFIED
    assert in_encoding(b"abc", "no-such-encoding") is None


def test_wrongly_decoded_text_is_less_plausible_than_right_text() -> None:
    wrong = SIMPLIFIED.encode("gb18030").decode("big5", errors="ignore")
    assert plausibility(wrong) < 0.3 < plausibility(SIMPLIFIED)


@given(st.text(min_size=1))
def test_utf_8_is_always_recognised_or_refused(text: str) -> None:
    found = decoded(text.encode("utf-8", "surrogatepass"))
    assert (
        found is None
        or "\0" in text
        or "\ud800" <= max(text) <= "\udfff"
        or found[0] == text.removeprefix("\ufeff")
    )


def test_a_stray_nul_leaves_utf8_what_it_is() -> None:
    text = "中芯国际5月27日宣布投资华为。" * 20
    data = text.encode().replace("投资".encode(), b"\0" + "投资".encode(), 1)
    found = decoded(data)
    assert found is not None
    assert found[1] == "utf-8"
    assert found[0].replace("\0", "") == text
