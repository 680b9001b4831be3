"""Names said shorter than they are: titles by their pieces, bodies by short words, companies without their trade."""

from __future__ import annotations

import industry_graph
import pytest

from kg.query import Asker

_CHENGDU = "成都市促进低空经济产业发展三年行动方案（2024—2026年）"
_MORE = f"""chengdu Location 成都|成都市
suzhou Location 苏州|苏州市
peixian Location 沛县
chengdu-plan Policy {_CHENGDU}
suzhou-robots Policy 苏州市人工智能产业创新发展行动方案
hefei-robots Policy 合肥市人工智能产业提升发展行动方案
fund-rules Policy 合肥市创业投资引导基金管理办法|管理办法
peixian-samr GovernmentBody 沛县市场监督管理局
volvo Company 沃尔沃汽车|Volvo#Cars
shenhua Company 中国神华|神华股份
shenhua-group Company 神华集团"""
_FACTS = """2021-01-01 题
chengdu-plan appliesTo chengdu Asserted | 方案适用于成都。
fund-rules appliesTo chengdu Asserted | 办法适用于成都。
suzhou-robots appliesTo suzhou Asserted | 方案适用于苏州。
hefei-robots appliesTo chengdu Asserted | 方案适用于成都。
peixian-samr regulates meituan Asserted | 沛县市场监督管理局对美团罚款3万元。
tencent acquires volvo Asserted | 腾讯收购沃尔沃汽车。
shenhua acquires zte Asserted | 中国神华收购中兴。
shenhua-group acquires zte Asserted | 神华集团收购中兴。
"""


@pytest.fixture
def asker(monkeypatch: pytest.MonkeyPatch) -> Asker:
    for line in _MORE.splitlines():
        monkeypatch.setitem(industry_graph.ENTITIES, line.split()[0], industry_graph._entity(line))
    return Asker(industry_graph.industry_view(_FACTS))


@pytest.mark.parametrize(
    "title",
    [
        "成都低空经济三年行动方案",
        "成都市低空经济行动方案",
        "低空经济三年行动方案",
        "《成都低空经济行动方案》",
        "成都的低空经济三年行动方案",
    ],
)
def test_a_title_is_found_by_its_pieces_and_told_in_full(asker: Asker, title: str) -> None:
    reply = asker.ask(f"{title}覆盖哪些地方？")
    assert _CHENGDU in reply.understood
    assert [answer.label for answer in reply.answers] == ["成都"]


@pytest.mark.parametrize("title", ["苏州低空经济三年行动方案", "三年行动方案", "昆明低空经济行动方案"])
def test_what_tells_it_from_that_title_is_never_left_out(asker: Asker, title: str) -> None:
    assert _CHENGDU not in asker.ask(f"{title}覆盖哪些地方？").understood


def test_a_title_that_two_may_be_meant_by_is_offered_in_full(asker: Asker) -> None:
    reply = asker.ask("人工智能发展行动方案到底覆盖了哪片海？")
    assert reply.question is None
    assert {one for offer in reply.offers for one in ("苏州市", "合肥市") if one in offer} == {
        "苏州市",
        "合肥市",
    }


def test_the_kind_of_a_policy_is_no_name_of_one(asker: Asker) -> None:
    assert "创业投资引导基金" not in asker.ask("有哪些管理办法").understood


def test_a_body_is_found_by_short_words_for_it(asker: Asker) -> None:
    reply = asker.ask("沛县市场监管局罚了谁")
    assert "沛县市场监督管理局 监管 X" in reply.understood
    assert [answer.label for answer in reply.answers] == ["美团"]


@pytest.mark.parametrize("question", ["谁收购了沃尔沃", "who acquired Volvo"])
def test_a_company_is_found_without_its_trade_where_nothing_else_takes_the_word_in(
    asker: Asker, question: str
) -> None:
    reply = asker.ask(question)
    assert "沃尔沃汽车" in reply.understood
    assert [answer.label for answer in reply.answers] == ["腾讯"]


def test_what_is_left_of_two_companies_is_neither_and_both_are_offered(asker: Asker) -> None:
    reply = asker.ask("神华收购了谁")
    assert reply.question is None
    assert reply.offers == ("中国神华收购了谁", "神华集团收购了谁")
