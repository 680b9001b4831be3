"""Goods before what is done with them: X的硅片卖给谁, X的设备找谁买的, X用的是谁家的货."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import ANYTHING, PLACE, Options, is_name, related, turned, unified
from kg.query.asking.question import Clause, Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import ARTEFACTS, Relation

says = Productions()
RULES = says.rules

_SELLS = (Option(relation=Relation.SUPPLIES, outward=True),)
_BUYS = turned(_SELLS)
_USES = (Option(relation=Relation.USES, outward=True),)


@says("Ware -> .WARES")
def any_goods() -> Thing:
    """货, 零部件: whatever is supplied"""
    return ANYTHING


@says("Ware -> .DET .WARES", cost=0)
def asked_goods() -> Thing:
    """什么器件: whatever goods, which are asked for"""
    return Thing(wanted=True)


@says("Ware -> Goods", "Ware -> .DET Ware", "Ware -> .WARES Ware", cost=1)
def goods(product: Thing) -> Thing:
    """硅片"""
    return product


@says("Ware -> NAME", cost=1)
def goods_named(iris: tuple[str, ...]) -> Thing:
    """麒麟芯片"""
    return Thing(entities=iris, types=ARTEFACTS)


@says("Party -> Np")
def party(other: Thing) -> Thing | None:
    """谁, 哪些厂商; 哪儿 where goods go to or come from is a company as well"""
    if other.clauses or other.counted:
        return None
    is_where = other.wanted and other.types == PLACE
    return replace(other, types=frozenset()) if is_where else other


@says("Party -> Which Role")
def party_asked(_counted: bool, options: Options) -> Thing | None:
    """哪些客户: the noun says no more than the verb"""
    return Thing(wanted=True) if any(o.relation is Relation.SUPPLIES for o in options) else None


def _traded(options: Options, product: Thing, other: Thing) -> Thing:
    if product == ANYTHING:
        return related(options, other)
    return Thing(clauses=(Clause(options=options, other=other, product=product),))


def _selling(verb: Verb) -> Options:
    return tuple(option for option in verb.options if option.relation is Relation.SUPPLIES)


@says("Sold -> .SELL Party", "Sold -> .SELL .TOWARD Party", "Sold -> .PREP Party .SELL", cost=1)
@says("Sold -> .BEI Party .BUY", cost=1)
def sold_to(buyer: Thing) -> Thing:
    """卖给哪些厂商"""
    return buyer


@says("Sold -> Verb Party", cost=2)
def sold_by_verb(verb: Verb, buyer: Thing) -> Thing | None:
    """供应哪些厂商"""
    options = _selling(verb)
    return buyer if options and options[0].outward and verb.form == "base" else None


@says("S -> Name .DE Ware Sold", "S -> Name .DE Ware .BE Sold", "S -> Name .DE Ware Sold .DE", cost=0)
@says("S -> Name .BA Ware Sold", cost=1)
def whose_goods_go(seller: Thing, product: Thing, buyer: Thing) -> Thing | None:
    """沪硅产业的硅片卖给哪些厂, 沪硅产业把硅片卖给谁"""
    return unified(seller, _traded(_SELLS, product, buyer)) if is_name(seller) else None


@says("Bought -> .FROM Party .BUY", "Bought -> .FROM Party .DE", "Bought -> .FROM Party", cost=0)
@says("Bought -> .FROM Party .BUY .DE", "Bought -> .FROM Party .BE .BUY", cost=1)
def bought_from(seller: Thing) -> Thing:
    """找谁买的"""
    return seller


@says("Pv -> .FROM Party .BUY", "Pv -> .BUY .FROM Party", "Pv -> .FROM Party .BUY .DE", cost=0)
def buys_of(seller: Thing) -> Thing:
    """从哪里进货"""
    return related(_BUYS, seller)


@says("Bought -> Party Verb", "Bought -> .BEI Party Verb", "Bought -> Party Verb .DE", cost=2)
@says("Bought -> .BEI Party Verb .DE", "Bought -> .AT Party Verb", cost=2)
def bought_by_verb(seller: Thing, verb: Verb) -> Thing | None:
    """谁供的, 由谁供应"""
    options = _selling(verb)
    return seller if options and options[0].outward and verb.form == "base" else None


@says("Bought -> Party .SELL", "Bought -> Party .SELL .DE", "Bought -> .BEI Party .SELL", cost=2)
def bought_from_seller(seller: Thing) -> Thing:
    """谁提供的"""
    return seller


@says("Bought -> .BUY Party", "Bought -> .BUY .FROM Party", "Bought -> .FROM .BUY Party", cost=3)
def bought_after(seller: Thing) -> Thing:
    """采购自谁"""
    return seller


@says("S -> Name .DE Ware Bought", "S -> Name .DE Ware .BE Bought", "S -> Name Ware .BE Bought", cost=0)
def whose_goods_come(buyer: Thing, product: Thing, seller: Thing) -> Thing | None:
    """京东方的设备是找谁买的"""
    return unified(buyer, _traded(_BUYS, product, seller)) if is_name(buyer) else None


@says("Pv -> .BUY Name", "Pv -> .GETS Name", cost=4)
def buys_named(product: Thing) -> Thing | None:
    """(哪些医院)采购了图迈机器人: whoever buys a thing uses it"""
    return related(_USES, replace(product, types=ARTEFACTS)) if is_name(product) else None


@says(
    "S -> Name .GETS Party .DE Ware",
    "S -> Name .GETS .BE Party .DE Ware",
    cost=2,
)
@says("S -> Name .GETS .DE .BE Party .DE Ware", "S -> Name .GETS Ware .BE Party .DE", cost=2)
def gets_whose(buyer: Thing, *parts: Thing) -> Thing | None:
    """深圳阳霁拿的是谁家的货"""
    seller, product = sorted(parts, key=lambda part: not part.wanted)
    if not (is_name(buyer) and seller.wanted):
        return None
    return unified(buyer, _traded(_BUYS, product, seller))


@says("Pv -> .PREP Party Verb Ware", "Pv -> .PREP Party .SELL Ware", "Pv -> .PREP Party .CARRY Ware", cost=2)
def supplies_wares(buyer: Thing, *parts: object) -> Thing | None:
    """给C919供零部件"""
    *verb, product = parts
    if verb and not _selling(verb[0]):  # type: ignore[arg-type]
        return None
    return _traded(_SELLS, product, buyer)  # type: ignore[arg-type]


@says("Pv -> Verb Name .WARES", "Pv -> Verb .WARES .TO Name", "Pv -> Verb .WARES .TOWARD Np", cost=0)
def supplies_parts(verb: Verb, buyer: Thing) -> Thing | None:
    """supply C919 parts"""
    options = _selling(verb)
    return related(options, buyer) if options and options[0].outward else None


@says("Pv -> PREP Which Role Verb", cost=0)
def does_to_asked_role(word: str, _counted: bool, options: Options, verb: Verb) -> Thing | None:
    """给哪几家客户做配送: the noun says of the object what the verb says"""
    told = {(option.relation, option.outward) for option in options}
    known = tuple(o for o in verb.options if (o.relation, not o.outward) in told)
    return related(known, Thing(wanted=True)) if known and word in verb.before else None
