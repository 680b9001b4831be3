"""Entities that a sentence means without naming them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.entities.references import references
from kg.model import Article, Link, Mention, Reference, Span
from kg.sentences import sentences
from kg.vocab import EntityType

TYPES: Mapping[str, EntityType] = {
    "隐翎科技": EntityType.COMPANY,
    "飞鸟汽车": EntityType.COMPANY,
    "甲银行": EntityType.COMPANY,
    "海角大学": EntityType.RESEARCH,
    "海角基金": EntityType.FUND,
    "数据条例": EntityType.POLICY,
    "李郁韬": EntityType.PERSON,
    "芜湖": EntityType.LOCATION,
    "隐翎一号": EntityType.PRODUCT,
    "芜湖工厂": EntityType.FACILITY,
    "国防科工局": EntityType.GOVERNMENT,
}


def meant(*lines: str) -> list[Reference]:
    """The references of an article; every name of TYPES in it is linked to itself."""
    text = "\n".join(lines)
    sentences_ = sentences(Article(id="a", document="d", title=lines[0], text=text))
    links: list[Link] = []
    for name in sorted(TYPES, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            span = Span(at, at + len(name))
            if not any(link.mention.span.overlaps(span) for link in links):
                mention = Mention(span=span, surface=name, type=TYPES[name], source="tagger", confidence=0.9)
                links.append(Link(mention=mention, entity=name, reason="new"))
            at = text.find(name, at + 1)
    links.sort(key=lambda link: link.mention.span)
    found = list(references(sentences_, links, TYPES))
    for one in found:
        sentence = sentences_[one.sentence]
        assert text[one.start : one.end] == one.surface
        assert sentence.span.start <= one.start <= one.end <= sentence.span.end
    return found


def by_pronoun(*lines: str) -> list[tuple[str, str]]:
    """(word, entity) of each pronoun."""
    return [(one.surface, one.entity) for one in meant(*lines) if one.via == "pronoun"]


def left_out(*lines: str) -> list[str]:
    """The entities that may be a sentence's subject without being named."""
    return [one.entity for one in meant(*lines) if one.via == "ellipsis"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("隐翎科技投产", "公司还将扩产。", ("公司", "隐翎科技")),
        ("隐翎科技投产", "该公司还将扩产。", ("该公司", "隐翎科技")),
        ("隐翎科技投产", "昨日，本公司公告。", ("本公司", "隐翎科技")),
        ("甲银行盈利", "该行表示满意。", ("该行", "甲银行")),
        ("海角大学获奖", "该校位于南方。", ("该校", "海角大学")),
        ("海角基金募资", "该基金规模20亿元。", ("该基金", "海角基金")),
        ("数据条例公布", "该条例自明年施行。", ("该条例", "数据条例")),
        ("芜湖招商", "该市出台新政。", ("该市", "芜湖")),
        ("芜湖招商", "当地企业受益。", ("当地", "芜湖")),
        ("芜湖工厂开工", "该项目年底投产。", ("该项目", "芜湖工厂")),
        ("隐翎一号上市", "该产品售价99元。", ("该产品", "隐翎一号")),
        ("李郁韬履新", "他此前在外企。", ("他", "李郁韬")),
        ("隐翎科技投产", "其产能翻番。", ("其", "隐翎科技")),
    ],
)
def test_a_pronoun_means_what_was_named_before(first: str, second: str, expected: tuple[str, str]) -> None:
    assert expected in by_pronoun(first, second)


@pytest.mark.parametrize(
    "sentence",
    [
        "其中三成出口。",
        "其他厂商跟进。",
        "尤其值得注意。",
        "该行业前景广阔。",
        "公司法修订了。",
        "他们都来了。",
        "吉他销量大增。",
    ],
)
def test_words_that_only_hold_a_pronoun_mean_nothing(sentence: str) -> None:
    assert by_pronoun("甲银行与李郁韬", sentence) == []


def test_both_sides_are_the_two_that_acted() -> None:
    found = by_pronoun("隐翎科技与飞鸟汽车签约", "双方将共同研发。")
    assert found == [("双方", "隐翎科技"), ("双方", "飞鸟汽车")]


def test_both_sides_are_named_before_in_the_same_sentence() -> None:
    found = by_pronoun("甲银行盈利", "隐翎科技与飞鸟汽车签约，双方将共同研发。")
    assert found == [("双方", "隐翎科技"), ("双方", "飞鸟汽车")]


def test_its_is_said_of_an_organisation_of_the_same_sentence_first() -> None:
    found = by_pronoun("甲银行盈利", "隐翎科技宣布，其产能翻番。")
    assert found[0] == ("其", "隐翎科技")


def test_a_pronoun_means_the_last_of_its_kind() -> None:
    found = by_pronoun("数据条例公布", "隐翎科技表态。", "飞鸟汽车表态。", "该条例施行。")
    assert found == [("该条例", "数据条例")]


def test_a_pronoun_within_a_name_is_none() -> None:
    """公司 in a linked name is no pronoun; a person's pronoun finds no company."""
    assert by_pronoun("隐翎科技投产", "国防科工局来访。") == []
    assert by_pronoun("隐翎科技投产", "他表示满意。") == []


def test_a_title_has_no_pronouns_and_leaves_no_subject_out() -> None:
    assert meant("公司：隐翎科技投产") == []


def test_a_sentence_may_leave_out_the_subject_of_the_one_before() -> None:
    assert "隐翎科技" in left_out("隐翎科技投产", "总投资20亿元。")


def test_what_a_sentence_names_is_not_left_out() -> None:
    assert "隐翎科技" not in left_out("隐翎科技投产", "隐翎科技总投资20亿元。")


def test_a_heading_leaves_no_subject_out() -> None:
    assert left_out("隐翎科技投产", "投资计划") == []


def test_the_company_that_the_article_is_about_is_offered_too() -> None:
    lines = ("隐翎科技投产", "隐翎科技扩产。", "飞鸟汽车表示祝贺。", "还将设立新厂。")
    last = [one.entity for one in meant(*lines) if one.sentence == 3 and one.via == "ellipsis"]
    assert last[:2] == ["飞鸟汽车", "隐翎科技"]


def test_a_policy_goes_on_being_the_topic() -> None:
    assert "数据条例" in left_out("数据条例公布", "适用于全国。")


def test_an_ellipsis_stands_at_the_beginning_of_its_sentence() -> None:
    for one in meant("隐翎科技投产", "总投资20亿元。"):
        assert (one.start, one.end, one.surface) == (7, 7, "")


def test_an_article_without_names_means_nothing() -> None:
    assert meant("要闻", "公司投产。", "其产能翻番。") == []


def test_a_company_that_an_article_calls_the_company_is_meant_by_it_throughout() -> None:
    title = "飞鸟汽车获注资"
    called = "甲银行注资飞鸟汽车，隐翎科技（以下简称“公司”或“隐翎”）跟投。"
    later = ("飞鸟汽车表示感谢。", "公司与伙伴也参与。")
    assert by_pronoun(title, called, *later)[-1] == ("公司", "隐翎科技")
    plain = called.replace("（以下简称“公司”或“隐翎”）", "")
    assert ("公司", "飞鸟汽车") in by_pronoun(title, plain, *later)


@pytest.mark.parametrize("title", ["隐翎科技：关于签署合同的公告", "隐翎科技关于对外投资的进展公告"])
def test_an_announcement_calls_the_one_that_makes_it_the_company(title: str) -> None:
    assert by_pronoun(title, "飞鸟汽车中标。", "飞鸟汽车感谢。", "本公司持股一成。") == [
        ("本公司", "隐翎科技")
    ]


def test_that_company_may_still_be_another() -> None:
    lines = ("隐翎科技：关于签署合同的公告", "飞鸟汽车中标。", "该公司成立多年。")
    assert ("该公司", "飞鸟汽车") in by_pronoun(*lines)
