"""Questions as they are typed: X是哪家公司的产品, X是哪国公司, A和B有合作吗, 京东方靠谁供货."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.query.asking.grammar.productions import Productions
from kg.query.asking.meanings import (
    BELONGS,
    FACILITIES,
    IN_PLACE,
    PLACE,
    UNDER,
    WANTED,
    Options,
    Types,
    asked,
    is_head,
    is_name,
    owned,
    related,
    turned,
    unified,
)
from kg.query.asking.question import Clause, Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import ARTEFACTS, ORGANIZATIONS, EntityType, Relation

says = Productions()
RULES = says.rules

_PEOPLE = frozenset({EntityType.PERSON})
_WHOSE = {
    ORGANIZATIONS: UNDER,
    ARTEFACTS: tuple(option for option in BELONGS if option.relation is Relation.DEVELOPS),
    FACILITIES: tuple(option for option in BELONGS if option.relation is Relation.OPERATES),
    _PEOPLE: (
        Option(relation=Relation.WORKS_FOR, outward=True),
        Option(relation=Relation.MEMBER_OF, outward=True),
    ),
}


def _whose(types: Types) -> Options:
    """What something of these types is to whoever it is said to be of."""
    found = (option for kinds, options in _WHOSE.items() if kinds & types for option in options)
    return tuple(dict.fromkeys(found))


# ---- What something is, and whose ----


@says("S -> Name .BE Head .DE Kind", "S -> Name .BE Head Kind", "S -> Name Head .DE Kind", cost=3)
def is_whose(thing: Thing, owner: Thing, types: Types) -> Thing | None:
    """糖果传奇是哪家公司的游戏, H100是谁家的芯片, X是哪个协会的人"""
    options = _whose(types)
    is_asked = owner.wanted and is_head(owner) and not (owner.types and owner.types <= PLACE)
    return unified(thing, related(options, owner)) if options and is_asked and is_name(thing) else None


@says("S -> Name .BE Name .DE Kind", cost=0)
def is_of_that(thing: Thing, owner: Thing, types: Types) -> Thing | None:
    """树根互联是不是三一的公司"""
    options = _whose(types)
    return unified(thing, related(options, owner)) if options and is_name(thing) and is_name(owner) else None


@says(
    "S -> Name .BE Head .OWNED .DE", "S -> Name .BE Head .OWNED", "S -> Name .BE Head .OWNED .DE Kind", cost=2
)
def is_under_whom(thing: Thing, owner: Thing, *_types: Types) -> Thing | None:
    """钒钛股份是哪个集团底下的"""
    return unified(thing, related(UNDER, owner)) if owner.wanted and is_name(thing) else None


@says("From -> Which Kind", "From -> Which Kind .DE")
def from_what_place(_counted: bool, types: Types) -> Thing | None:
    """哪个国家(的)"""
    return Thing(types=types, wanted=True) if types <= PLACE else None


@says("From -> .WHERE", "From -> .WHERE .DE")
def from_where() -> Thing:
    """哪里(的), 哪国"""
    return Thing(types=PLACE, wanted=True)


@says("S -> Name .BE From Kind", "S -> Name From Kind", cost=1)
def is_from(thing: Thing, place: Thing, types: Types) -> Thing | None:
    """沃尔塔毛格是哪里的企业, Pasqal是哪国公司; 卢庸庚是哪里的院士 asks for no place"""
    if not is_name(thing):
        return None
    if types <= _PEOPLE:
        return unified(thing, related(_WHOSE[_PEOPLE], WANTED))
    return unified(thing, related(IN_PLACE, place))


@says("S -> Name .BE From Role", "S -> Name From Role", cost=1)
def serves_where(person: Thing, _place: Thing, options: Options) -> Thing | None:
    """卢庸庚是哪里的院士"""
    posts = tuple(option for option in options if option.posts)
    members = (Option(relation=Relation.MEMBER_OF, outward=True),)
    return unified(person, related((*posts, *members), WANTED)) if posts and is_name(person) else None


@says("S -> Name .AT Name From", "S -> Name .PREP Name From", cost=1)
def is_where_in(thing: Thing, _region: Thing, place: Thing) -> Thing | None:
    """硅萨克森北园在德国什么地方: all that is told of where it is"""
    return unified(thing, related(IN_PLACE, place)) if is_name(thing) else None


@says("Np -> Role .AT Name", cost=1)
def post_at(options: Options, organization: Thing) -> Thing | None:
    """chief architect at Arm"""
    posts = tuple(option for option in options if option.posts)
    return owned(organization, posts) if posts else None


# ---- Who does it, and with what ----


@says(
    "S -> Name .LEAN Head Verb", "S -> Name .LEAN Head .DO Role", "S -> Name .BE .LEAN Head Verb .DE", cost=1
)
def leans_on(thing: Thing, head: Thing, what: Any) -> Thing | None:
    """京东方靠谁供货"""
    options = what.options if isinstance(what, Verb) else what
    return unified(head, related(options, thing)) if head.wanted and is_head(head) else None


@says("Pv -> Verb Np .AMONG", "Pv -> .BE .AT Np .AMONG Verb .DE", "Pv -> .AT Np .AMONG Verb", cost=2)
@says("Pv -> .BE .PREP Np .AMONG Verb .DE", "Pv -> .PREP Np .AMONG Verb", cost=2)
def runs_on(*parts: Any) -> Thing | None:
    """浙政钉跑在什么操作系统上, GLM-4是在什么芯片上跑的"""
    verb = next(part for part in parts if isinstance(part, Verb))
    thing = next(part for part in parts if isinstance(part, Thing))
    options = tuple(o for o in verb.options if o.relation is Relation.USES and o.outward)
    is_platform = thing.wanted or bool(thing.entities)
    return related(options, thing) if options and is_platform else None


@says(
    "S -> Name .DE Ware .BE Head Verb",
    "S -> Name .DE Ware .BE Head Verb .DE",
    "S -> Name .DE Ware Head Verb",
    cost=4,
)
@says("S -> Name .DE Ware .BEI Head Verb", cost=4)
def goods_made_by(buyer: Thing, product: Thing, maker: Thing, verb: Verb) -> Thing | None:
    """OPPO的铰链是谁做的: who makes them for it"""
    is_made = any(option.relation is Relation.DEVELOPS and option.outward for option in verb.options)
    is_bought = product.called or product.entities
    if not (is_made and is_bought and maker.wanted and is_head(maker)):
        return None
    supplied = Clause(
        options=(Option(relation=Relation.SUPPLIES, outward=True),), other=buyer, product=product
    )
    return unified(maker, Thing(clauses=(supplied,)))


# ---- Of what kind those are that something has ----


@says("Pv -> .CARRY Name .DE V", "Pv -> .CARRY Name V", "Pv -> .AT .CARRY Name .DE V", cost=0)
@says("Pv -> .PREP .CARRY Name .DE V", "Pv -> .PREP .CARRY Name V", cost=0)
def carries_on(thing: Thing, verb: Verb) -> Thing | None:
    """搞钠离子固态电池的研发: the noun says what is done"""
    return None if thing.clauses or thing.wanted or verb.form != "base" else related(verb.options, thing)


@says("S -> Name .HAVE Kind Role", "S -> Name .HAVE Which Kind Role", "S -> Name .DE Kind Role", cost=2)
def has_kind(owner: Thing, *parts: Any) -> Thing | None:
    """X有没有高校合作伙伴, X有哪些高校合作伙伴"""
    *_, types, options = parts
    return unified(asked(owned(owner, options)), Thing(types=types)) if types <= ORGANIZATIONS else None


@says("S -> Np .HAVE Np", cost=5)
def those_are(some: Thing, kind: Thing) -> Thing | None:
    """天翼云的股东有哪些国企"""
    is_kind = is_head(kind) and kind.wanted and kind.types and not kind.clauses
    is_owned = is_head(some) and len(some.clauses) == 1 and bool(some.clauses[0].other.entities)
    return unified(some, kind) if is_kind and is_owned and not some.wanted else None


@says(
    "S -> Name .AT Name .AMONG .HAVE Verb",
    "S -> Name .AT Name .HAVE Verb",
    "S -> Name .PREP Name .AMONG .HAVE Verb",
    cost=2,
)
@says(
    "S -> Name .AT Name .AMONG Verb",
    "S -> Name .AT Name .FIELD .HAVE Verb",
    "S -> Name .PREP Name .HAVE Verb",
    cost=2,
)
def is_in_field(doer: Thing, field: Thing, verb: Verb) -> Thing | None:
    """荣耀在折叠屏上有动作吗"""
    return unified(doer, related(verb.options, replace(field, types=ARTEFACTS))) if is_name(doer) else None


@says("S -> Name .BE Head Verb .DE Kind", "S -> Name .BE Head Verb .DE Role", cost=5)
def is_done_by(thing: Thing, doer: Thing, verb: Verb, *_rest: Any) -> Thing | None:
    """祖冲之三号是谁研发的产品: the kind says what it is anyway"""
    return unified(doer, related(verb.options, thing)) if doer.wanted and is_head(doer) else None


@says("S -> .BE Head Verb .DE Name", "S -> Head Verb .DE Name", cost=2)
def who_did(doer: Thing, verb: Verb, thing: Thing) -> Thing | None:
    """是谁创办的小马智行, 谁发布的低空经济方案"""
    return unified(doer, related(verb.options, thing)) if doer.wanted and is_head(doer) else None


@says(
    "S -> Name .BE Verb Head .DE",
    "S -> Name Verb Head .DE",
    "S -> Name Verb .DE .BE Head",
    "S -> Name Verb .BE Head",
    cost=4,
)
def does_whom(thing: Thing, verb: Verb, head: Thing) -> Thing | None:
    """X是收购谁的, X投的是谁"""
    return unified(head, related(turned(verb.options), thing)) if head.wanted and is_head(head) else None
