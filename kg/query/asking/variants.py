"""The ways to take the words of a question: what the grammar is to read, and what may stand anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product
from typing import Any

from kg.query.asking.conditions import ORDERS
from kg.query.asking.lexing import Token, value

# A word that is kept as part of the grammar is better than one that is passed over.
_PASSED_OVER = 3
MOST_VARIANTS = 240
FLOATING = frozenset(
    ("filler", "modality", "period", "amount of money", "percent", "top", "when", "how_much", "how_big",
     "which_post", "quantity", "both", "relation", "about", "abandoned", "others", "evidence", "aside", "mentioned", "naming", "inside",
     "outside", *ORDERS)
)  # fmt: skip
# Of these the word itself is told back.
_TOLD = frozenset(("aside", "inside", "outside"))


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to take the tokens: what the grammar is to read, and what floats."""

    core: tuple[Token, ...]
    floating: tuple[tuple[str, Any], ...]
    cost: int
    excepted: tuple[str, ...] = ()


def variants(tokens: tuple[Token, ...], excepted: tuple[str, ...]) -> Iterator[Variant]:
    choices = []
    for token in tokens:
        core = tuple(reading for reading in token.readings if reading.category not in (*FLOATING, "glue"))
        options: list[tuple[Token | None, str, Any, int]] = []
        if core:
            # 哪三家公司投资最多: asks, and tells how many.
            so_many = value(token, "top")
            held = so_many[0] if so_many else None
            options.append((Token(token.text, core), "so_many" if so_many else "", held, 0))
        for reading in token.readings:
            if reading.category in FLOATING:
                cost = _PASSED_OVER if core and reading.category == "filler" else int(bool(core))
                held = token.text if reading.category in _TOLD else reading.value
                options.append((None, reading.category, held, cost))
        choices.append(options)
    for chosen in islice(product(*choices), 20 * MOST_VARIANTS):
        yield Variant(
            core=tuple(token for token, *_ in chosen if token),
            floating=tuple((kind, held) for _, kind, held, _ in chosen if kind),
            cost=sum(cost for *_, cost in chosen),
            excepted=excepted,
        )


def measured(variant: Variant) -> Variant:
    """金额前三的收购: what is counted off is counted by amount, and the amount is not what is asked for."""
    floating = list(variant.floating)
    kinds = [kind for kind, _ in floating]
    if ORDERS.intersection(kinds):
        return variant
    for place, pair in enumerate(pairwise(kinds)):
        if pair == ("how_much", "top"):
            floating[place] = ("amount", None)
    return replace(variant, floating=tuple(floating))


def said_twice(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """fell through or were denied: two words for the same, of which one is enough."""
    kept = list(tokens)
    for place in range(len(tokens) - 3, -1, -1):
        one, joint, other = tokens[place : place + 3]
        if value(joint, "AND") and value(one, "abandoned") and value(other, "abandoned"):
            del kept[place : place + 2]
    return tuple(kept)
