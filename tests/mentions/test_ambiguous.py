"""Names that are also words."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.lexicon_files
from kg import resources
from kg.errors import LexiconError
from kg.mentions.ambiguous import FILE, HEADER, AmbiguousNames
from kg.model import Mention, Span
from kg.vocab import EntityType

LEXICON_FOLDER = resources.seeds_folder() / "lexicon"
LEXICON = kg.lexicon_files.load(LEXICON_FOLDER)
NAMES = AmbiguousNames.load(LEXICON_FOLDER / FILE, LEXICON)

ENTITY = [
    ("小米", "雷军介绍，小米今年研发投入将超过300亿元。"),
    ("苹果", "库克说，苹果会继续扩大在印度的生产。"),
    ("长安", "长安的新能源车型在泰国投产。"),
    ("大众", "大众计划在合肥生产新的电动车。"),
    ("平安", "平安的寿险业务恢复增长。"),
    ("亚马逊", "亚马逊的AWS业务收入增长两成。"),
    ("甲骨文", "甲骨文扩建数据库云服务。"),
    ("浪潮", "浪潮的服务器出货量居前。"),
    ("特斯拉", "特斯拉的上海工厂交付量创新高。"),
    ("寒武纪", "寒武纪的芯片用于该集群。"),
    ("长城", "长城的皮卡出口澳大利亚。"),
]
WORD = [
    ("小米", "该县以小米、荞麦为主的杂粮销往各地。"),
    ("苹果", "静宁的苹果卖到了果园之外，果农增收。"),
    ("长安", "展览再现了唐代长安的街市。"),
    ("大众", "文化惠民活动让广大群众和社会大众受益。"),
    ("平安", "民警守护旅客平安出行。"),
    ("移动", "移动支付已普及到县城。"),
    ("统一", "全国统一大市场建设提速。"),
    ("亚马逊", "亚马逊雨林的砍伐面积下降。"),
    ("甲骨文", "殷墟出土的甲骨文入选名录。"),
    ("浪潮", "在数字化浪潮中，传统工厂加快改造。"),
    ("特斯拉", "尼古拉·特斯拉是交流电的先驱。"),
    ("寒武纪", "澄江的化石记录了寒武纪的生物大爆发。"),
    ("长城", "八达岭长城每天限制游客数量。"),
    ("地平线", "太阳从远处的地平线升起。"),
]


def mention(text: str, surface: str) -> Mention:
    start = text.index(surface)
    return Mention(
        span=Span(start, start + len(surface)),
        surface=surface,
        type=EntityType.COMPANY,
        source="tagger",
        confidence=0.9,
    )


@pytest.mark.parametrize(("name", "text"), ENTITY)
def test_a_name_is_found_also_where_the_tagger_missed_it(name: str, text: str) -> None:
    (found,) = [one for one in NAMES.tell(text, []) if one.surface == name]
    assert found.entity in LEXICON
    assert text[found.span.start : found.span.end] == name


@pytest.mark.parametrize(("name", "text"), WORD)
def test_a_word_is_no_name_though_the_tagger_took_it_for_one(name: str, text: str) -> None:
    assert NAMES.tell(text, [mention(text, name)]) == []


def test_where_nothing_tells_the_tagger_is_believed() -> None:
    text = "小米表示，情况属实。"
    (kept,) = NAMES.tell(text, [mention(text, "小米")])
    assert kept.entity == LEXICON.find("小米").id  # type: ignore[union-attr]
    assert NAMES.tell(text, []) == []


def test_signs_elsewhere_in_the_article_count_where_the_sentence_has_none() -> None:
    text = "小米的价格上涨。\n今年杂粮减产，高粱、玉米也贵了。"
    assert NAMES.tell(text, [mention(text, "小米")]) == []


def test_a_longer_name_that_holds_the_word_stays() -> None:
    text = "平安健康险为旅客平安出行承保。"
    assert mention(text, "平安健康险") in NAMES.tell(text, [mention(text, "平安健康险")])


def test_both_readings_have_signs_or_the_row_would_tell_nothing() -> None:
    lines = (LEXICON_FOLDER / FILE).read_text("utf8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    assert len(rows) == len({name for name, *_ in rows}) == len(NAMES) >= 50
    assert [name for name, _, words, _ in rows if not words] == []
    assert rows == sorted(rows)


@pytest.mark.parametrize(
    ("line", "problem"),
    [("小米\txiaomi\t杂粮", "3 columns"), ("小米\tno-such-thing\t杂粮\t手机", "no entity 'no-such-thing'")],
)
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, line: str, problem: str) -> None:
    path = tmp_path / FILE
    path.write_text(f"{HEADER}\n{line}\n", "utf8")
    with pytest.raises(LexiconError, match=rf"ambiguous\.tsv, line 2: {problem}"):
        AmbiguousNames.load(path, LEXICON)
