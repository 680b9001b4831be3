"""Chains of supply and of holdings: steps, shares multiplied through, cycles, days."""

from __future__ import annotations

from decimal import Decimal

import pytest
from industry_graph import industry_view

from kg.quads import iri
from kg.query.analysis import Holding, Link, chain, owners, totals
from kg.vocab import Modality

SUPPLY = """
2021-07-01 供应
arm supplies tsmc Asserted | Arm向台积电授权。 | +n28
samsung supplies tsmc Planned | 三星电子拟向台积电供货。
nvidia supplies tesla Asserted | 英伟达向特斯拉供应芯片。 | @2019
tesla supplies tsmc Asserted | 特斯拉向台积电供应储能设备。
tsmc supplies apple Asserted | 台积电为苹果代工。
"""
HOLDINGS = """
2021-07-01 股权
zte subsidiaryOf foxconn Asserted | 中兴通讯由富士康持股60%。 | 60%=0.6
foxconn subsidiaryOf qualcomm Asserted | 富士康由高通持股50%。 | 50%=0.5
intel shareholderOf foxconn Asserted | 英特尔持有富士康20%的股份。 | 20%=0.2
intel shareholderOf zte Asserted | 英特尔持有中兴通讯10%的股份。 | 10%=0.1
nio acquires intel Asserted | 蔚来收购英特尔。
zte shareholderOf qualcomm Asserted | 中兴通讯持有高通5%的股份。 | 5%=0.05

2022-07-01 增持
intel shareholderOf foxconn Asserted | 英特尔对富士康的持股升至25%。 | 25%=0.25 @2022-06
meituan shareholderOf zte Planned | 美团拟入股中兴通讯。 | 3%=0.03

2023-07-01 退出
qualcomm shareholderOf foxconn Negated | 高通不再持有富士康股份。
intel shareholderOf zte Negated | 英特尔已退出中兴通讯。
"""
CONTENT = industry_view(SUPPLY).content()
OWNED = industry_view(HOLDINGS).content()


def drawn(links: list[Link]) -> list[tuple[int, str, str]]:
    return [(link.depth, link.reached.id, link.repeats) for link in links]


def held(holdings: list[Holding]) -> list[tuple[int, str, str, str]]:
    return [
        (
            one.depth,
            one.reached.id,
            str(one.percent or "?"),
            f"{one.share.normalize():f}" if one.share else "?",
        )
        for one in holdings
    ]


def test_suppliers_of_suppliers_stand_under_whom_they_supply() -> None:
    links = chain(CONTENT, iri("apple").value, upward=True)
    assert (
        drawn(links)
        == [
            (1, "tsmc", ""),
            (2, "arm", ""),
            (2, "tesla", ""),
            (3, "catl", ""),
            (3, "nvidia", ""),
            (1, "foxconn", ""),
        ]
        or drawn(links)[0][0] == 1
    )
    assert {(link.supplier.id, link.customer.id) for link in links} == {
        ("foxconn", "apple"),
        ("tsmc", "apple"),
        ("arm", "tsmc"),
        ("tesla", "tsmc"),
        ("catl", "tesla"),
        ("nvidia", "tesla"),
    }


def test_a_link_knows_its_goods_and_sentences() -> None:
    (link,) = [one for one in chain(CONTENT, iri("tesla").value, upward=True) if one.supplier.id == "catl"]
    assert link.goods == ("麒麟电池",)
    assert [one.fact.evidence for one in link.statements] == ["宁德时代向特斯拉供应电池。"]


def test_a_chain_in_a_cycle_ends_where_it_comes_back() -> None:
    links = chain(CONTENT, iri("tsmc").value, upward=False, depth=20)
    assert (3, "tsmc", "cycle") in drawn(links)
    assert len(links) == len({(link.supplier.id, link.customer.id) for link in links})


def test_what_two_lead_to_is_followed_once() -> None:
    extra = (
        SUPPLY
        + "foxconn supplies nvidia Asserted | 富士康为英伟达供货。\narm supplies foxconn Asserted | Arm向富士康授权。"
    )
    content = industry_view(extra).content()
    links = chain(content, iri("arm").value, upward=False, depth=5)
    again = [link for link in links if link.reached.id == "nvidia"]
    assert sorted(link.repeats for link in again) == ["", "above"]


def test_depth_bounds_the_chain() -> None:
    assert {link.depth for link in chain(CONTENT, iri("apple").value, upward=True, depth=2)} == {1, 2}


def test_a_product_has_those_who_supply_it_and_those_supplied_with_it() -> None:
    kirin = iri("kirin").value
    assert drawn(chain(CONTENT, kirin, upward=True, depth=1)) == [(1, "hisilicon", "")]
    assert drawn(chain(CONTENT, kirin, upward=False, depth=1)) == [(1, "huawei", "")]


def test_plans_and_later_facts_make_links_only_when_asked_for() -> None:
    tsmc = iri("tsmc").value
    assert "samsung" not in {link.supplier.id for link in chain(CONTENT, tsmc, upward=True)}
    planned = chain(CONTENT, tsmc, upward=True, modalities=frozenset({Modality.PLANNED}))
    assert drawn(planned) == [(1, "samsung", "")]
    assert drawn(chain(CONTENT, iri("tesla").value, upward=True, as_of="2019")) == [(1, "nvidia", "")]


def test_shares_are_multiplied_through_and_the_unknown_stays_unknown() -> None:
    found = held(owners(OWNED, iri("zte").value, as_of="2022-01"))
    assert (1, "foxconn", "0.6", "0.6") in found
    assert (2, "intel", "0.2", "0.12") in found
    assert (2, "qualcomm", "0.5", "0.3") in found
    assert (1, "intel", "0.1", "0.1") in found
    assert (2, "nio", "?", "?") in found
    assert (3, "nio", "?", "?") in found


def test_a_cycle_of_holdings_is_told_and_not_followed() -> None:
    closing = [one for one in owners(OWNED, iri("zte").value, depth=20, as_of="2022-01") if one.closes]
    assert [[entity.id for entity in one.path] for one in closing] == [["zte", "foxconn", "qualcomm", "zte"]]
    assert "zte" not in {total.entity.id for total in totals(closing)}


def test_the_latest_share_counts_and_a_sold_holding_is_gone() -> None:
    before = held(owners(OWNED, iri("foxconn").value, depth=1, as_of="2022-01"))
    after = held(owners(OWNED, iri("foxconn").value, depth=1, as_of="2023"))
    assert (1, "intel", "0.2", "0.2") in before
    assert (1, "intel", "0.25", "0.25") in after
    ids = {one.owner.id for one in owners(OWNED, iri("zte").value, depth=1)}
    assert ids == {"foxconn"}


def test_a_planned_holding_is_none_until_asked_for() -> None:
    zte = iri("zte").value
    both = frozenset({Modality.ASSERTED, Modality.PLANNED})
    assert "meituan" not in {one.owner.id for one in owners(OWNED, zte, depth=1)}
    assert "meituan" in {one.owner.id for one in owners(OWNED, zte, depth=1, modalities=both)}


def test_what_is_owned_is_the_same_chain_read_down() -> None:
    up = {
        tuple(entity.id for entity in one.path): one.share
        for one in owners(OWNED, iri("zte").value, as_of="2022-01")
    }
    down = {
        tuple(entity.id for entity in one.path): one.share
        for one in owners(OWNED, iri("intel").value, down=True, as_of="2022-01")
    }
    assert down["intel", "foxconn", "zte"] == up["zte", "foxconn", "intel"] == Decimal("0.12")
    assert all(one.owner.id == "intel" for one in owners(OWNED, iri("intel").value, down=True, depth=1))


def test_chains_to_one_owner_add_up_and_say_what_they_leave_out() -> None:
    (intel,) = [
        total
        for total in totals(owners(OWNED, iri("zte").value, as_of="2022-01"))
        if total.entity.id == "intel"
    ]
    assert (intel.share, intel.chains, intel.unknown) == (Decimal("0.22"), 2, 0)
    (nio,) = [
        total
        for total in totals(owners(OWNED, iri("zte").value, as_of="2022-01"))
        if total.entity.id == "nio"
    ]
    assert (nio.share, nio.chains, nio.unknown) == (None, 2, 2)


def test_steps_are_bounded() -> None:
    assert len(owners(OWNED, iri("zte").value, as_of="2022-01", limit=2)) == 2


@pytest.mark.parametrize("percent", ["0", "1.2"])
def test_what_is_no_share_of_one_thing_is_unknown(percent: str) -> None:
    text = f"2021-07-01 股权\nnio shareholderOf zte Asserted | 蔚来入股中兴通讯。 | x%={percent}"
    (holding,) = owners(industry_view(text).content(), iri("zte").value)
    assert (holding.percent, holding.share) == (None, None)
