"""Who supplies whom with what: goods that are things of the graph, or that the sentence names."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import ANYTHING, Options, asked, is_name, related, turned, unified, with_product
from kg.query.asking.question import Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import ARTEFACTS, Relation

says = Productions()
RULES = says.rules


@says("Goods -> PART", "Goods -> WORD")
def goods(word: str) -> Thing | None:
    """发动机, which the sentence has to name."""
    return Thing(called=word)


@says("Pv -> PREP Np Verb Np", cost=0)
def supplies_before(word: str, thing: Thing, one: Verb, product: Thing) -> Thing | None:
    """向华为供应芯片"""
    return with_product(one, thing, product) if word in one.before else None


@says("Pv -> PREP Np Verb Goods", cost=0)
def supplies_called(word: str, thing: Thing, one: Verb, product: Thing) -> Thing | None:
    """给中国商飞供应发动机"""
    return with_product(one, thing, product) if word in one.before else None


@says("Pv -> Verb Goods", cost=1)
def supplies_goods(one: Verb, product: Thing) -> Thing | None:
    """供应发动机"""
    return with_product(one, ANYTHING, product)


@says("Pv -> Verb Goods .TO Np", "Pv -> Verb Np .TO Np", cost=0)
def supplies_to(one: Verb, product: Thing, thing: Thing) -> Thing | None:
    """supplies batteries to Tesla"""
    return with_product(one, thing, product)


@says("Pv -> Verb Name Head", cost=0)
def supplies_what(one: Verb, thing: Thing, product: Thing) -> Thing | None:
    """供应特斯拉什么产品"""
    return with_product(one, thing, product) if product.wanted else None


_BUYS = Verb(options=(Option(relation=Relation.SUPPLIES, outward=False),))


@says("Pv -> .FROM Np .BUY", "Po -> .FROM Np .BUY", cost=0)
def buys_from(seller: Thing) -> Thing:
    """(台积电)从谁那里采购"""
    return related(_BUYS.options, seller)


@says("Pv -> .FROM Np .BUY Goods", "Pv -> .FROM Np .BUY Np", cost=0)
def buys_goods_from(seller: Thing, product: Thing) -> Thing | None:
    """(台积电)从谁那里买设备"""
    is_told = product.entities or product.called or product.types
    return with_product(_BUYS, seller, product) if is_told else None


@says("Pv -> .SOURCE Goods .FROM Np", "Pv -> .SOURCE Np .FROM Np", cost=0)
def sources_from(product: Thing, seller: Thing) -> Thing | None:
    """(does Apple) buy flash memory from YMTC"""
    return None if product.clauses else with_product(_BUYS, seller, product)


@says("Pv -> .SELL Goods .TOWARD Np", "Pv -> .SELL Np .TOWARD Np", cost=0)
def sells_to(product: Thing, buyer: Thing) -> Thing | None:
    """卖氢氧化锂给谁"""
    return None if product.clauses else with_product(Verb(options=turned(_BUYS.options)), buyer, product)


@says("Pv -> .BA Np Verb Np", cost=1)
def does_with_to(product: Thing, one: Verb, other: Thing) -> Thing | None:
    """把C919交付给国航"""
    return with_product(one, other, product)


@says("S -> Name .DE Goods .BEI Np Verb", "S -> Name .DE Goods .BE Np Verb", cost=1)
@says("S -> Name .DE Goods .BE Np Verb .DE", cost=1)
def goods_supplied_by(other: Thing, product: Thing, supplier: Thing, verb: Verb) -> Thing | None:
    """特斯拉的电池由谁供应"""
    supplied = with_product(verb, other, product)
    return unified(supplier, supplied) if supplied else None


@says("S -> Name .DE Goods Role", "S -> Name Goods Role", cost=1)
@says("S -> Name .DE Goods Role .BE .WH", "S -> Name .DE Goods Role .HAVE .DET", cost=1)
def goods_supplier(other: Thing, product: Thing, options: Options) -> Thing | None:
    """特斯拉的电池供应商"""
    supplied = with_product(Verb(options=options), other, product)
    return asked(supplied) if supplied else None


@says(
    "S -> Name .DE Name Role", "S -> Name .DE Name Role .BE .WH", "S -> Name .DE Name Role .HAVE .DET", cost=2
)
def supplier_of_named(other: Thing, product: Thing, options: Options) -> Thing | None:
    """小鹏汽车的碳化硅供应商"""
    return goods_supplier(other, replace(product, types=ARTEFACTS), options)


@says("S -> Head Np Verb Np", cost=2)
def what_supplied(head: Thing, thing: Thing, verb: Verb, other: Thing) -> Thing | None:
    """what does CATL supply to Tesla"""
    if not head.wanted or not (is_name(thing) and is_name(other)):
        return None
    supplied = with_product(verb, other, head)
    return unified(thing, supplied) if supplied else None


@says("Np -> Name Role", "Np -> Name .DE Role", "S -> Role .OF Name", cost=4)
def supplier_of_goods(*parts: object) -> Thing | None:
    """脐带缆的供应商: the name is of the goods, not of who takes them"""
    (product,) = (part for part in parts if isinstance(part, Thing))
    (options,) = (part for part in parts if isinstance(part, tuple))
    return with_product(Verb(options=options), ANYTHING, replace(product, types=ARTEFACTS))


@says("Pv -> Verb Name", cost=6)
def supplies_named(one: Verb, product: Thing) -> Thing | None:
    """(谁)供应脐带缆"""
    return with_product(one, ANYTHING, replace(product, types=ARTEFACTS)) if is_name(product) else None
