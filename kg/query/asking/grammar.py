"""The grammar of questions, Chinese and English in one: a question is a thing and what holds for it.

    Np   a thing             华为 · 哪些公司 · 华为的供应商 · 投资了华为的公司 · suppliers of Huawei
    Pv   what is said of it  投资了华为 · 被谁收购 · 与华为合作 · acquired by Microsoft · 是谁的子公司
    Po   what someone does to it      华为投资(的) · (companies) Huawei invested in
    S    a question

Periods, amounts, modality and order stand anywhere and were taken out before. A meaning is a ``Thing``; that
of Pv and Po is what restricts the thing before or after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg.query.asking.chart import Grammar, Rule
from kg.query.asking.meanings import (
    ANYTHING,
    PLACE,
    WANTED,
    having,
    is_asking,
    is_head,
    is_name,
    merged,
    named_kind,
    owned,
    placed_kind,
    related,
    turned,
    unified,
    union,
)
from kg.query.asking.question import Option, Thing
from kg.query.asking.vocabulary import Verb
from kg.vocab import SYMMETRIC, EntityType, Relation

_LOCATION_OF = (Option(relation=Relation.LOCATED_IN, outward=False),)
_OF_SHARES = frozenset({Relation.SHAREHOLDER_OF, Relation.ACQUIRES, Relation.INVESTS_IN})
_TOLD = frozenset({"base", "past", "predicate"})


def _object(verb: Verb, thing: Thing) -> Thing | None:
    return related(verb.options, thing)


def _before(word: str, thing: Thing, verb: Verb) -> Thing | None:
    """向X供应, 与X合作: only the words that this verb takes."""
    return related(verb.options, thing) if word in verb.before else None


def _passive(thing: Thing, verb: Verb) -> Thing | None:
    return related(turned(verb.options), thing)


def _participle(verb: Verb, thing: Thing = ANYTHING) -> Thing | None:
    """acquired by X; (was) acquired."""
    return related(turned(verb.options), thing) if verb.form == "past" else None


def _going_on(verb: Verb, thing: Thing) -> Thing | None:
    return related(verb.options, thing) if verb.form in ("ing", "predicate") else None


def _alone(verb: Verb) -> Thing | None:
    """(谁)投资了: of something that is not named."""
    return related(verb.options, ANYTHING)


def _gap(subject: Thing, verb: Verb) -> Thing | None:
    """(what) Huawei invests in; a bare kind there would be the subject of 哪家公司投资."""
    if not (subject.entities or subject.clauses or subject.wanted):
        return None
    return related(turned(verb.options), subject)


def _holds(verb: Verb, thing: Thing) -> Thing | None:
    """持有京东的股份: only where shares can be meant."""
    options = tuple(option for option in verb.options if option.relation in _OF_SHARES)
    return related(options, thing) if options else None


def _same_role(restriction: Thing, options: tuple[Option, ...]) -> Thing | None:
    """持股超过5%的股东: the noun says what the verb said."""
    known = {(option.relation, option.outward) for clause in restriction.clauses for option in clause.options}
    return restriction if any((option.relation, option.outward) in known for option in options) else None


def _mutual_role(one: Thing, other: Thing, options: tuple[Option, ...]) -> Thing | None:
    """A和B是竞争对手"""
    mutual = tuple(option for option in options if option.relation in SYMMETRIC)
    return unified(one, related(mutual, other)) if mutual else None


def _headed(restriction: Thing, head: Thing) -> Thing | None:
    return unified(head, restriction) if is_head(head) else None


def _restricted(thing: Thing, restriction: Thing) -> Thing | None:
    return unified(thing, restriction)


def _each_other(one: Thing, other: Thing, verb: Verb) -> Thing | None:
    """A和B合作: with each other, where the relation is of that kind."""
    mutual = tuple(option for option in verb.options if option.relation in SYMMETRIC)
    return unified(one, related(mutual, other)) if mutual else None


def _fronted(thing: Thing, restriction: Thing) -> Thing | None:
    """which companies does X invest in"""
    return unified(thing, restriction) if thing.wanted and is_head(thing) else None


def _pairs(verb: Verb) -> Thing | None:
    return Thing(wanted=True, clauses=related(verb.options, WANTED).clauses)


def _located(thing: Thing) -> Thing | None:
    return unified(thing, related((replace(_LOCATION_OF[0], outward=True),), Thing(types=PLACE, wanted=True)))


def _rules() -> list[Rule]:
    rules: list[Rule] = []

    def rule(text: str, meaning: Callable[..., Any], cost: int = 1) -> None:
        category, _, parts = text.partition(" -> ")
        rules.append(Rule(category, tuple(parts.split()), meaning, cost))

    def counted(thing: Thing) -> Thing:
        return replace(thing, wanted=True, counted=True)

    # Heads: a kind of thing, asked for or not.
    rule("Kind -> TYPE", lambda types: types)
    rule("Kind -> TYPE AND TYPE", lambda one, _, other: one | other)
    rule("Head -> Kind", lambda types: Thing(types=types))
    rule("Head -> DET Kind", lambda _, types: Thing(types=types, wanted=True))
    rule("Head -> HOWMANY Kind", lambda _, types: Thing(types=types, wanted=True, counted=True))
    rule("Head -> WH", lambda types: Thing(types=types, wanted=True))
    rule("Head -> HOWMANY", lambda _: Thing(wanted=True, counted=True), 3)
    rule("Head -> WHERE", lambda types: Thing(types=types, wanted=True))

    # Names, and nouns that belong to something.
    rule("Role -> ROLE", lambda options: options)
    rule("Role -> Role AND ROLE", lambda one, _, other: tuple(dict.fromkeys(one + other)))
    rule("Name -> NAME", lambda iris: Thing(entities=iris))
    rule("Name -> Name AND NAME", lambda one, _, iris: union(one, Thing(entities=iris)))
    rule("Name -> NAME TYPE", lambda iris, types: named_kind(Thing(entities=iris), types), 3)
    rule("Name -> TYPE NAME", lambda types, iris: named_kind(Thing(entities=iris), types), 6)
    rule("Np -> Name", lambda thing: thing)
    rule("Np -> Head", lambda thing: thing)
    for possessive in ("DE ", ""):
        cost = 1 if possessive else 2
        skip = 1 if possessive else 0

        def parts(values: tuple[Any, ...], skip: int = skip) -> tuple[Any, ...]:
            return (values[0], *values[1 + skip :])

        rule(f"Np -> Np {possessive}Role", lambda *v, p=parts: owned(*p(v)), cost)
        rule(
            f"Np -> Np {possessive}DET Role",
            lambda *v, p=parts: owned(p(v)[0], p(v)[2], wanted=True),
            cost,
        )
        rule(
            f"Np -> Np {possessive}HOWMANY Role",
            lambda *v, p=parts: owned(p(v)[0], p(v)[2], wanted=True, counted=True),
            cost,
        )
        rule(f"Np -> Name {possessive}Kind", lambda *v, p=parts: placed_kind(*p(v)), cost + 1)
        rule(
            f"Np -> Name {possessive}DET Kind",
            lambda *v, p=parts: placed_kind(p(v)[0], p(v)[2], wanted=True),
            cost + 1,
        )
        rule(
            f"Np -> Name {possessive}HOWMANY Kind",
            lambda *v, p=parts: placed_kind(p(v)[0], p(v)[2], wanted=True, counted=True),
            cost + 1,
        )
    for preposition in ("OF", "BY"):
        rule(f"Np -> Role {preposition} Np", lambda options, _, owner: owned(owner, options))
        rule(f"Np -> DET Role {preposition} Np", lambda _d, options, _, owner: owned(owner, options, wanted=True))
        rule(
            f"Np -> HOWMANY Role {preposition} Np",
            lambda _h, options, _, owner: owned(owner, options, wanted=True, counted=True),
        )
    rule("Np -> WHOSE Role", lambda _, options: owned(WANTED, options))
    rule("Np -> Np Place DE Role", lambda owner, place, _, options: unified(owned(owner, options), place), 2)
    rule("Place -> V Name", lambda verb, place: related(verb.options, replace(place, types=PLACE)) if any(
        option.relation is Relation.LOCATED_IN for option in verb.options) else None)
    # What is done by a name or to it, as a noun: 腾讯的投资 · 对京东的投资 · 腾讯对京东的投资.
    rule("Np -> Name DE V", lambda thing, _, verb: owned(thing, turned(verb.options), wanted=True), 2)
    rule("Np -> Name DE DET V", lambda thing, _, _d, verb: owned(thing, turned(verb.options), wanted=True), 2)
    rule("Np -> PREP Name DE V", lambda word, thing, _, verb: _before(word, thing, verb), 2)
    rule(
        "S -> Name PREP Name DE V",
        lambda one, word, other, _, verb: unified(one, _before(word, other, verb) or Thing(entities=("",))),
        2,
    )

    # Relative clauses.
    for clause in ("Pv", "Po"):
        rule(f"Np -> {clause} DE Head", lambda restriction, _, head: _headed(restriction, head))
        rule(f"Np -> {clause} DE", lambda restriction, _: restriction, 3)
        rule(f"Np -> DET {clause} DE Kind", lambda _d, restriction, _, types: _headed(
            restriction, Thing(types=types, wanted=True)))
        rule(f"Np -> HOWMANY {clause} DE Kind", lambda _d, restriction, _, types: _headed(
            restriction, Thing(types=types, wanted=True, counted=True)))
        rule(f"Np -> Head THAT {clause}", lambda head, _, restriction: _headed(restriction, head))
    rule("Np -> Pv DE Role", lambda restriction, _, options: _same_role(restriction, options), 0)
    for most in ("Role MOST DE Head", "Role DE Head MOST"):
        rule(f"Np -> {most}", lambda options, *rest: unified(_thing_in(rest), having(options)))
    rule("Np -> Head WITH Role", lambda head, _, options: unified(head, having(options)))
    rule("Np -> Head BY Role", lambda head, _, options: unified(head, having(options)), 4)
    rule("Np -> Head BY HOWMANY Role", lambda head, _b, _h, options: unified(head, having(options)), 4)
    rule("Np -> Head Po", lambda head, restriction: _headed(restriction, head), 3)
    rule("Np -> Head Pr", lambda head, restriction: _headed(restriction, head), 2)
    rule("Np -> Head THAT BE Pr", lambda head, _, _b, restriction: _headed(restriction, head))
    rule("Np -> Pv Kind", lambda restriction, types: _headed(restriction, Thing(types=types)), 5)
    rule("Pr -> V BY Np", lambda verb, _, thing: _participle(verb, thing))
    rule("Pr -> V Np", _going_on)

    # What is said of a thing.
    rule("Verb -> V", lambda verb: verb)
    rule("Verb -> Verb AND V", lambda one, _, other: merged(one, other))
    rule("Pv -> Verb Np", lambda verb, thing: _object(verb, thing) if verb.form in _TOLD else None)
    rule("Pv -> Verb Np DE SHARES", lambda verb, thing, _d, _s: _holds(verb, thing), 0)
    rule("Pv -> Verb Np SHARES", lambda verb, thing, _s: _holds(verb, thing), 0)
    rule("Pv -> Verb SHARES OF Np", lambda verb, _s, _o, thing: _holds(verb, thing), 0)
    rule("Pv -> Verb", _alone, 4)
    rule("Pv -> PREP Np Verb", _before)
    rule("Pv -> PREP Np DE Verb", lambda word, thing, _, verb: _before(word, thing, verb), 4)
    rule("Pv -> PREP Np BE Role", lambda word, thing, _, options: _post(word, thing, options))
    rule("Pv -> PREP Verb", lambda word, verb: _alone(verb) if word == "在" else None, 5)
    rule("Pv -> AND Np Verb", lambda word, thing, verb: _mutual(thing, verb))
    rule("Pv -> BEI Np Verb", lambda _, thing, verb: _passive(thing, verb))
    rule("Pv -> BEI Verb", lambda _, verb: _passive(ANYTHING, verb), 2)
    rule("Pv -> BE Verb BY Np", lambda _, verb, _by, thing: _participle(verb, thing))
    rule("Pv -> BE Verb", lambda _, verb: _participle(verb), 2)
    rule("Pv -> BE Pr", lambda _, restriction: restriction)
    rule("Pv -> BE Pv", lambda _, restriction: restriction, 2)
    rule("Pv -> BE Pv DE", lambda _, restriction, _de: restriction, 2)
    rule("Pv -> BE Po DE", lambda _, restriction, _de: restriction, 2)
    rule("Pv -> BE Np", lambda _, thing: thing)
    rule("Pv -> HAVE Pv", lambda _, restriction: restriction, 2)
    rule("Pv -> HAVE Head", lambda _, head: _had(head))
    rule("Pv -> HAVE DET", lambda _h, _d: WANTED)
    rule("Pv -> HAVE HOWMANY", lambda _h, _n: replace(WANTED, counted=True))
    rule("Pv -> HAVE WH", lambda _, types: Thing(types=types, wanted=True))
    rule("Pv -> HAVE Role", lambda _, options: having(options), 2)
    rule("Pv -> HAVE DET Role", lambda _h, _d, options: having(options, wanted=True))
    rule("Pv -> HAVE HOWMANY Role", lambda _h, _n, options: having(options, wanted=True, counted=True))
    rule("Pv -> Pv AND Pv", lambda one, _, other: unified(one, other), 2)
    rule("Pv -> AT Np", lambda _, place: unified(Thing(types=PLACE), place))
    rule("Pv -> PREP WHERE Verb", lambda word, _, verb: _workplace(verb) if word in verb.before else None)
    rule("Po -> Np Verb", _gap, 2)
    rule("Po -> HAVE Np Verb", lambda _, thing, verb: _gap(thing, verb) if verb.form == "past" else None, 2)
    rule("Po -> Np PREP Verb", lambda thing, word, verb: _gap(thing, verb) if word == "在" else None, 4)

    # Questions.
    rule("S -> Np", lambda thing: thing)
    rule("S -> Np Pv", _restricted)
    rule("S -> Np Po", _fronted)
    rule("S -> Np INCLUDING Head", lambda thing, _, head: unified(thing, head) if is_head(thing) else None)
    rule("S -> Np INCLUDING", lambda thing, _: thing if is_head(thing) else None)
    rule("S -> WHERE Np Verb", lambda _, thing, verb: unified(thing, _workplace(verb) or _NONE))
    rule("S -> Pv", lambda restriction: restriction, 4)
    rule("S -> Po", lambda restriction: None if is_asking(restriction) else restriction, 4)
    rule("S -> Name AND Name Verb", lambda one, _, other, verb: _each_other(one, other, verb), 3)
    rule("S -> Name AND Name HAVE DET Verb", lambda one, _, other, _h, _d, verb: _each_other(one, other, verb), 3)
    rule("S -> Name AND Name DE Verb", lambda one, _, other, _d, verb: _each_other(one, other, verb), 3)
    rule("S -> V", _pairs)
    rule("S -> DET V", lambda _, verb: _pairs(verb))
    rule("S -> HOWMANY V", lambda _, verb: counted(_pairs(verb)))
    rule("S -> Np HAVE", lambda thing, _: thing if thing.wanted and is_head(thing) else None, 2)
    rule("S -> V HAVE DET", lambda verb, _h, _d: _pairs(verb))
    rule("S -> V HAVE WH", lambda verb, _h, _d: _pairs(verb))
    rule("S -> Role HAVE DET", lambda options, _h, _d: _role_pairs(options), 2)
    rule("S -> Role BE WH", lambda options, _h, _d: _role_pairs(options), 2)
    rule("S -> Name AND Name BE Role", lambda one, _, other, _b, options: _mutual_role(one, other, options), 2)
    rule("S -> Name AND Name HAVE Role", lambda one, _, other, _b, options: _mutual_role(one, other, options), 2)
    rule("S -> BE Name AND Name Role", lambda _b, one, _, other, options: _mutual_role(one, other, options), 2)
    rule("S -> Name AND Name Role", lambda one, _, other, options: _mutual_role(one, other, options), 4)
    rule("S -> Name DE SHARES Pv", lambda thing, _d, _s, restriction: unified(thing, restriction))
    rule("S -> Role", _role_pairs, 3)
    rule("S -> DE S", lambda _, thing: thing, 2)
    rule("S -> HAVE S", lambda _, thing: thing, 2)
    rule("S -> BE S", lambda _, thing: thing, 3)
    rule("S -> BE Np Np", lambda _, one, other: unified(one, other), 2)
    rule("S -> BE Np Verb BY Np", lambda _b, thing, verb, _by, other: unified(thing, _participle(verb, other) or _NONE))
    rule("S -> BE Np Verb", lambda _b, thing, verb: unified(thing, _participle(verb) or _NONE), 3)
    rule("S -> BE Np Pr", lambda _b, thing, restriction: unified(thing, restriction))
    rule("S -> WH BE Np Verb", lambda types, _, thing, verb: _inverted(types, thing, verb))
    rule("S -> DET Kind BE Np Verb", lambda _d, types, _, thing, verb: _inverted(types, thing, verb))
    rule("S -> WH BE Np Verb BY", lambda types, _b, thing, verb, _by: _asked_by(types, thing, verb))
    rule("S -> DET Kind BE Np Verb BY", lambda _d, types, _b, thing, verb, _by: _asked_by(types, thing, verb))
    rule("S -> BY WH BE Np Verb", lambda _by, types, _b, thing, verb: _asked_by(types, thing, verb))
    for where in ("WHERE Np", "WHERE BE Np", "WHERE Np BE"):
        at = where.split().index("Np")
        rule(f"S -> {where}", lambda *v, at=at: _located(v[at]))
        rule(
            f"S -> {where} Verb",
            lambda *v, at=at: _located(v[at])
            if any(option.relation is Relation.LOCATED_IN for option in v[-1].options)
            else None,
        )
    return rules


_NONE = Thing(entities=("",))  # what nothing with a name unifies with


def _thing_in(parts: tuple[Any, ...]) -> Thing:
    return next(part for part in parts if isinstance(part, Thing))


def _post(word: str, thing: Thing, options: tuple[Option, ...]) -> Thing | None:
    """在腾讯担任董事长"""
    return owned(thing, options) if word == "在" and any(option.posts for option in options) else None


def _mutual(thing: Thing, verb: Verb) -> Thing | None:
    """和X合作, where 和 would else join names."""
    mutual = tuple(option for option in verb.options if option.relation in SYMMETRIC)
    return related(mutual, thing) if mutual else None


def _workplace(verb: Verb) -> Thing | None:
    """在哪里任职: an organization, not a place."""
    options = tuple(option for option in verb.options if option.relation is Relation.WORKS_FOR)
    return related(options, WANTED) if options else None


def _had(head: Thing) -> Thing | None:
    """上海有哪些公司: what is there."""
    if not head.types or head.types <= PLACE:
        return None
    return replace(related(_LOCATION_OF, head), types=PLACE)


def _role_pairs(options: tuple[Option, ...]) -> Thing:
    return replace(related(options, WANTED), wanted=True)


def _inverted(types: frozenset[EntityType], thing: Thing, verb: Verb) -> Thing | None:
    """what is X working on; what is X part of"""
    if verb.form not in ("ing", "predicate") or is_asking(thing) or not (thing.entities or thing.clauses):
        return None
    return replace(related(turned(verb.options), thing), types=types, wanted=True)


def _asked_by(types: frozenset[EntityType], thing: Thing, verb: Verb) -> Thing | None:
    """who was X acquired by"""
    if verb.form != "past" or not is_name(thing):
        return None
    return replace(related(verb.options, thing), types=types, wanted=True)


GRAMMAR = Grammar(_rules())
