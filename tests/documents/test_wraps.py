from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.lines import compact, lines_of
from kg.documents.wraps import paragraphs, setting_of

FIRST = (
    "中芯国际5月19日晚间披露公告称，董事会审议通过了限制性股票激励计划草案，本次计划拟授予的限制性股票总量"
    "不超过七千五百六十五万股，约占总股本的百分之零点九六，首次授予的激励对象不超过四千人。"
)
SECOND = (
    "公司表示，计划的实施将稳定核心团队，实现员工利益与股东利益的深度绑定，有助于公司在行业的人才竞争中掌握主动权，"
    "不断增强自身的核心竞争力；计划尚需股东大会审议通过。"
)


def _wrap(text: str, size: int, *, first: str = "") -> str:
    whole = first + text
    return "\n".join(whole[start : start + size] for start in range(0, len(whole), size))


def _texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(lines_of(text))]


@pytest.mark.parametrize("size", [20, 28, 36])
def test_wraps_are_undone_where_indents_mark_paragraphs(size: int) -> None:
    text = f"标题一行\n{_wrap(FIRST, size, first='　　')}\n{_wrap(SECOND, size, first='　　')}"
    assert _texts(text) == ["标题一行", FIRST, SECOND]


@pytest.mark.parametrize("size", [20, 28, 36])
def test_wraps_are_undone_where_blank_lines_mark_paragraphs(size: int) -> None:
    text = f"标题一行\n\n{_wrap(FIRST, size)}\n\n{_wrap(SECOND, size)}"
    assert _texts(text) == ["标题一行", FIRST, SECOND]


def test_wraps_are_undone_where_a_blank_line_follows_every_line() -> None:
    lines = ["标题一行 ", *(_wrap(FIRST, 30) + " ").split("\n"), *(_wrap(SECOND, 30) + " ").split("\n")]
    lines += [*(_wrap(FIRST, 30) + " ").split("\n")]
    assert _texts("\n\n".join(lines)) == ["标题一行", FIRST, SECOND, FIRST]


def test_wraps_are_undone_where_only_a_short_line_ends_a_paragraph() -> None:
    assert _texts(f"标题一行\n{_wrap(FIRST, 30)}\n{_wrap(SECOND, 30)}") == ["标题一行", FIRST, SECOND]


def test_subheads_and_list_items_stay_on_their_own() -> None:
    text = f"标题一行\n{_wrap(FIRST, 30)}\n激励对象\n{_wrap(SECOND, 30)}\n● 第一项\n● 第二项"
    assert _texts(text) == ["标题一行", FIRST, "激励对象", SECOND, "● 第一项", "● 第二项"]


def test_a_text_with_a_paragraph_a_line_is_left_as_it_is() -> None:
    lines = ["标题一行", FIRST, "激励对象", SECOND, "中芯国际", "华虹公司", "长江存储"]
    assert _texts("\n".join(lines)) == lines


def test_a_list_of_names_of_like_length_is_no_wrapped_text() -> None:
    names = [
        "名单",
        "华虹半导体有限公司",
        "长江存储科技有限责任公司",
        "中芯国际集成电路制造有限公司",
        "上海微电子装备公司",
    ]
    assert _texts("\n".join(names)) == names


def test_latin_words_are_parted_by_one_blank_and_chinese_by_none() -> None:
    english = (
        "SMIC said on Wednesday that its revenue for the first quarter rose by a fifth from a year before, "
        "as demand for mature nodes stayed strong and its fabs in Shanghai, Beijing and Shenzhen ran full."
    )
    assert _texts("SMIC reports\n\n" + "\n".join(textwrap.wrap(english, 64))) == ["SMIC reports", english]
    mixed = ["标题", f"{FIRST[:31]}搭载Harmony", f"OS系统的设备{FIRST[:30]}", FIRST[30:66], FIRST[66:]]
    assert _texts("\n".join(mixed))[1].startswith(f"{FIRST[:31]}搭载Harmony OS系统的设备{FIRST[:30]}")


def test_words_cut_at_a_margin_that_is_filled_to_the_last_cell_are_put_together() -> None:
    sentence = "开源社区OpenHarmony的成员单位包括华为和润和软件，芯片型号为GH200。"
    text = "标题\n" + "\n".join(_cells(sentence * 12, 60))
    assert _texts(text) == ["标题", sentence * 12]


def _cells(text: str, size: int) -> list[str]:
    lines, line, used = [], "", 0
    for character in text:
        cells = 1 if character.isascii() else 2
        if used + cells > size:
            lines, line, used = [*lines, line], "", 0
        line, used = line + character, used + cells
    return [*lines, line]


def test_a_page_break_within_a_sentence_is_undone() -> None:
    assert _texts(f"标题\n{FIRST[:40]}\n\f{FIRST[40:]}\n{SECOND}") == ["标题", FIRST, SECOND]


def test_unwrapped_text_has_no_margin() -> None:
    assert setting_of(lines_of(f"标题\n{FIRST}\n{SECOND}")).width == 0


@given(st.integers(18, 40), st.lists(st.sampled_from([FIRST, SECOND]), min_size=2, max_size=5))
def test_wrapping_and_unwrapping_is_the_identity(size: int, texts: list[str]) -> None:
    wrapped = "标题一行\n\n" + "\n\n".join(_wrap(text, size) for text in texts)
    assert [compact(text) for text in _texts(wrapped)] == ["标题一行", *texts]
