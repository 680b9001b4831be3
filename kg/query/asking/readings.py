"""What the words of a question say by themselves, whatever the grammar made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.query.asking.conditions import ORDERS
from kg.query.asking.lexing import Token, value
from kg.query.asking.question import Option, Sort
from kg.query.asking.vocabulary import vocabulary
from kg.vocab import SYMMETRIC, EntityType, Relation


def is_ranking(token: Token) -> bool:
    """Whether the word tells of the most or of more."""
    return bool(value(token, "MOST") or value(token, "MORE"))


def is_choosing(token: Token) -> bool:
    """Whether the word has one of several named things chosen: 还是, 更多."""
    return is_ranking(token) or bool(value(token, "CHOICE"))


def is_of_party(token: Token) -> bool:
    """Whether the noun is of who acts (投资机构), not of what is done (收购案, 投资)."""
    options = [option for one in value(token, "ROLE") for option in one]
    known = bool(options) and all(o.outward and o.relation not in SYMMETRIC for o in options)
    return known and not value(token, "V")


def ranked(tokens: tuple[Token, ...], kinds: set[str]) -> str:
    """How things are ranked: 前十大投资机构 are by how much they do, where no word says by what else."""
    if any(map(is_ranking, tokens)):
        return "most"
    is_of_parties = "top" in kinds and not ORDERS & kinds and any(map(is_of_party, tokens))
    return "most" if is_of_parties else ""


def told_options(token: Token) -> Iterator[Option]:
    """What a verb or a role may stand for."""
    yield from (option for verb in value(token, "V") for option in verb.options)
    yield from (option for options in value(token, "ROLE") for option in options)


def told_relations(token: Token) -> frozenset[Relation]:
    """The relations that a verb may tell of."""
    return frozenset(option.relation for verb in value(token, "V") for option in verb.options)


def told_sorts(tokens: Iterable[Token]) -> Iterator[tuple[Sort, frozenset[EntityType], bool]]:
    """What the words for kinds say beyond the type; nothing where a word for the whole type stands beside: 大会、展会."""
    held = list(tokens)
    for place, token in enumerate(held):
        types = kinds_of(token)
        if types and (sort := vocabulary().sorts.get(token.text)):
            beside = [
                held[place + step]
                for step in (-2, 2)
                if 0 <= place + step < len(held) and value(held[place + step // 2], "AND")
            ]
            if any(_is_wider(one, types[0]) for one in beside):
                continue
            others = {reading.category for reading in token.readings} - {"TYPE", "TYPES", "ROLE"}
            yield sort, types[0], not others


def _is_wider(token: Token, types: frozenset[EntityType]) -> bool:
    """Whether the word is of all that is of these types, or of more."""
    return any(kinds >= types for kinds in kinds_of(token)) and token.text not in vocabulary().sorts


def kinds_of(token: Token) -> list[frozenset[EntityType]]:
    """The types of which the token may be a word."""
    return [*value(token, "TYPE"), *value(token, "TYPES")]
