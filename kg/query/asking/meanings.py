"""How the meanings of phrases are put together: things restricted, unified, related."""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.question import Clause, Option, Thing
from kg.query.asking.senses import Verb
from kg.vocab import ARTEFACTS, ORGANIZATIONS, SYMMETRIC, EntityType, Relation

Types = frozenset[EntityType]
Options = tuple[Option, ...]

ANYTHING = Thing()
WANTED = Thing(wanted=True)
PLACE = frozenset({EntityType.LOCATION})
DOCUMENTS = frozenset({EntityType.POLICY, EntityType.PUBLICATION})
ON = (Option(relation=Relation.APPLIES_TO, outward=True),)
FACILITIES = frozenset({EntityType.FACILITY})
IN_PLACE = (Option(relation=Relation.LOCATED_IN, outward=True),)
OF_PLACE = (Option(relation=Relation.LOCATED_IN, outward=True, adjective=True),)
LOCATION_OF = (Option(relation=Relation.LOCATED_IN, outward=False),)
WORKS_FOR = (Option(relation=Relation.WORKS_FOR, outward=True),)
# 安卓是谁家的, 赵海军是哪家公司的: which of these the kind of thing settles.
BELONGS = (
    *WORKS_FOR,
    Option(relation=Relation.DEVELOPS, outward=False),
    Option(relation=Relation.OPERATES, outward=False),
    Option(relation=Relation.SUBSIDIARY_OF, outward=True),
    Option(relation=Relation.ISSUES, outward=False),
)
# Some post, whichever: only what asks for a post may say so.
ANY_POST = ("",)
HOLDS_POST = (Option(relation=Relation.WORKS_FOR, outward=True, posts=ANY_POST),)
# What stands before a kind of thing without more words: its place, its field, its maker, who founded or works for it.
_OF = (
    *OF_PLACE,
    Option(relation=Relation.DEVELOPS, outward=True),
    Option(relation=Relation.DEVELOPS, outward=False),
    Option(relation=Relation.FOUNDS, outward=False),
    Option(relation=Relation.WORKS_FOR, outward=False),
)
SHARES_OF = (Option(relation=Relation.SHAREHOLDER_OF, outward=True),)
UNDER = (Option(relation=Relation.SUBSIDIARY_OF, outward=True),)
# 在实体清单上, 在SIAC里
LISTED = (
    Option(relation=Relation.APPLIES_TO, outward=False),
    Option(relation=Relation.REGULATES, outward=False),
    Option(relation=Relation.MEMBER_OF, outward=True),
    Option(relation=Relation.PART_OF, outward=True),
)
OPERATES = (Option(relation=Relation.OPERATES, outward=True),)
HAS = (*LOCATION_OF, Option(relation=Relation.DEVELOPS, outward=False))
MAKES = (Option(relation=Relation.DEVELOPS, outward=True),)
_OF_SHARES = frozenset({Relation.SHAREHOLDER_OF, Relation.ACQUIRES, Relation.INVESTS_IN})
# Of these a word of their names tells what they are about; that of a company or a person tells nothing.
CALLED = ARTEFACTS | {EntityType.POLICY, EntityType.PUBLICATION, EntityType.EVENT, EntityType.FACILITY}


def asked(thing: Thing, *, counted: bool = False) -> Thing:
    """The thing as what is asked for."""
    return replace(thing, wanted=True, counted=counted)


def mutual(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Those of the relations that hold both ways."""
    return tuple(option for option in options if option.relation in SYMMETRIC)


def of_shares(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Those of the relations that one can have by shares; to buy shares is to invest as well."""
    known = tuple(option for option in options if option.relation in _OF_SHARES)
    if any(option.relation is Relation.ACQUIRES and option.outward for option in known):
        known += (Option(relation=Relation.INVESTS_IN, outward=True), *SHARES_OF)
    return tuple(dict.fromkeys(known))


def workplace(verb: Verb) -> Thing | None:
    """在哪里任职: an organization, not a place."""
    options = tuple(option for option in verb.options if option.relation is Relation.WORKS_FOR)
    return related(options, WANTED) if options else None


def called(word: str, types: Types = CALLED, *, wanted: bool = False, counted: bool = False) -> Thing | None:
    """数字化政策: policies with that word in their names; 电池企业: companies that develop what is called so."""
    if types <= CALLED:
        return Thing(types=types, called=word, wanted=wanted, counted=counted)
    if not types <= ORGANIZATIONS:
        return None
    made = Thing(types=ARTEFACTS, called=word)
    clause = Clause(options=(Option(relation=Relation.DEVELOPS, outward=True),), other=made)
    return Thing(types=types, clauses=(clause,), wanted=wanted, counted=counted)


def with_product(verb: Verb, other: Thing, product: Thing) -> Thing | None:
    """向华为供应芯片: what supplies this to the other."""
    options = tuple(option for option in verb.options if option.relation is Relation.SUPPLIES)
    if not options or product.clauses or (product.types and not product.types & ARTEFACTS):
        return None
    goods = replace(product, types=product.types & ARTEFACTS)
    return Thing(clauses=(Clause(options=options, other=other, product=goods),))


def turned(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The relations seen from the other end."""
    return tuple(replace(option, outward=not option.outward) for option in options)


def related(options: tuple[Option, ...], other: Thing) -> Thing:
    """Whatever stands in these relations to the other."""
    return Thing(clauses=(Clause(options=options, other=other),))


def unified(one: Thing, other: Thing) -> Thing | None:
    """What is both; nothing where names differ or types exclude each other."""
    if one.entities and other.entities:
        return None
    types = one.types & other.types if one.types and other.types else one.types | other.types
    if one.types and other.types and not types:
        return None
    if one.mention and other.mention:
        return None
    if (one.called and other.called) or ((one.called or other.called) and (one.entities or other.entities)):
        return None
    return Thing(
        entities=one.entities or other.entities,
        types=types,
        called=one.called or other.called,
        clauses=one.clauses + other.clauses,
        wanted=one.wanted or other.wanted,
        counted=one.counted or other.counted,
        together=one.together or other.together,
        without=one.without + other.without,
        mention=one.mention or other.mention,
    )


def is_name(thing: Thing) -> bool:
    """Whether it is only a name or some."""
    return bool(thing.entities) and not thing.clauses and not thing.wanted


def is_asking(thing: Thing) -> bool:
    """Whether something in it is wanted."""
    return thing.wanted or any(is_asking(one) for clause in thing.clauses for one in clause.things)


def seen_from_there(names: Thing) -> Thing | None:
    """腾讯和阿里都投资了谁: what both of them invest in, as a thing that they stand to.

    Of several names as what is asked about one cannot tell whether it holds of each; at the other end one can.
    """
    if len(names.clauses) != 1 or names.clauses[0].product:
        return None
    (clause,) = names.clauses
    both = replace(names, clauses=(), together=True, wanted=False)
    back = replace(clause, options=turned(clause.options), other=both)
    return replace(clause.other, clauses=(back, *clause.other.clauses))


def is_head(thing: Thing) -> bool:
    """Whether it is a kind of thing, not a certain one: what a relative clause can follow."""
    return not thing.entities


def owned(owner: Thing, options: tuple[Option, ...], *, wanted: bool = False, counted: bool = False) -> Thing:
    """X的供应商: what stands to the owner as the noun says."""
    return replace(related(options, owner), wanted=wanted, counted=counted)


def having(options: tuple[Option, ...], *, wanted: bool = False, counted: bool = False) -> Thing:
    """有子公司(的): what has something that stands to it as the noun says.

    The types that the noun names are of the thing had; they go to the other end.
    """
    clauses = tuple(
        Clause(
            options=(replace(option, outward=not option.outward, head=frozenset()),),
            other=Thing(types=option.head, wanted=wanted, counted=counted),
        )
        for option in options
    )
    if len({clause.other for clause in clauses}) == 1:
        return Thing(clauses=(Clause(options=tuple(c.options[0] for c in clauses), other=clauses[0].other),))
    return Thing(clauses=clauses[:1])


def named_kind(name: Thing, types: frozenset[EntityType]) -> Thing | None:
    """华为公司: the name with its kind; the types choose among things of one name."""
    return replace(name, types=types) if is_name(name) else None


def placed_kind(
    place: Thing, types: frozenset[EntityType], *, wanted: bool = False, counted: bool = False
) -> Thing | None:
    """上海的公司, 隐私计算公司, 马化腾的公司: things of a kind in a place, in a field, of a person."""
    if not is_name(place) or types <= PLACE:
        return None
    return Thing(
        types=types,
        clauses=(Clause(options=_OF, other=place),),
        wanted=wanted,
        counted=counted,
    )


def fielded_kind(field: Thing, types: Types) -> Thing | None:
    """半导体公司: those that develop something."""
    if not is_name(field) or not types <= ORGANIZATIONS:
        return None
    return replace(related((Option(relation=Relation.DEVELOPS, outward=True),), field), types=types)


def costing(thing: Thing) -> Thing:
    """合肥晶圆厂总投资多少: the thing as what is invested in, or built."""
    put = (
        Option(relation=Relation.INVESTS_IN, outward=False),
        Option(relation=Relation.OPERATES, outward=False),
    )
    return replace(thing, clauses=related(put, ANYTHING).clauses)


def happened(thing: Thing, verb: Verb) -> Thing | None:
    """华为成立: founded, not founding; which of the two a thing's name before the verb leaves open."""
    if not verb.happens or not is_name(thing):
        return None
    return replace(thing, clauses=(Clause(options=turned(verb.options), other=ANYTHING),))


def merged(one: Verb, other: Verb) -> Verb:
    """投资或收购: either of two verbs."""
    return replace(
        one, options=tuple(dict.fromkeys(one.options + other.options)), before=one.before & other.before
    )
