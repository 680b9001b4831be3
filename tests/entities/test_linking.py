"""Which names of an article stand for one thing, and which thing that is."""

from __future__ import annotations

from random import Random

import pytest
from entities.linking_samples import LEXICON, SHORTENING, Named, groups, linked, mentions
from hypothesis import given
from hypothesis import strategies as st

from kg.entities.decisions import Decision, Decisions, Verdict
from kg.entities.linking import Linker
from kg.vocab import EntityType, family


def test_names_that_the_lexicon_knows_as_one_are_joined() -> None:
    entity_of, reason, entities = linked(["中芯国际", "SMIC", "中芯国际集成电路制造有限公司"])
    assert set(entity_of.values()) == {"smic"}
    assert reason["中芯国际"] == "lexicon"
    assert [entity.label for entity in entities] == ["中芯国际"]


def test_a_full_name_leads_to_the_lexicon_entity_of_its_only_short_form() -> None:
    entity_of, _, (entity,) = linked(["优刻得科技股份有限公司"])
    assert entity_of == {"优刻得科技股份有限公司": "ucloud"}
    assert entity.label == "优刻得"
    assert "优刻得科技股份有限公司" in {name.text for name in entity.names}


def test_a_definition_joins_two_names() -> None:
    names = ["甲乙丙研究中心", "飞鸟"]
    assert groups(names) == [["甲乙丙研究中心"], ["飞鸟"]]
    assert groups(names, definitions=[("甲乙丙研究中心", "飞鸟")]) == [["甲乙丙研究中心", "飞鸟"]]
    _, reason, _ = linked(names, definitions=[("甲乙丙研究中心", "飞鸟")])
    assert reason == {"甲乙丙研究中心": "new", "飞鸟": "definition"}


def test_a_definition_of_names_that_are_no_mentions_joins_nothing() -> None:
    assert groups(["隐翎科技"], definitions=[("隐翎科技", "飞鸟"), ("不在", "隐翎科技")]) == [["隐翎科技"]]


def test_a_short_form_is_joined_to_its_full_name() -> None:
    entity_of, reason, _ = linked(["隐翎科技有限公司", "隐翎科技", "隐翎"])
    assert len(set(entity_of.values())) == 1
    assert reason == {"隐翎科技有限公司": "new", "隐翎科技": "short form", "隐翎": "short form"}


def test_a_short_form_of_two_full_names_is_joined_to_neither() -> None:
    names = ["隐翎科技有限公司", "隐翎汽车有限公司", "隐翎"]
    assert groups(names) == [["隐翎"], ["隐翎汽车有限公司"], ["隐翎科技有限公司"]]


def test_china_petroleum_is_not_its_international_subsidiary() -> None:
    names = ["中国石油", "中国石油国际事业有限公司"]
    assert groups(names) == [["中国石油"], ["中国石油国际事业有限公司"]]


def test_two_entities_of_the_lexicon_are_never_joined() -> None:
    entity_of, _, _ = linked(["比亚迪", "比亚迪电子"], definitions=[("比亚迪电子", "比亚迪")])
    assert entity_of == {"比亚迪": "byd", "比亚迪电子": "byd-electronic"}


def test_an_abbreviation_is_joined_to_the_one_name_that_it_abbreviates() -> None:
    assert groups(["河南昱峰高压开关有限公司", "昱峰开关"]) == [["昱峰开关", "河南昱峰高压开关有限公司"]]
    two = ["河南昱峰高压开关有限公司", "昱峰低压开关有限公司", "昱峰开关"]
    assert ["昱峰开关"] in groups(two)


def test_a_person_goes_by_the_family_name() -> None:
    person = EntityType.PERSON
    assert groups([("蒂姆·库克", person), ("库克", person)]) == [["库克", "蒂姆·库克"]]
    two = [("蒂姆·库克", person), ("罗宾·库克", person), ("库克", person)]
    assert ["库克"] in groups(two)


def test_names_of_two_families_are_not_short_forms_of_each_other() -> None:
    assert groups([("隐翎科技有限公司", EntityType.COMPANY), ("隐翎", EntityType.PRODUCT)]) == [
        ["隐翎"],
        ["隐翎科技有限公司"],
    ]


def test_organisations_of_all_kinds_are_one_family_and_so_are_products_and_technologies() -> None:
    assert family(EntityType.FUND) == family(EntityType.COMPANY)
    assert family(EntityType.PRODUCT) == family(EntityType.TECHNOLOGY)
    assert len({family(kind) for kind in EntityType}) == 14 - 5 - 1


def test_one_name_with_two_types_is_one_entity_of_the_type_with_more_confidence() -> None:
    product, technology = EntityType.PRODUCT, EntityType.TECHNOLOGY
    _, _, (entity,) = linked([("隐翎一号", product), ("隐翎一号", technology), ("隐翎一号", product)])
    assert entity.type is product


@pytest.mark.parametrize("second", ["《数据条例》", "数据 条例", "数据条例"])
def test_marks_and_blanks_make_no_other_name(second: str) -> None:
    policy = EntityType.POLICY
    assert len(linked([("数据条例", policy), (second, policy)])[2]) == 1


def test_a_known_name_of_another_kind_is_a_new_thing() -> None:
    """荷兰 as a product's name is not the country."""
    entity_of, _, (entity,) = linked([("荷兰", EntityType.PRODUCT)])
    assert entity_of["荷兰"].startswith("x-")
    assert entity.type is EntityType.PRODUCT


def test_a_new_company_is_the_same_in_every_document() -> None:
    ids = {linked([name])[0][name] for name in ("隐翎光电股份有限公司", "隐翎光电")}
    assert len(ids) == 1
    assert linked(["隐翎光电"])[0]["隐翎光电"] != linked([("隐翎光电", EntityType.PRODUCT)])[0]["隐翎光电"]


@pytest.mark.xfail(strict=True, reason="definitions join over families")
def test_a_definition_does_not_make_a_country_of_a_company() -> None:
    """Corvane（荷兰）."""
    names: list[Named] = ["Corvane", ("荷兰", EntityType.LOCATION)]
    assert groups(names, definitions=[("Corvane", "荷兰")]) == [["Corvane"], ["荷兰"]]


_NAMES: list[Named] = [
    "中芯国际",
    "SMIC",
    "优刻得",
    "优刻得科技",
    "优刻得科技股份有限公司",
    "隐翎",
    "隐翎科技有限公司",
    "隐翎汽车有限公司",
    "昱峰开关",
    "河南昱峰高压开关有限公司",
    "中国石油",
    "中国石油国际事业有限公司",
    ("隐翎", EntityType.PRODUCT),
    ("人工智能", EntityType.TECHNOLOGY),
    ("荷兰", EntityType.LOCATION),
]
_DEFINITIONS = [("隐翎科技有限公司", "隐翎"), ("河南昱峰高压开关有限公司", "SMIC"), ("SMIC", "优刻得")]


@given(st.lists(st.sampled_from(_NAMES), max_size=10), st.lists(st.sampled_from(_DEFINITIONS), max_size=2))
def test_every_mention_has_one_link_to_an_entity_that_is_there_once(
    named: list[Named], definitions: list[tuple[str, str]]
) -> None:
    found = mentions(named)
    links, entities = Linker(LEXICON, SHORTENING).link(found, definitions)
    ids = [entity.id for entity in entities]
    assert ids == sorted(set(ids))
    assert [link.mention for link in links] == found
    assert {link.entity for link in links} == set(ids)
    for entity in entities:
        known = {link.mention.entity for link in links if link.entity == entity.id} - {""}
        assert len(known) < 2


@given(
    st.lists(st.sampled_from(_NAMES), max_size=10),
    st.lists(st.sampled_from(_DEFINITIONS), max_size=1),
    st.randoms(use_true_random=False),
)
def test_the_order_of_the_mentions_does_not_matter(
    named: list[Named], definitions: list[tuple[str, str]], random: Random
) -> None:
    found = mentions(named)
    shuffled = list(found)
    random.shuffle(shuffled)
    linker = Linker(LEXICON, SHORTENING)
    links, entities = linker.link(found, definitions)
    again, entities_again = linker.link(shuffled, definitions)
    assert again == links
    assert [(one.id, one.type, set(one.names)) for one in entities_again] == [
        (one.id, one.type, set(one.names)) for one in entities
    ]


def _decided(first: str, second: str, verdict: Verdict) -> Decisions:
    return Decisions([Decision(first=first, second=second, verdict=verdict)])


def test_what_was_decided_to_be_the_same_is_one_entity() -> None:
    alone = linked(["飞鸟"])[0]["飞鸟"]
    entity_of, _, entities = linked(["中芯国际", "飞鸟"], decisions=_decided("smic", alone, Verdict.SAME))
    assert entity_of == {"中芯国际": "smic", "飞鸟": "smic"}
    assert {"中芯国际", "飞鸟"} <= {name.text for name in entities[0].names}


def test_what_was_decided_to_be_different_is_not_joined() -> None:
    full = linked(["隐翎汽车有限公司"])[0]["隐翎汽车有限公司"]
    short = linked(["隐翎"])[0]["隐翎"]
    names = ["隐翎汽车有限公司", "隐翎"]
    assert len(set(linked(names)[0].values())) == 1
    assert len(set(linked(names, decisions=_decided(full, short, Verdict.DIFFERENT))[0].values())) == 2
    assert len(set(linked(names, decisions=_decided(full, short, Verdict.UNSURE))[0].values())) == 1


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["江苏虞岭换流站", "虞岭换流站"], EntityType.FACILITY),
        (["中芯国际云雀芯片", "云雀芯片"], EntityType.PRODUCT),
        (["关于云雀应用的若干意见", "意见"], EntityType.POLICY),
    ],
)
def test_what_stands_before_a_tail_may_be_left_out_later(names: list[str], kind: EntityType) -> None:
    assert groups([(name, kind) for name in names]) == [sorted(names)]


def test_a_product_is_not_joined_to_its_tail_where_the_rest_is_no_maker() -> None:
    assert groups([("车载云雀芯片", EntityType.PRODUCT), ("云雀芯片", EntityType.PRODUCT)]) == [
        ["云雀芯片"],
        ["车载云雀芯片"],
    ]


def test_a_tail_of_two_is_joined_to_neither() -> None:
    kind = EntityType.POLICY
    names = ["云岭市低空条例", "海角市飞行条例", "条例"]
    assert len(groups([(name, kind) for name in names])) == 3
    sites = ["云岭示范工程", "海角示范工程", "示范工程"]
    assert len(groups([(name, EntityType.FACILITY) for name in sites])) == 3
