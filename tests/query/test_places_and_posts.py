"""Places with what lies in them, and posts that are held now: facts of the sample documents."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import industry_graph
import pytest
import rdflib
from industry_graph import industry_view

from kg.export import export
from kg.model import Entity, Name
from kg.query import Asker
from kg.query.asking.within import places_in
from kg.store import open_view
from kg.vocab import EntityType

TODAY = date(2024, 1, 1)
_MORE = """
sk-hynix Company SK海力士
wuxi-apptec Company 药明康德
great-wall-motor Company 长城汽车
xpeng Company 小鹏汽车
kumamoto-fab Facility 熊本厂
rapidus Company Rapidus
segars Person 西蒙·赛加斯|Simon#Segars
haas Person 雷内·哈斯
wangfengying Person 王凤英
zhangyong Person 张勇
jiangsu Location 江苏|江苏省
wuxi Location 无锡
zhejiang Location 浙江
kumamoto Location 熊本
japan Location 日本|Japan iso:JP
china Location 中国|China iso:CN
guiyang Location 贵阳
"""
_TOLD = """
2023-05-22 厂在何处
sk-hynix locatedIn wuxi Asserted | SK海力士在无锡生产DRAM。
wuxi-apptec locatedIn wuxi Asserted | 李革在无锡创办药明康德。
wuxi-apptec locatedIn shanghai Planned | 药明康德拟在上海设厂。
great-wall-motor locatedIn jiangsu Asserted | 长城汽车在江苏设厂。
tsmc locatedIn kumamoto Asserted | 台积电在熊本设厂。
tsmc operates kumamoto-fab Asserted | 台积电运营熊本厂。
kumamoto-fab locatedIn kumamoto Asserted | 熊本厂位于熊本。
rapidus locatedIn japan Asserted | Rapidus在日本成立。
eleme locatedIn zhejiang Asserted | 饿了么在浙江设立子公司。
zte locatedIn china Asserted | 中兴在中国经营。
east-west appliesTo guiyang Asserted | “东数西算”覆盖贵阳。
byd partnersWith great-wall-motor Asserted | 比亚迪与长城汽车合作。

2022-02-08 英伟达放弃收购Arm
segars worksFor arm Asserted | 同日，Arm首席执行官西蒙·赛加斯辞职，雷内·哈斯接任。 | #首席执行官
liuming worksFor arm Asserted | 刘明卸任Arm董事，仍是Arm首席财务官。 | #首席财务官

2021-01-05 Arm的首席执行官
segars worksFor arm Asserted | Arm首席执行官西蒙·赛加斯表示乐观。 | #首席执行官

2023-08-22 Arm递交上市文件
haas worksFor arm Asserted | Arm的首席执行官为雷内·哈斯。 | #首席执行官

2023-07-26 换帅
wangfengying worksFor great-wall-motor Asserted | 曾任长城汽车总裁的王凤英出任小鹏汽车总裁。 | #总裁
wangfengying worksFor xpeng Asserted | 曾任长城汽车总裁的王凤英出任小鹏汽车总裁。 | #总裁
zhangyong worksFor aliyun Asserted | 张勇任阿里云董事长。 | #董事长

2023-09-10 阿里云
zhangyong worksFor aliyun Negated | 张勇不再担任阿里云董事长。 | #董事长
"""


@pytest.fixture(scope="module")
def asker() -> Asker:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(industry_graph, "ENTITIES", industry_graph.ENTITIES | _entities())
        return Asker(industry_view(_TOLD))


def _entities() -> dict[str, Entity]:
    rows = (line.split(" ") for line in _MORE.strip().splitlines())
    return {
        id_: Entity(
            id=id_,
            type=EntityType(kind),
            names=tuple(
                Name(name.replace("#", " "), "en" if name.isascii() else "zh") for name in names.split("|")
            ),
            identifiers=tuple((code[:3], code[4:]) for code in codes),
            origin="lexicon",
        )
        for id_, kind, names, *codes in rows
    }


def labels(asker: Asker, question: str) -> set[str]:
    reply = asker.ask(question, today=TODAY)
    assert reply.question is not None, reply.trouble
    return {answer.label for answer in reply.answers}


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("日本的工厂有哪些", "熊本厂"),
        ("which factories are in Japan", "熊本厂"),
        ("江苏有哪些半导体企业", "SK海力士"),
        ("哪些公司在江苏", "SK海力士 药明康德 长城汽车"),
        ("江苏的企业", "SK海力士 药明康德 长城汽车"),
        ("江苏有多少家公司", "3"),
        ("哪些公司在江苏和浙江", "SK海力士 药明康德 长城汽车 饿了么 阿里巴巴"),
        ("哪些公司同时在江苏和浙江", ""),
        ("江苏或上海的公司", "SK海力士 药明康德 长城汽车 中芯国际 商汤科技"),
        ("哪些公司计划落户中国", "药明康德 中芯国际"),
        ("SK海力士在江苏吗", "是"),
        ("SK海力士在浙江吗", ""),
        ("台积电在日本有哪些工厂", "熊本厂"),
        ("哪些江苏的公司和比亚迪合作", "长城汽车"),
        ("无锡有哪些公司", "SK海力士 药明康德"),
        (
            "companies in China",
            "SK海力士 药明康德 长城汽车 中芯国际 商汤科技 华为 比亚迪 阿里巴巴 饿了么 中兴通讯",
        ),
    ],
)
def test_what_is_in_a_place_is_in_that_around_it(asker: Asker, question: str, answers: str) -> None:
    assert labels(asker, question) == set(answers.split())


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("日本公司有哪些", "Rapidus"),
        ("日本的公司", "Rapidus"),
        ("Japanese companies", "Rapidus"),
        ("哪些中国公司和比亚迪合作", ""),
        ("东数西算覆盖哪些地区", "贵州 宁夏 贵阳"),
        ("哪些政策覆盖贵州", "东数西算"),
        ("哪些政策覆盖中国", ""),
        ("SK海力士在哪里", "无锡"),
        ("SK海力士在哪个城市", "无锡"),
    ],
)
def test_of_a_countrys_companies_policies_and_places_themselves_it_is_not_so(
    asker: Asker, question: str, answers: str
) -> None:
    reply = asker.ask(question, today=TODAY)
    assert labels(asker, question) == set(answers.split())
    assert "VALUES (?t" not in reply.sparql
    assert not re.search("其中的地方|lies in it", reply.understood)


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("哪些公司在江苏", "求 X：X 是企业；X 位于 江苏（及其中的地方）；已陈述的"),
        ("which companies are in 江苏", "X is located in 江苏 and what lies in it"),
        ("哪些公司在无锡", "求 X：X 是企业；X 位于 无锡；已陈述的"),
    ],
)
def test_that_what_lies_in_a_place_counts_is_told(asker: Asker, question: str, understood: str) -> None:
    assert understood in asker.ask(question, today=TODAY).understood


def test_the_query_names_only_places_of_the_graph(asker: Asker) -> None:
    assert len(places_in("china")) > 1000
    named = re.findall(r"\(<\S+/china> <\S+/([\w-]+)>\)", asker.ask("哪些公司在中国").sparql)
    assert {"china", "jiangsu", "wuxi", "guiyang"} <= set(named)
    assert "nanjing" not in named
    assert len(named) < 20


@pytest.mark.parametrize("question", ["日本的工厂有哪些", "江苏或上海的公司", "哪些公司在江苏和浙江"])
def test_everywhere_the_query_gives_the_same_rows(asker: Asker, question: str, tmp_path: Path) -> None:
    export(asker._view, path := tmp_path / "graph.ttl")
    reply = asker.ask(question, today=TODAY)
    again = Asker(open_view(path)).ask(question, today=TODAY)
    assert (again.sparql, again.answers) == (reply.sparql, reply.answers)
    rows = rdflib.Graph().parse(path).query(reply.sparql)
    assert len(rows) == len(list(asker._view.select(reply.sparql))) > 0


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("谁是Arm的首席执行官", "西蒙·赛加斯 雷内·哈斯"),
        ("谁现在是Arm的首席执行官", "雷内·哈斯"),
        ("who is currently the CEO of Arm", "雷内·哈斯"),
        ("西蒙·赛加斯现在是Arm的首席执行官吗", ""),
        ("目前谁是Arm的首席财务官", "刘明"),
        ("王凤英现在在哪里任职", "小鹏汽车"),
        ("长城汽车现在的总裁是谁", ""),
        ("小鹏汽车目前的总裁是谁", "王凤英"),
        ("谁是阿里云的董事长", "张勇"),
        ("谁现在是阿里云的董事长", ""),
    ],
)
def test_who_has_left_a_post_does_not_hold_it_now(asker: Asker, question: str, answers: str) -> None:
    assert labels(asker, question) == set(answers.split())


def test_what_the_graph_cannot_know_of_now_is_told(asker: Asker) -> None:
    reply = asker.ask("谁现在是Arm的首席执行官", today=TODAY)
    assert reply.understood.endswith("没有句子说已离任的（此后是否仍在任，图谱不知）")
    assert reply.sparql.endswith("# of these rows: those of whom no sentence tells that they left the post")
    assert "已离任" not in asker.ask("现在谁投资了京东", today=TODAY).understood
