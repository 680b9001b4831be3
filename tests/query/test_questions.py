"""Questions in Chinese and English, against a graph whose facts are in sight (``industry_graph``)."""

from __future__ import annotations

from datetime import date

import pytest
from industry_graph import industry_view

from kg.query import Asker
from kg.query.asking.vocabulary import vocabulary
from kg.store import FactRow
from kg.vocab import Relation

VIEW = industry_view()
ASKER = Asker(VIEW)
FACTS: dict[Relation, FactRow] = {}
for _fact in VIEW.content().facts:
    FACTS.setdefault(_fact.relation, _fact)
TODAY = date(2024, 1, 1)

# Question → answers, separated by blanks; names with blanks in them are not in this graph's answers.
ANSWERED = """
谁投资了中芯国际？ | 国家集成电路产业投资基金
中芯国际投资了哪些公司？ | 中芯京城
哪些公司被腾讯投资了 | 京东 美团
腾讯投资的公司有哪些 | 京东 美团
投资了中芯国际的基金 | 国家集成电路产业投资基金
who invested in SMIC? | 国家集成电路产业投资基金
which companies did Tencent invest in? | 京东 美团
what has Tencent invested in | 京东 美团
companies Tencent invested in since 2015 | 美团
Tencent's investments | 京东 美团
腾讯对京东投资了多少钱 | 13亿元
大基金投资中芯国际的金额 | 15亿美元
中芯国际向中芯京城投资了多少 | 20亿元
how much did Tencent invest in JD.com | 13亿元
腾讯什么时候投资了美团 | 2015
when did Tencent invest in Meituan | 2015
中芯国际的股东有哪些 | 华芯投资 国家集成电路产业投资基金
谁持有中芯国际的股份 | 华芯投资 国家集成电路产业投资基金
京东的股份被谁持有 | 腾讯
who holds a stake in SMIC | 华芯投资 国家集成电路产业投资基金
华芯投资持有中芯国际多少股份 | 8.1%
腾讯在京东的持股比例是多少 | 17%
what percentage of JD.com does Tencent hold | 17%
谁持有中芯国际超过5%的股份 | 华芯投资
中芯京城属于谁 | 中芯国际
华为有多少家子公司 | 1
海思是谁的子公司 | 华为
which company is the parent of 海思 | 华为
动视暴雪被谁收购了 | 微软
which companies were acquired by Microsoft | 动视暴雪
who was Activision Blizzard acquired by | 微软
微软花了多少钱收购动视暴雪 | 687亿美元
谁打算收购Arm | 英伟达
who plans to acquire Arm | 英伟达
哪些公司计划收购 | 英伟达
中国联通没有和谁合并 | 中国铁塔
华为是谁创立的 | 任正非
when was Huawei founded | 1987
华为成立于哪一年 | 1987
华为是什么时候成立的 | 1987
companies founded by 马化腾 | 腾讯
比亚迪和谁合作 | 丰田
和华为合作的公司有哪些 | 中国移动
who does BYD partner with | 丰田
华为和中国移动合作吗 | 是
华为和中兴是竞争对手吗 | 是
are Huawei and ZTE competitors | yes
特斯拉的竞争对手 | 比亚迪 蔚来
who competes with Tesla | 比亚迪 蔚来
宁德时代的客户是谁 | 特斯拉 蔚来
宁德时代向谁供货 | 特斯拉 蔚来
哪些公司为苹果代工 | 富士康
whose customer is Tesla | 宁德时代
宁德时代向特斯拉供应什么 | 麒麟电池
what does CATL supply to Tesla | 麒麟电池
谁向华为供应麒麟芯片 | 海思
华为的供应商和客户 | 海思 中国移动
台积电不再向谁供货 | 华为
哪些公司研发隐私计算 | 微众银行 蚂蚁集团
华为发布了什么产品 | 鸿蒙OS 麒麟芯片
谁研发了鸿蒙 | 华为
which companies plan to use 鸿蒙 | 美团
哪些企业在使用鸿蒙 | 京东
蚂蚁集团使用了哪些技术 | 联邦学习
SIAC的成员 | 英特尔 苹果 高通
SIAC有多少成员 | 3
what organizations is Huawei a member of | 开放原子开源基金会
is Intel a member of SIAC | yes
英特尔属于谁 | SIAC
谁在腾讯任职 | 马化腾
谁是中芯国际的非执行董事 | 刘明
中芯国际有哪些董事 | 刘明
腾讯的CEO是谁 | 马化腾
who is the CEO of Huawei | 任正非
赵海军在哪里任职 | 中芯国际
赵海军担任什么职务 | 联合首席执行官
刘明在中芯国际的职务 | 非执行董事
what is 刘明's position | 非执行董事
赵海军是哪家公司的 | 中芯国际
where does 赵海军 work | 中芯国际
工信部发布了哪些政策 | 云计算发展三年行动计划 算力枢纽实施方案
policies issued by NDRC | 算力枢纽实施方案
中国信通院发布了哪些白皮书 | 云计算白皮书
算力枢纽实施方案是谁发布的 | 国家发展改革委 工信部
工信部与国家发展改革委共同发布的政策 | 算力枢纽实施方案
东数西算覆盖哪些地区 | 贵州 宁夏
东数西算计划覆盖哪些地区 | 内蒙古
which policies cover 贵州 | 东数西算
市场监管总局处罚了谁 | 阿里巴巴
阿里巴巴被罚了多少钱 | 182.28亿元
受数据安全法监管的公司 | 阿里巴巴
华为的总部在哪里 | 深圳
where is Huawei located | 深圳
in which city is Huawei located | 深圳
上海有哪些公司 | 中芯国际 商汤科技
有多少家公司在上海 | 2
how many companies are located in Shenzhen | 2
在深圳的公司与谁合作 | 丰田 中国移动
哪些在上海的公司研发28纳米 | 中芯国际
which companies in Shanghai develop 28纳米 | 中芯国际
谁运营贵安数据中心 | 腾讯
腾讯有哪些数据中心 | 贵安数据中心
who hosts WAIC | 阿里巴巴
世界人工智能大会在哪里举行 | 上海
上海举办了哪些活动 | 世界人工智能大会
联邦学习属于什么 | 隐私计算
隐私计算包括哪些技术 | 联邦学习
what is 联邦学习 part of | 隐私计算
阿里巴巴的股东投资了哪些公司 | 阿里巴巴
哪些公司既研发隐私计算又使用联邦学习 | 蚂蚁集团
哪些腾讯投资的公司使用鸿蒙 | 京东
谁既投资了京东又投资了美团 | 腾讯
谁投资了中芯国际和京东 | 国家集成电路产业投资基金 腾讯
投资最多的公司 | 腾讯
哪家公司投资最多 | 腾讯
竞争对手最多的公司 | 比亚迪 特斯拉
成员最多的联盟 | SIAC
company with the most competitors | 比亚迪 特斯拉
罚款金额最高的公司 | 阿里巴巴
列出所有基金 | 国家集成电路产业投资基金
阿里巴巴旗下的公司 | 阿里云
被腾讯投资过的企业有几家 | 2
中芯国际获得了谁的投资 | 国家集成电路产业投资基金
做隐私计算的公司有哪些 | 微众银行 蚂蚁集团
隐私计算领域有哪些公司 | 微众银行 蚂蚁集团
马化腾的公司 | 腾讯
与特斯拉竞争的公司还有哪些其他竞争对手 | 宁德时代
算力枢纽实施方案是什么时候印发的 | 2021-05-24
马化腾在腾讯担任什么 | 董事会主席兼首席执行官
鸿蒙是哪家公司的产品 | 华为
特斯拉的工厂在哪里 | 上海
SIAC由哪些公司组成 | 英特尔 苹果 高通
贵州适用哪些政策 | 东数西算
总部在深圳的公司 | 华为
微软以多少钱收购了动视暴雪 | 687亿美元
微软何时收购的动视暴雪 | 2022-01
who owns at least 8% of SMIC | 华芯投资
How much was Alibaba fined? | 182.28亿元
Which city hosts WAIC? | 上海
Where is the headquarters of BYD? | 深圳
List all companies that Tencent has invested in | 京东 美团
Which companies that Tencent invested in use HarmonyOS? | 京东
Which association has the most members? | SIAC
investments made by Tencent | 京东 美团
Tencent's largest investment | 京东 美团
有多少家公司 | 34
1990年以前成立的公司 | 华为
companies founded before 1990 | 华为
哪些公司成立于1987年 | 华为
which companies were founded in 1987 | 华为
成立最早的公司 | 华为
谁成立了华为 | 任正非
华为旗下有哪些子公司 | 海思
市场监管总局把哪家公司罚了 | 阿里巴巴
谁处罚了阿里巴巴 | 市场监管总局
policies issued in 2021 | 云计算发展三年行动计划 算力枢纽实施方案
which American companies develop iPhone | 苹果
American companies | 苹果
Who runs 腾讯? | 马化腾
腾讯的负责人是谁 | 马化腾
who leads Huawei | 任正非
在上海建厂的公司 | 特斯拉
特斯拉在哪些城市有工厂 | 上海
特斯拉在上海有哪些工厂 | 上海超级工厂
who owns the largest stake in JD.com | 腾讯
京东的第一大股东是谁 | 腾讯
which regions does the 东数西算 project cover | 贵州 宁夏
工信部和国家发展改革委联合发布的政策 | 算力枢纽实施方案
哪些公司研发电池 | 宁德时代
电池企业有哪些 | 宁德时代
谁向特斯拉供应电池 | 宁德时代
特斯拉的电池供应商 | 宁德时代
谁给中国移动供应设备 | 华为
关于云计算的政策 | 云计算发展三年行动计划
苹果的代工厂是谁 | 富士康
腾讯参与投资的公司 | 京东 美团
谁在给华为供货 | 海思
谁在给华为做供应商 | 海思
how much did Microsoft pay for Activision Blizzard | 687亿美元
Did Microsoft acquire Activision Blizzard? | yes
中国联通和中国铁塔合并了吗 | 否
台积电向华为供货吗 | 否
赵海军的任职经历 | 中芯国际
哪些技术由微众银行研发 | 隐私计算
"""
PAIRS = """
2021年以来超过10亿元的投资 | 中芯国际>中芯京城
超过10亿美元的投资 | 国家集成电路产业投资基金>中芯国际
10亿美元以上的投资 | 国家集成电路产业投资基金>中芯国际 腾讯>美团
2015年以前的投资 | 腾讯>京东 软银集团>阿里巴巴
2014年至2016年的投资 | 腾讯>京东 腾讯>美团
金额最大的收购 | 微软>动视暴雪
最早的投资 | 软银集团>阿里巴巴
金额超过100亿美元的收购，包括计划中的 | 微软>动视暴雪 英伟达>Arm
biggest acquisitions | 微软>动视暴雪
planned acquisitions | 英伟达>Arm
1亿到20亿元的投资 | 中芯国际>中芯京城 腾讯>京东
2018年发生了哪些收购 | 阿里巴巴>饿了么
最大的投资 | 中芯国际>中芯京城 国家集成电路产业投资基金>中芯国际
谁是谁的子公司 | 中芯京城>中芯国际 海思>华为 阿里云>阿里巴巴
investments over 1 billion yuan | 中芯国际>中芯京城 腾讯>京东
deals that were called off | 中国联通>中国铁塔
金额最大的收购是哪一笔 | 微软>动视暴雪
What is the largest acquisition? | 微软>动视暴雪
没有完成的合并有哪些 | 中国联通>中国铁塔
Which investments were larger than 1 billion dollars? | 国家集成电路产业投资基金>中芯国际
持股比例超过5%的股东有哪些 | 华芯投资>中芯国际 腾讯>京东
"""


def table(text: str) -> list[tuple[str, list[str]]]:
    """Questions with their answers."""
    lines = [line.split(" | ") for line in text.strip().splitlines()]
    return [(question, answers.split()) for question, answers in lines]


@pytest.mark.parametrize(("question", "answers"), table(ANSWERED))
def test_a_question_has_these_answers(question: str, answers: list[str]) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert {answer.label for answer in reply.answers} == set(answers), reply.understood or reply.trouble


@pytest.mark.parametrize(("question", "pairs"), table(PAIRS))
def test_a_question_of_facts_lists_both_ends(question: str, pairs: list[str]) -> None:
    reply = ASKER.ask(question, today=TODAY)
    told = {answer.label.replace(" → ", ">") for answer in reply.answers}
    assert told == set(pairs), reply.understood or reply.trouble


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("relation", Relation)
def test_the_questions_offered_of_a_relation_are_of_that_relation(relation: Relation, language: str) -> None:
    fact = FACTS[relation]
    for pattern in vocabulary().offers[relation][language]:
        asked = pattern.replace("{s}", fact.subject_label).replace("{o}", fact.object_label)
        question = ASKER.ask(asked, today=TODAY).question
        assert question is not None, asked
        options = {option.relation for clause in question.thing.clauses for option in clause.options}
        assert options == {relation}, asked
        assert question.language == language


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("谁投资了火星公司", "火星"),
        ("谁投资了华为云", "云"),
        ("谁喜欢华为", "喜欢"),
        ("腾讯的营收", "营收"),
        ("who is the wife of 马化腾", "wife"),
        ("what is the revenue of Tencent", "revenue"),
        ("华为什么时候倒闭", "倒闭"),
        ('谁投资了"} UNION { ?s ?p ?o', "union"),
    ],
)
def test_a_question_with_an_unknown_word_is_declined_and_names_it(question: str, unknown: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert (reply.question, reply.answers, reply.sparql) == (None, (), "")
    assert unknown in reply.trouble
    assert reply.offers


@pytest.mark.parametrize(
    "question",
    [
        "谁",
        "什么",
        "有哪些",
        "多少",
        "的",
        "",
        "？",
        "华为 腾讯",
        "刘明的",
        "哪些公司没有股东",
        "谁投资了" * 300,
    ],
)
def test_a_question_that_says_nothing_is_declined(question: str) -> None:
    reply = ASKER.ask(question, today=TODAY)
    assert reply.question is None
    assert reply.trouble


def test_a_question_against_the_types_of_things_says_what_they_are() -> None:
    reply = ASKER.ask("鸿蒙的成员")
    assert reply.question is None
    assert "鸿蒙OS = Product" in reply.trouble


def test_offered_questions_are_understood() -> None:
    for asked in ("谁喜欢华为", "who likes 东数西算", "马化腾的营收", "天气"):
        for offer in ASKER.ask(asked).offers:
            assert ASKER.ask(offer).question is not None, offer


def test_a_near_name_is_offered_and_not_taken() -> None:
    reply = ASKER.ask("谁投资了中芯囯际")
    assert reply.question is None
    assert "中芯国际" in reply.trouble or any("中芯国际" in offer for offer in reply.offers)


def test_a_word_that_says_more_than_its_relation_must_be_in_the_sentence() -> None:
    assert [answer.label for answer in ASKER.ask("谁罚了阿里巴巴").answers] == ["市场监管总局"]
    reply = ASKER.ask("谁约谈了阿里巴巴")
    assert (reply.answers, reply.understood) == ((), "求 X：X 监管 阿里巴巴（句中有“约谈”）；已陈述的")
    assert [answer.label for answer in ASKER.ask("总部在上海的公司").answers] == ["中芯国际"]
    # Where one thing is, is near enough to where its headquarters are; and told as no more than that.
    reply = ASKER.ask("商汤科技的总部在哪里")
    assert [answer.label for answer in reply.answers] == ["上海"]
    assert reply.understood == "求 X：商汤科技 位于 X；X 是地点；已陈述的"


def test_a_part_of_names_is_told_as_that_and_stands_for_no_company() -> None:
    reply = ASKER.ask("哪些公司研发电池")
    assert reply.understood == "求 X：X 是企业；X 研发 Y；Y 的名称含“电池”；已陈述的"
    assert ASKER.ask("谁投资了饿了").question is None


def test_both_what_says_so_and_what_denies_it_answer_whether_it_is_so() -> None:
    reply = Asker(industry_view("2021-08-01 题\ntsmc supplies huawei Asserted | 台积电向华为供货。")).ask(
        "台积电向华为供货吗"
    )
    assert [answer.label for answer in reply.answers] == ["是", "否"]


def test_a_founding_is_of_its_own_time_and_not_of_the_day_of_an_article() -> None:
    assert [answer.label for answer in ASKER.ask("2020年之后成立的公司").answers] == []
    assert [answer.label for answer in ASKER.ask("2020年之前成立的公司").answers] == ["华为"]


@pytest.mark.parametrize(
    ("question", "day", "answers"),
    [
        ("谁投资了中芯国际", "2019", []),
        ("谁投资了中芯国际", "2020", ["国家集成电路产业投资基金"]),
        ("SIAC", "2021-05-27", []),
        ("SIAC", "2021-05-28", ["美国", "苹果", "英特尔", "高通"]),
        ("腾讯和京东是什么关系", "2013", []),
    ],
)
def test_a_question_as_of_a_day_is_answered_by_what_stood_then(
    question: str, day: str, answers: list[str]
) -> None:
    reply = ASKER.ask(question, as_of=day)
    assert {answer.label for answer in reply.answers} == set(answers)


def test_what_is_only_planned_is_no_answer_but_is_told_of() -> None:
    reply = ASKER.ask("谁收购了Arm")
    assert not reply.answers
    assert "计划中的" in reply.trouble


def test_amounts_of_different_currencies_are_not_compared() -> None:
    first, second = ASKER.ask("最大的投资").answers
    assert first.statement and second.statement
    assert {first.statement.fact.currency, second.statement.fact.currency} == {"CNY", "USD"}


def test_what_a_fact_does_not_state_is_said() -> None:
    assert "没有写明金额" in ASKER.ask("富士康投资软银集团多少钱").trouble


def test_facts_of_one_triple_from_two_articles_are_one_answer_with_two_sources() -> None:
    (answer,) = ASKER.ask("谁投资了中芯国际").answers
    assert answer.statement is not None
    assert answer.statement.sources == 2
    assert answer.statement.fact.amount_text == "15亿美元"


def test_an_answer_carries_its_evidence() -> None:
    (answer,) = ASKER.ask("谁收购了动视暴雪").answers
    record = answer.record()
    assert record["sentence"] == "微软以687亿美元收购动视暴雪。"
    assert (record["article"], record["relation"], record["amount"]) == (
        "并购与监管",
        "acquires",
        68700000000,
    )


def test_two_things_are_connected_by_their_facts() -> None:
    reply = ASKER.ask("华芯投资和中芯国际是什么关系")
    told = {answer.statement.fact.relation for answer in reply.answers if answer.statement}
    assert told == {Relation.SHAREHOLDER_OF, Relation.PARTNERS_WITH}


@pytest.mark.parametrize("question", ["how is 台积电 connected to 苹果", "台积电与苹果是如何联系在一起的"])
def test_two_things_without_a_fact_of_both_are_connected_through_others(question: str) -> None:
    (answer,) = ASKER.ask(question).answers
    assert answer.label == "台积电 → 英伟达 → 富士康 → 苹果"
    assert len(answer.others) == 2


def test_a_name_alone_asks_for_everything_that_is_said_of_it() -> None:
    answers = ASKER.ask("介绍一下SIAC").answers
    assert {answer.label for answer in answers} == {"英特尔", "高通", "苹果", "美国"}


def test_the_query_that_is_told_gives_the_answers() -> None:
    reply = ASKER.ask("腾讯投资了哪些公司")
    rows = VIEW.select(reply.sparql)
    assert {str(row["t1"]) for row in rows} == {f"<{answer.iri}>" for answer in reply.answers}


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("华为的股东有哪些", "求 X：X 持股 华为；已陈述的"),
        ("which companies plan to use 鸿蒙", "which X: X is a company; X uses 鸿蒙OS; planned"),
        (
            "2021年5月超过1亿美元的收购",
            "列出 X, Y：X 收购 Y；已陈述的；时间在 2021-05；金额 > 100,000,000 USD",
        ),
        ("去年的投资", "列出 X, Y：X 投资 Y；已陈述的；时间在 2023"),
        (
            "金额最高的三笔投资",
            "列出 X, Y：X 投资 Y；已陈述的；各币种按金额从大到小；各币种前 3 个",
        ),
        ("子公司最多的两家公司", "求 X：X 是企业；Y 隶属于 X；已陈述的；按数量从多到少；前 2 个"),
    ],
)
def test_how_a_question_was_understood_is_told_in_its_language(question: str, understood: str) -> None:
    assert ASKER.ask(question, today=TODAY).understood == understood


def test_titles_with_quotation_marks_reach_the_query_escaped() -> None:
    extra = '2021-01-01 题\nliuming worksFor huawei Asserted | 刘明任华为顾问。 | #a"}\\顾问'
    (answer,) = Asker(industry_view(extra)).ask("华为的顾问是谁").answers
    assert answer.statement is not None
    assert (answer.label, answer.statement.fact.title) == ("刘明", 'a"}\\顾问')
