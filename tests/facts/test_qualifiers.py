"""What a sentence adds to a fact: amount, percent, time, post, product."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from facts.scene_samples import place, staged

from kg.facts.qualifiers import qualifiers, values
from kg.model import Qualifiers
from kg.vocab import Relation

ISSUED = date(2021, 5, 27)
BUYS, INVESTS, HOLDS, WORKS, SUPPLIES, FOUNDS = (
    Relation.ACQUIRES,
    Relation.INVESTS_IN,
    Relation.SHAREHOLDER_OF,
    Relation.WORKS_FOR,
    Relation.SUPPLIES,
    Relation.FOUNDS,
)


def said(marked: str, relation: Relation, subject: str, object_: str) -> Qualifiers:
    """The qualifiers of a fact between two names of a marked sentence."""
    where = staged(marked)
    found = values(where.text, ISSUED)
    return qualifiers(where, relation, place(where, subject), place(where, object_), found)


def amount(marked: str, relation: Relation, subject: str, object_: str) -> str:
    """The words of the amount, or nothing."""
    money = said(marked, relation, subject, object_).amount
    return money.text if money else ""


@pytest.mark.parametrize(
    ("marked", "relation", "subject", "object_", "expected"),
    [
        ("[腾讯]以15亿元投资[京东]", INVESTS, "腾讯", "京东", "15亿元"),
        ("[腾讯]向[京东]投资15亿元，持股5%", INVESTS, "腾讯", "京东", "15亿元"),
        ("[甲]收购[乙]51%股权，作价3亿美元", BUYS, "甲", "乙", "3亿美元"),
        ("[甲]投资[乙]5亿元，[丙]投资[丁]6亿元", INVESTS, "甲", "乙", "5亿元"),
        ("[甲]投资[乙]5亿元，[丙]投资[丁]6亿元", INVESTS, "丙", "丁", "6亿元"),
        ("[甲]出资5亿元，[丙]出资6亿元，设立[丁]", FOUNDS, "甲", "丁", "5亿元"),
        ("[甲]出资5亿元，[丙]出资6亿元，设立[丁]", FOUNDS, "丙", "丁", "6亿元"),
        ("[甲]投资[乙]；去年营收20亿元", INVESTS, "甲", "乙", ""),
        ("[甲]投资[乙]，" + "这是很长的插入语" * 8 + "20亿元", INVESTS, "甲", "乙", ""),
        ("[李郁韬|Person]任[甲]总裁，年薪500万元", WORKS, "李郁韬", "甲", ""),
        ("[甲]投资[乙]", INVESTS, "甲", "乙", ""),
    ],
)
def test_the_amount_is_the_nearest_one_of_the_facts_own_clause(
    marked: str, relation: Relation, subject: str, object_: str, expected: str
) -> None:
    assert amount(marked, relation, subject, object_) == expected


def test_an_amount_has_its_value_and_currency() -> None:
    money = said("[甲]收购[乙]，作价3.5亿美元", BUYS, "甲", "乙").amount
    assert money is not None
    assert (money.value, money.currency) == (Decimal("350000000"), "USD")


@pytest.mark.parametrize(
    ("marked", "relation", "subject", "object_", "expected"),
    [
        ("[腾讯]持有[京东]17%的股份", HOLDS, "腾讯", "京东", "0.17"),
        ("[甲]收购[乙]百分之五十一的股权", BUYS, "甲", "乙", "0.51"),
        ("[甲]持股[乙]5%，持股[丙]8%", HOLDS, "甲", "丙", "0.05"),
        ("[甲]、[乙]分别持有[丙]5%、8%的股份", HOLDS, "甲", "丙", "0.05"),
        ("[甲]为[乙]供货，毛利率30%", SUPPLIES, "甲", "乙", None),
        ("[甲]持有[乙]股份。营收增长30%", HOLDS, "甲", "乙", None),
    ],
)
def test_the_percentage_is_a_share_of_one(
    marked: str, relation: Relation, subject: str, object_: str, expected: str | None
) -> None:
    percent = said(marked, relation, subject, object_).percent
    assert percent == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("2021年3月，[甲]投资[乙]", "2021-03"),
        ("[甲]于5月20日投资[乙]", "2021-05-20"),
        ("[甲]昨日宣布投资[乙]", "2021-05-26"),
        ("[甲]投资[乙]，2025年投产", None),
        ("[甲]投资[乙]2020年成立的公司", "2020"),
        ("2019年成立；[甲]投资[乙]", None),
        ("2019年成立的[丙]说，2020年[甲]投资[乙]", "2020"),
        ("[甲]投资[乙]", None),
    ],
)
def test_the_time_stands_between_the_names_or_before_them_or_right_after(
    marked: str, expected: str | None
) -> None:
    time = said(marked, INVESTS, "甲", "乙").time
    assert (time.value if time else None) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[百度]董事长[李彦宏|Person]出席", "董事长"),
        ("[百度]创始人、董事长兼CEO[李彦宏|Person]出席", "创始人、董事长兼CEO"),
        ("[百度]的创始人[李彦宏|Person]", "创始人"),
        ("[百度]的[李彦宏|Person]", ""),
        ("[李彦宏|Person]担任[百度]董事长。", "董事长"),
        ("[李彦宏|Person]出任[百度]董事会主席兼首席执行官，", "董事会主席兼首席执行官"),
        ("[李彦宏|Person]是[百度]创始人。", "创始人"),
        ("[李彦宏|Person]（CEO）加盟[百度]", "CEO"),
        ("[李彦宏|Person]加入[百度]", ""),
        ("[李彦宏|Person]离开[百度]。", ""),
    ],
)
def test_the_post_stands_between_the_names_or_after_a_verb_of_office(marked: str, expected: str) -> None:
    assert said(marked, WORKS, "李彦宏", "百度").title == expected


@pytest.mark.xfail(strict=True, reason="any words between organisation and person count as a post")
@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[百度]任命[李彦宏|Person]为首席执行官。", "首席执行官"),
        ("[百度]聘请[李彦宏|Person]担任总裁。", "总裁"),
        ("[百度]宣布，[李彦宏|Person]辞任CEO。", "CEO"),
        ("[李彦宏|Person]（[百度]董事长）表示", "董事长"),
        ("[百度]董事长、[百度研究院|ResearchInstitute]院长[李彦宏|Person]", "董事长"),
        ("[李彦宏|Person]加入[百度]，任总裁。", "总裁"),
    ],
)
def test_a_post_is_neither_a_verb_nor_another_organisation(marked: str, expected: str) -> None:
    assert said(marked, WORKS, "李彦宏", "百度").title == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[宁德]向[特斯拉]供应[麒麟电池|Product]", "麒麟电池"),
        ("[宁德]向[特斯拉]供应[固态电池|Technology]和[麒麟电池|Product]", "固态电池"),
        ("[宁德]向[特斯拉]供货", ""),
        ("[宁德]向[特斯拉]供货，[麒麟电池|Product]另售", ""),
        ("[麒麟电池|Product]由[宁德]供应[特斯拉]", ""),
        ("[宁德]向[特斯拉]供应[产品|Product~pronoun=麒麟电池]", ""),
    ],
)
def test_the_product_of_a_supply_follows_the_customer_in_the_same_clause(marked: str, expected: str) -> None:
    assert said(marked, SUPPLIES, "宁德", "特斯拉").product == expected


def test_only_posts_have_titles_and_only_supplies_products() -> None:
    marked = "[甲]董事长[李郁韬|Person]投资[乙]的[麒麟|Product]"
    found = said(marked, INVESTS, "甲", "乙")
    assert (found.title, found.product) == ("", "")
