"""Names that an article defines in brackets."""

from __future__ import annotations

import pytest
from mentions.naming_samples import mention

from kg import resources
from kg.mentions.definitions import Definitions
from kg.vocab import EntityType

DEFINITIONS = Definitions.load(resources.seeds_folder() / "markers" / "names.toml")


def defined(text: str, full: str, kind: EntityType = EntityType.COMPANY) -> list[str]:
    """The short names that a text defines for a full one; each must be what its span quotes."""
    found = list(DEFINITIONS.find(text, [mention(text, full, kind)]))
    assert all(text[one.short.start : one.short.end] == one.surface for one in found)
    assert all(one.full.surface == full for one in found)
    return [one.surface for one in found]


@pytest.mark.parametrize(
    ("text", "full", "expected"),
    [
        ("优刻得科技股份有限公司（以下简称“优刻得”）", "优刻得科技股份有限公司", ["优刻得"]),
        ("立岭控股（Lilin Holding AG，以下简称“立岭”）", "立岭控股", ["立岭", "Lilin Holding AG"]),
        ("优刻得科技股份有限公司(以下简称优刻得)", "优刻得科技股份有限公司", ["优刻得"]),
        ("优刻得科技股份有限公司 （下称“优刻得”）", "优刻得科技股份有限公司", ["优刻得"]),
        ("优刻得科技股份有限公司（以下简称“优刻得”或“公司”）", "优刻得科技股份有限公司", ["优刻得"]),
        (
            "优刻得科技股份有限公司（简称：优刻得，股票代码：688158）",
            "优刻得科技股份有限公司",
            ["优刻得"],
        ),
        ("隐翎科技（原名甲乙科技，下称隐翎）", "隐翎科技", ["甲乙科技", "隐翎"]),
        ("“鸿蒙操作系统”（简称“鸿蒙”）", "鸿蒙操作系统", ["鸿蒙"]),
        ("《网络数据安全管理条例》（以下简称《条例》）", "网络数据安全管理条例", ["条例"]),
    ],
)
def test_a_cue_in_brackets_introduces_another_name(text: str, full: str, expected: list[str]) -> None:
    assert defined(text + "发布公告", full) == expected


@pytest.mark.parametrize(
    ("text", "full", "expected"),
    [
        ("美国半导体联盟（SIAC）成立", "美国半导体联盟", ["SIAC"]),
        ("人工智能（Artificial Intelligence）", "人工智能", ["Artificial Intelligence"]),
        ("SIAC（美国半导体联盟）成立", "SIAC", ["美国半导体联盟"]),
    ],
)
def test_a_bracket_in_the_other_script_is_another_name(text: str, full: str, expected: list[str]) -> None:
    assert defined(text, full) == expected


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("优刻得（688158）上涨", "优刻得"),
        ("优刻得（688158.SH）上涨", "优刻得"),
        ("优刻得（SH688158）上涨", "优刻得"),
        ("优刻得（SH:688158）上涨", "优刻得"),
        ("优刻得（股票代码：688158）上涨", "优刻得"),
        ("小鹏汽车（NYSE:XPEV，09868.HK）", "小鹏汽车"),
        ("SMIC（00981.HK）", "SMIC"),
        pytest.param(
            "TSMC（股票代码2330）上涨", "TSMC", marks=pytest.mark.xfail(strict=True, reason="code as a name")
        ),
    ],
)
def test_a_stock_code_is_no_name(text: str, full: str) -> None:
    assert defined(text, full) == []


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("优刻得（上海）有限公司", "优刻得"),
        ("优刻得发布公告（以下简称“公告”）", "优刻得"),
        ("优刻得（以下简称“公司”）", "优刻得"),
        ("优刻得（以下简称“优刻得”）", "优刻得"),
        ("优刻得（2021年上市）", "优刻得"),
        ("优刻得，（UCloud）", "优刻得"),
        ("优刻得（", "优刻得"),
        ("优刻得（UCloud", "优刻得"),
        ("优刻得（）", "优刻得"),
        ("某某研究所（即将成立）", "某某研究所"),
        ("隐翎科技（原材料）", "隐翎科技"),
    ],
)
def test_what_only_looks_like_a_definition_defines_nothing(text: str, full: str) -> None:
    assert defined(text, full) == []


@pytest.mark.xfail(strict=True, reason="whatever stands in the bracket is taken for a name")
@pytest.mark.parametrize(
    ("text", "full", "kind"),
    [
        ("李郁韬（CEO）表示", "李郁韬", EntityType.PERSON),
        ("Corvane（荷兰）推出新药", "Corvane", EntityType.COMPANY),
        ("OpenAI（上周发布新模型）", "OpenAI", EntityType.COMPANY),
    ],
)
def test_a_post_a_place_or_a_remark_in_brackets_is_no_name(text: str, full: str, kind: EntityType) -> None:
    assert defined(text, full, kind) == []


def test_without_cues_only_the_other_script_defines() -> None:
    text = "隐翎科技（SIAC）与甲乙科技（以下简称“甲乙”）"
    mentions = [mention(text, "隐翎科技"), mention(text, "甲乙科技")]
    assert [one.surface for one in Definitions(["简称"]).find(text, mentions)] == ["SIAC", "甲乙"]
