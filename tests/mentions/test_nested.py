"""Known names inside longer names."""

from __future__ import annotations

from pathlib import Path

import pytest
from mentions.naming_samples import LEXICON, mention

from kg import resources
from kg.errors import RuleError
from kg.mentions.known import KnownNames
from kg.mentions.nested import NestedNames
from kg.vocab import EntityType

NESTED = NestedNames.load(resources.seeds_folder() / "markers" / "nested.toml", KnownNames(LEXICON))


def within(surface: str, kind: EntityType, before: str = "昨日，") -> list[tuple[str, EntityType]]:
    """The names within a name that stands somewhere in a text."""
    text = f"{before}{surface}宣布"
    found = list(NESTED.find([mention(text, surface, kind)]))
    assert all(one.source == "nested" for one in found)
    assert all(text[one.span.start : one.span.end] == one.surface for one in found)
    return [(one.surface, one.type) for one in found]


@pytest.mark.parametrize(
    ("surface", "kind", "expected"),
    [
        ("厦门大学微电子学院", EntityType.RESEARCH, [("厦门大学", EntityType.RESEARCH)]),
        ("芜湖白马山水泥厂", EntityType.FACILITY, [("芜湖", EntityType.LOCATION)]),
        (
            "中芯国际芜湖工厂",
            EntityType.FACILITY,
            [("中芯国际", EntityType.COMPANY), ("芜湖", EntityType.LOCATION)],
        ),
        ("首届芜湖科博会", EntityType.EVENT, [("芜湖", EntityType.LOCATION)]),
        ("芜湖厂", EntityType.FACILITY, [("芜湖", EntityType.LOCATION)]),
        ("芜湖市场监管局", EntityType.GOVERNMENT, [("芜湖", EntityType.LOCATION)]),
        ("厦门大学", EntityType.RESEARCH, [("厦门", EntityType.LOCATION)]),
        ("芜湖人才条例", EntityType.POLICY, [("芜湖", EntityType.LOCATION)]),
        (
            "中芯国际芜湖公司",
            EntityType.COMPANY,
            [("中芯国际", EntityType.COMPANY), ("芜湖", EntityType.LOCATION)],
        ),
        ("中芯国际云雀芯片", EntityType.PRODUCT, [("中芯国际", EntityType.COMPANY)]),
        ("云雀电信研究院未来网络中心", EntityType.RESEARCH, [("云雀电信研究院", EntityType.RESEARCH)]),
        ("云岭大学生命科学学院", EntityType.RESEARCH, [("云岭大学", EntityType.RESEARCH)]),
        ("云岭省发展改革委高技术处", EntityType.GOVERNMENT, [("云岭省发展改革委", EntityType.GOVERNMENT)]),
    ],
)
def test_a_thing_in_the_name_of_another_is_found(
    surface: str, kind: EntityType, expected: list[tuple[str, EntityType]]
) -> None:
    assert within(surface, kind) == expected


@pytest.mark.parametrize(
    ("surface", "kind"),
    [
        ("芜湖某某科技有限公司", EntityType.COMPANY),
        ("新建中芯国际工厂", EntityType.FACILITY),
        ("云岭市人民政府办公厅", EntityType.GOVERNMENT),
        ("云雀研究院（北京）", EntityType.COMPANY),
        ("云雀研究院", EntityType.RESEARCH),
        ("云岭省大学生创新联盟", EntityType.RESEARCH),
    ],
)
def test_what_a_reader_would_not_want_apart_is_left_whole(surface: str, kind: EntityType) -> None:
    assert within(surface, kind) == []


@pytest.mark.parametrize(
    ("surface", "core"),
    [
        ("“云雀F8”四向车", "云雀F8"),
        ("巡检机器人“云雀”", "云雀"),
        ("旋转屏QC156", "QC156"),
        ("P150农业无人机", "P150"),
        ("云雀二号卫星", None),
        ("K1芯片", None),
    ],
)
def test_a_products_name_is_found_beside_the_word_for_what_it_is(surface: str, core: str | None) -> None:
    assert within(surface, EntityType.PRODUCT) == ([(core, EntityType.PRODUCT)] if core else [])


@pytest.mark.parametrize(
    "content", ["[start]\n", '[start]\nNothing = ["Company"]\n[anywhere]\n', "[start", None]
)
def test_a_broken_file_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "nested.toml"
    if content is not None:
        path.write_text(content, "utf8")
    with pytest.raises(RuleError, match=r"^nested\.toml: cannot be read"):
        NestedNames.load(path, KnownNames(LEXICON))


@pytest.mark.xfail(strict=True, reason="only the first place of a name within another is looked at")
def test_a_name_of_the_article_is_found_within_another_where_it_stands_alone() -> None:
    text = "AI很热。SAIC AI平台上线。"
    ai, platform = (
        mention(text, name, kind)
        for name, kind in (("AI", EntityType.TECHNOLOGY), ("SAIC AI平台", EntityType.PRODUCT))
    )
    found = [(one.surface, one.span.start) for one in NESTED.find([ai, platform])]
    assert found == [("AI", text.index(" AI") + 1)]
