"""From the words of a question to the question, or to what was not understood.

What may stand anywhere (periods, amounts, modality, order, polite words) is taken out of the tokens first; the
grammar reads the rest. The first reading that makes sense, of the cheapest cut, is the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, product
from typing import Any

from kg.query.asking.grammar import GRAMMAR
from kg.query.asking.lexing import Cut, Lexer, Token, value
from kg.query.asking.meanings import happened, is_asking, is_name
from kg.query.asking.measures import Period
from kg.query.asking.question import Asked, Bound, Question, Thing
from kg.query.asking.soundness import sound
from kg.query.asking.vocabulary import ACTORS, Vocabulary
from kg.query.names import Names
from kg.vocab import Modality, Relation

_HAN = re.compile(r"[\u3400-\u9fff]")
# A word that is kept as part of the grammar is better than one that is passed over.
_PASSED_OVER = 3
_VARIANTS = 240
_ORDERS = {"most": "most", "amount": "amount", "latest": "latest", "earliest": "earliest"}
_FLOATING = frozenset(
    ("filler", "modality", "period", "amount of money", "percent", "top", "when", "how_much", "how_big",
     "which_post", "quantity", "both", "relation", "about", *_ORDERS)
)  # fmt: skip
_PLURAL = re.compile(
    r"哪些|有哪|哪几|都|前\d|whic?h\b.*\b(?:are|were)\b|\b(?:largest|biggest|latest|top)\b.*s\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A question that was not understood: the words that are unknown, or none if they do not go together."""

    text: str
    unknown: tuple[str, ...]
    known: tuple[str, ...]  # the IRIs of the things it names


@dataclass(frozen=True, slots=True)
class _Variant:
    """One way to take the tokens: what the grammar is to read, and what floats."""

    core: tuple[Token, ...]
    floating: tuple[tuple[str, Any], ...]
    cost: int


def understand(
    text: str, lexer: Lexer, names: Names, words: Vocabulary, *, today: date
) -> Question | Declined:
    """The question, if every word of it is understood and they go together."""
    cuts = lexer.cuts(text, today=today)
    best = cuts[0] if cuts else Cut((), 0, ())
    if best.unknown or not best.tokens:
        return Declined(text=text, unknown=best.unknown, known=_named(best))
    for cut in cuts:
        if cut.unknown:
            break
        if question := _read(text, cut, names):
            return question
    return Declined(text=text, unknown=(), known=_named(best))


def _named(cut: Cut) -> tuple[str, ...]:
    return tuple(dict.fromkeys(iri for token in cut.tokens for iris in value(token, "NAME") for iri in iris))


def _read(text: str, cut: Cut, names: Names) -> Question | None:
    if question := _connection(text, cut.tokens, names):
        return question
    best: tuple[int, Question] | None = None
    for variant in islice(sorted(_variants(cut.tokens), key=lambda one: one.cost), _VARIANTS):
        if best and variant.cost >= best[0]:
            break
        for cost, thing in _meanings(variant):
            if best and variant.cost + cost >= best[0]:
                break
            if question := _question(text, thing, variant, language_of(cut.tokens), names):
                best = (variant.cost + cost, question)
                break
    return best[1] if best else None


def _variants(tokens: tuple[Token, ...]) -> Iterator[_Variant]:
    choices = []
    for token in tokens:
        core = tuple(reading for reading in token.readings if reading.category not in (*_FLOATING, "glue"))
        options: list[tuple[Token | None, str, Any, int]] = []
        if core:
            options.append((Token(token.text, core), "", None, 0))
        for reading in token.readings:
            if reading.category in _FLOATING:
                cost = _PASSED_OVER if core and reading.category == "filler" else int(bool(core))
                options.append((None, reading.category, reading.value, cost))
        choices.append(options)
    for chosen in islice(product(*choices), 20 * _VARIANTS):
        yield _Variant(
            core=tuple(token for token, *_ in chosen if token),
            floating=tuple((kind, held) for token, kind, held, _ in chosen if token is None),
            cost=sum(cost for *_, cost in chosen),
        )


def _meanings(variant: _Variant) -> list[tuple[int, Thing]]:
    if not variant.core:
        return []
    found = GRAMMAR.parse(variant.core, "S")
    # 华为什么时候成立: when was it founded.
    bare = [token for token in variant.core if not (value(token, "DE") or value(token, "BE"))]
    if len(bare) == 2 and ("when", None) in variant.floating:
        names, verbs = value(bare[0], "NAME")[:1], value(bare[1], "V")
        things = [happened(Thing(entities=iris), verb) for iris in names for verb in verbs]
        found = [(0, thing) for thing in things if thing] + found
    return found


def _connection(text: str, tokens: tuple[Token, ...], names: Names) -> Question | None:
    """华芯投资和中芯国际是什么关系: two names, and nothing besides but words of connecting."""
    if not any(value(token, "relation") for token in tokens):
        return None
    ends = []
    for token in tokens:
        if iris := value(token, "NAME"):
            ends.append(Thing(entities=iris[0]))
        elif not {"relation", "glue", "filler", "AND", "DE", "BE", "HAVE", "PREP"} & {
            reading.category for reading in token.readings
        }:
            return None
    if len(ends) != 2:
        return None
    return Question(
        text=text,
        language=language_of(tokens),
        asked=Asked.CONNECTION,
        thing=ends[0],
        other=ends[1],
        modalities=frozenset(Modality) - {Modality.NEGATED},
    )


def language_of(tokens: tuple[Token, ...]) -> str:
    """The language of a question, its names aside: ``who supplies 华为`` is English."""
    rest = "".join(token.text for token in tokens if not value(token, "NAME"))
    text = rest or "".join(token.text for token in tokens)
    return "zh" if _HAN.search(text) else "en"


def _question(
    text: str, thing: Thing, variant: _Variant, language: str, names: Names
) -> Question | None:
    kinds = {kind for kind, _ in variant.floating}
    if "relation" in kinds:
        return None
    # 金额超过10亿元, 持股比例超过5%: with a bound the word names what is bound and asks for nothing.
    if "amount of money" in kinds:
        kinds -= {"how_much", "quantity"}
    if "percent" in kinds:
        kinds -= {"how_big"}
    asked = _asked(thing, kinds)
    says_nothing = not (thing.entities or thing.clauses) and thing.types in (frozenset(), ACTORS)
    if asked is None or says_nothing:
        return None
    if thing.entities and thing.wanted and thing.clauses:
        return None
    if asked is Asked.THING and not is_asking(thing):
        thing = _with_something_wanted(thing)
    settled = sound(thing, names)
    if settled is None:
        return None
    if asked is Asked.ABOUT and (settled.clauses or not settled.entities):
        return None
    if "both" in kinds:
        settled = _together(settled)
    question = Question(
        text=text,
        language=language,
        asked=asked,
        thing=settled,
        modalities=frozenset(Modality) if asked is Asked.ABOUT else frozenset({Modality.ASSERTED}),
    )
    return _chosen(question, variant)


def _asked(thing: Thing, kinds: set[str]) -> Asked | None:
    """What the answer is; none where the question asks two things at once."""
    relations = {option.relation for clause in thing.clauses for option in clause.options}
    # 投资了多少 asks for money, 持股多少 for a share.
    quantity = Asked.PERCENT if relations == {Relation.SHAREHOLDER_OF} else Asked.AMOUNT
    kinds_asked = (
        ("when", Asked.TIME),
        ("how_much", quantity),
        ("quantity", quantity),
        ("how_big", Asked.PERCENT),
        ("which_post", Asked.POST),
    )
    special = [asked for kind, asked in kinds_asked if kind in kinds]
    if len(special) > 1 or ("about" in kinds and special):
        return None
    if special:
        return special[0] if thing.clauses else None
    if "about" in kinds:
        return Asked.ABOUT if is_name(thing) else None
    if thing.entities and not thing.clauses:
        return Asked.ABOUT  # a name alone, or 华为是谁
    wanted = _wanted(thing)
    if any(one.counted for one in wanted):
        return Asked.NUMBER
    if len(wanted) > 1:
        return Asked.FACTS
    if not wanted and thing.entities and all(_settled(clause.other) for clause in thing.clauses):
        return Asked.WHETHER
    return Asked.THING


def _wanted(thing: Thing) -> list[Thing]:
    found = [thing] if thing.wanted else []
    return found + [one for clause in thing.clauses for part in clause.things for one in _wanted(part)]


def _settled(thing: Thing) -> bool:
    return bool(thing.entities) and all(_settled(one) for clause in thing.clauses for one in clause.things)


def _with_something_wanted(thing: Thing) -> Thing:
    """华为的股东 asks for the shareholders, 华为投资 for what it invests in."""
    if not thing.entities:
        return replace(thing, wanted=True)
    clauses = []
    open_ = True
    for clause in thing.clauses:
        if open_ and not clause.other.entities:
            clause = replace(clause, other=replace(clause.other, wanted=True))
            open_ = False
        clauses.append(clause)
    return replace(thing, clauses=tuple(clauses))


def _together(thing: Thing) -> Thing:
    """Both of two names, where the question says so."""
    return replace(
        thing,
        together=len(thing.entities) > 1,
        clauses=tuple(replace(clause, other=_together(clause.other)) for clause in thing.clauses),
    )


def _chosen(question: Question, variant: _Variant) -> Question | None:
    """The question with what floated: modality, period, bounds, order, number."""
    modalities: set[Modality] = set()
    since = until = order = ""
    limit = None
    if any(value(token, "MOST") for token in variant.core):
        order = "most"
    amounts: list[Bound] = []
    percents: list[Bound] = []
    for kind, held in variant.floating:
        if kind == "modality":
            modalities |= held
        elif kind == "period":
            period: Period = held
            since, until = max(since, period.since), min(filter(None, (until, period.until)), default="")
        elif kind == "amount of money":
            amounts.append(held)
        elif kind == "percent":
            percents.append(held)
        elif kind == "top":
            limit = held
        elif kind in _ORDERS:
            if order and order != _ORDERS[kind]:
                return None
            order = _ORDERS[kind]
    if not question.thing.clauses and (amounts or percents or since or until or modalities or order or limit):
        return (
            None
            if question.asked is not Asked.ABOUT or amounts or percents or order
            else replace(
                question, since=since, until=until, modalities=frozenset(modalities) or question.modalities
            )
        )
    if limit is not None and not order:
        order = "most"
    if order == "amount" and percents and not amounts:
        order = "percent"
    if order and limit is None:
        limit = 10 if order == "latest" or _PLURAL.search(question.text.lower()) else 1
    return replace(
        question,
        modalities=frozenset(modalities) or question.modalities,
        since=since,
        until=until,
        amounts=tuple(amounts),
        percents=tuple(percents),
        order=order,
        limit=limit,
    )
