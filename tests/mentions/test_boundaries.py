"""Where names begin and end, mended after the tagger."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from kg import resources
from kg.errors import RuleError
from kg.mentions.boundaries import Boundaries
from kg.model import Mention, Span
from kg.vocab import EntityType

BOUNDARIES = Boundaries.load(resources.seeds_folder() / "markers" / "boundaries.toml")
COMPANY, PRODUCT, POLICY = EntityType.COMPANY, EntityType.PRODUCT, EntityType.POLICY
RESEARCH, BODY, PLACE = EntityType.RESEARCH, EntityType.GOVERNMENT, EntityType.LOCATION


def mended(
    text: str, *names: tuple[str, EntityType], confidence: float = 0.9
) -> list[tuple[str, EntityType]]:
    """The names after mending; each given name is looked for behind the one before it."""
    mentions, at = [], 0
    for name, kind in names:
        at = text.index(name, at)
        span = Span(at, at + len(name))
        mentions.append(Mention(span=span, surface=name, type=kind, source="tagger", confidence=confidence))
        at += len(name)
    found = BOUNDARIES.mend(text, mentions)
    assert all(text[one.span.start : one.span.end] == one.surface for one in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    return [(one.surface, one.type) for one in found]


@pytest.mark.parametrize(
    ("text", "tagged", "whole"),
    [
        ("公司发布“云岭”大模型。", "云岭”大模型", "“云岭”大模型"),
        ("楷登电子（Cadence）宣布", "楷登电子（Cadence", "楷登电子（Cadence）"),
        ("青岛“东方氢岛”启动", "青岛“东方氢岛", "青岛“东方氢岛”"),
        ("建设“量子大道”，", "“量子大道", "量子大道"),
        ("这就是“量子大道，还有", "“量子大道", "量子大道"),
        ("与砺岩数据）合作", "砺岩数据）", "砺岩数据"),
        ("推出灵犀智驾系统", "灵犀智驾系统", "灵犀智驾系统"),
    ],
)
def test_every_mark_in_a_name_has_its_counterpart(text: str, tagged: str, whole: str) -> None:
    assert mended(text, (tagged, PRODUCT)) == [(whole, PRODUCT)]


def test_a_counterpart_is_not_looked_for_beyond_a_clause() -> None:
    assert mended("“星河”很新，骁鸿”芯片", ("骁鸿”芯片", PRODUCT)) == [("芯片", PRODUCT)]


def test_the_title_of_a_document_is_one_name() -> None:
    text = "印发《关于支持云岭市氢能“双百”企业发展的通知》"
    tagged = [("关于支持", POLICY), ("云岭市", PLACE)]
    assert mended(text, *tagged) == [("关于支持云岭市氢能“双百”企业发展的通知", POLICY)]


def test_a_title_without_a_document_in_it_is_left_as_it_is() -> None:
    assert mended("歌曲《云岭市的夏天》", ("云岭市", PLACE)) == [("云岭市", PLACE)]


@pytest.mark.parametrize("marked", ["云岭市条例", "《云岭市条例》"])
def test_a_title_that_is_a_name_already_is_left_as_it_is(marked: str) -> None:
    assert mended("印发《云岭市条例》", (marked, POLICY)) == [("云岭市条例", POLICY)]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于设立“灯塔”工厂举报平台的公告", POLICY),
        ("云岭省数据流通管理办法（试行）", POLICY),
        ("中国灯具出口年度报告", EntityType.PUBLICATION),
    ],
)
def test_a_title_that_ends_as_documents_do_is_one_whatever_is_found_in_it(
    title: str, kind: EntityType
) -> None:
    assert mended(f"近日印发《{title}》。") == [(title, kind)]
    assert mended(f"近日印发《{title}》。", (title, PRODUCT)) == [(title, kind)]
    assert mended(f"近日印发《{title}》。", (title[:4], PLACE)) == [(title, kind)]


def test_a_title_that_ends_otherwise_is_no_document_by_that() -> None:
    assert mended("电影《灯塔》上映，小说《远山的呼唤》出版。") == []


def test_a_part_that_follows_its_body_belongs_to_its_name() -> None:
    text = "云岭研究院网络与IT技术研究所副所长"
    assert mended(text, ("云岭研究院", RESEARCH), ("网络与IT技术研究所", RESEARCH)) == [
        ("云岭研究院网络与IT技术研究所", RESEARCH)
    ]


def test_a_place_does_not_take_the_body_that_follows_it() -> None:
    text = "云岭市发展研究中心"
    assert mended(text, ("云岭市", PLACE), ("发展研究中心", RESEARCH)) == [
        ("云岭市", PLACE),
        ("发展研究中心", RESEARCH),
    ]


def test_two_bodies_that_act_together_are_two_names() -> None:
    assert mended("云岭市交通局联合市发展改革委印发", ("云岭市交通局联合市发展改革委", BODY)) == [
        ("云岭市交通局", BODY),
        ("市发展改革委", BODY),
    ]


def test_a_joining_word_within_a_name_does_not_part_it() -> None:
    assert mended("中国联合网络通信集团", ("中国联合网络通信集团", COMPANY)) == [
        ("中国联合网络通信集团", COMPANY)
    ]


def test_alternatives_with_a_stroke_between_are_names_of_their_own() -> None:
    assert mended("支持虚拟现实/增强现实等", ("虚拟现实/增强现实", EntityType.TECHNOLOGY)) == [
        ("虚拟现实", EntityType.TECHNOLOGY),
        ("增强现实", EntityType.TECHNOLOGY),
    ]
    assert mended("采用TCP/IP协议", ("TCP/IP协议", EntityType.TECHNOLOGY)) == [
        ("TCP/IP协议", EntityType.TECHNOLOGY)
    ]


def test_a_name_has_one_type_in_an_article() -> None:
    text = "云岭视频上线，云岭视频说，云岭视频涨"
    given = [("云岭视频", PRODUCT), ("云岭视频", COMPANY), ("云岭视频", PRODUCT)]
    assert mended(text, *given) == [("云岭视频", PRODUCT)] * 3


def test_broken_markers_are_told(tmp_path: Path) -> None:
    path = tmp_path / "boundaries.toml"
    path.write_text('units = ["司"]\n', "utf8")
    with pytest.raises(RuleError, match=r"boundaries\.toml: cannot be read"):
        Boundaries.load(path)
