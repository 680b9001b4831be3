"""From a cut of a question's words to what it asks.

What may stand anywhere (periods, amounts, modality, order, polite words) is taken out of the tokens first;
the grammar reads the rest. The first reading that makes sense, of the cheapest cut, is the question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from kg.query.asking.beside import evidenced, listed, placed
from kg.query.asking.conditions import conditioned
from kg.query.asking.excepting import left_out, without
from kg.query.asking.grammar import GRAMMAR
from kg.query.asking.lexing import Cut, Token, value
from kg.query.asking.meanings import costing, happened, is_asking
from kg.query.asking.purposes import apart, purpose, together, with_something_wanted
from kg.query.asking.question import Asked, Question, Thing
from kg.query.asking.readings import is_choosing, ranked, told_relations, told_sorts
from kg.query.asking.sorts import sorted_out
from kg.query.asking.soundness import sound
from kg.query.asking.variants import MOST_VARIANTS, Variant, measured, said_twice, variants
from kg.query.asking.vocabulary import ACTORS
from kg.query.names import Names
from kg.vocab import Modality, Relation

_HAN = re.compile(r"[\u3400-\u9fff]")
# 供应链关系: from supplier to customer.
_CHAIN, _CHAINED = re.compile("供应链|supply chain"), frozenset({Relation.SUPPLIES})
_DENIED = frozenset({Modality.NEGATED})
# Whether something is so, both articles that say it and articles that deny it answer.
_MODALITIES = {
    Asked.ABOUT: frozenset(Modality),
    Asked.WHETHER: frozenset({Modality.ASSERTED, Modality.NEGATED}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A question that was not understood: the words that are unknown, or none if they do not go together.

    ``known`` are the IRIs of the things that it names, ``relations`` those that its words tell of;
    ``senseless`` is how it could be read, if things of these types could stand in that relation; ``ends`` tells which end
    of each relation what is named stands at, as far as the order of the words tells it: true where it is the subject.
    """

    text: str
    unknown: tuple[str, ...]
    known: tuple[str, ...]
    relations: frozenset[Relation]
    senseless: Question | None = None
    ends: frozenset[tuple[Relation, bool]] = frozenset()
    told: str = ""  # the question without its names
    choices: tuple[
        tuple[str, tuple[str, ...]], ...
    ] = ()  # words that several names may be meant by, with those


def read(text: str, cut: Cut, names: Names, *, any_types: bool = False) -> Question | None:
    """What the first reading of the cut that makes sense asks; of things of whatever types, if so told."""
    if question := _connection(text, cut.tokens, names):
        return question
    best: tuple[int, Question] | None = None
    tokens, excepted = left_out(said_twice(cut.tokens))
    for variant in islice(sorted(variants(tokens, excepted), key=lambda one: one.cost), MOST_VARIANTS):
        if best and variant.cost >= best[0]:
            break
        for cost, thing in _meanings(variant):
            if best and variant.cost + cost >= best[0]:
                break
            if question := put(text, thing, variant, language_of(cut.tokens), None if any_types else names):
                best = (variant.cost + cost, question)
                break
    return best[1] if best else None


def _meanings(variant: Variant) -> list[tuple[int, Thing]]:
    if not variant.core:
        return []
    found = GRAMMAR.parse(variant.core, "S")
    # 华为什么时候成立: when was it founded.
    bare = [token for token in variant.core if not (value(token, "DE") or value(token, "BE"))]
    if len(bare) == 2 and ("when", None) in variant.floating:
        names, verbs = value(bare[0], "NAME")[:1], value(bare[1], "V")
        things = [happened(Thing(entities=iris), verb) for iris in names for verb in verbs]
        found = [(0, thing) for thing in things if thing] + found
    # 合肥晶圆厂总投资: what is put into it.
    is_named = all(value(token, "NAME") for token in bare) and len(bare) in (1, 2)
    if is_named and ("how_much", None) in variant.floating:
        found += [(0, costing(Thing(entities=iris))) for iris in value(bare[-1], "NAME")[:1]]
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
        by=_CHAINED if any(_CHAIN.search(token.text) for token in tokens) else frozenset(),
        modalities=frozenset(Modality) - {Modality.NEGATED},
    )


def language_of(tokens: tuple[Token, ...]) -> str:
    """The language of a question, its names aside: ``who supplies 华为`` is English."""
    rest = "".join(token.text for token in tokens if not value(token, "NAME"))
    text = rest or "".join(token.text for token in tokens)
    return "zh" if _HAN.search(text) else "en"


def put(text: str, thing: Thing, variant: Variant, language: str, names: Names | None) -> Question | None:
    """What is asked of the thing with what stands beside it; nothing where that makes no sense."""
    variant = measured(variant)
    kinds = _asking_kinds(variant)
    if any(value(token, "JOINT") for token in variant.core):
        kinds.add("both")
    thing = listed(thing) if "naming" in kinds else thing
    asked = evidenced(purpose(thing, kinds), kinds)
    if asked is None or _says_nothing(thing, variant):
        return None
    if asked is Asked.THING and not is_asking(thing):
        thing = with_something_wanted(thing)
    excepting = without(thing, variant.excepted)
    settled = sound(excepting, names) if names and excepting else excepting
    if settled and names:
        settled = sorted_out(settled, told_sorts(variant.core))
    if settled and ("both" in kinds or any(value(token, "MOREOVER") for token in variant.core)):
        settled = apart(settled, [told_relations(token) for token in variant.core if value(token, "V")])
    if settled is None or (asked is Asked.ABOUT and (settled.clauses or not settled.entities)):
        return None
    settled, aside = placed(settled, variant.floating)
    question = Question(
        text=text,
        language=language,
        asked=asked,
        aside=aside,
        mentions=tuple(sort for kind, sort in variant.floating if kind == "mentioned"),
        thing=together(settled) if "both" in kinds else settled,
        modalities=_MODALITIES.get(asked, frozenset({Modality.ASSERTED})),
        order=ranked(variant.core, kinds),
    )
    return conditioned(question, variant.floating)


def _asking_kinds(variant: Variant) -> set[str]:
    """The kinds of words that stand beside what the grammar reads."""
    kinds = {kind for kind, _ in variant.floating}
    if sum(bool(value(token, "WH")) for token in variant.core) > 1:
        kinds.add("evidence")  # A和B谁投资了谁: the facts between them
    # 金额超过10亿元, 持股比例超过5%: with a bound the word names what is bound and asks for nothing.
    if "amount of money" in kinds:
        kinds -= {"how_much", "quantity"}
    return kinds - {"how_big"} if "percent" in kinds else kinds


def _says_nothing(thing: Thing, variant: Variant) -> bool:
    """Whether it is no question that a graph can answer, whatever things it is of."""
    is_chosen = bool(thing.entities and thing.wanted and thing.clauses)
    # 腾讯和阿里谁的子公司更多 chooses among what it names.
    is_compared = len(thing.entities) > 1 and any(map(is_choosing, variant.core))
    if ("relation", None) in variant.floating or (is_chosen and not is_compared):
        return True
    if not (thing.entities or thing.clauses) and thing.types in (frozenset(), ACTORS):
        return True  # 谁, 什么
    # 没有股东 asks for what nobody states; only what is denied is known.
    denied = ("modality", _DENIED) in variant.floating
    return denied and not any(value(token, "V") for token in variant.core)
