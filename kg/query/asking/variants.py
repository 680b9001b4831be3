"""The ways to take the words of a question: what the grammar is to read, and what may stand anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

from kg.query.asking.conditions import ORDERS
from kg.query.asking.lexing import Token

# A word that is kept as part of the grammar is better than one that is passed over.
_PASSED_OVER = 3
MOST_VARIANTS = 240
FLOATING = frozenset(
    ("filler", "modality", "period", "amount of money", "percent", "top", "when", "how_much", "how_big",
     "which_post", "quantity", "both", "relation", "about", "abandoned", "others", "evidence", "aside", "naming", "inside",
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
            options.append((Token(token.text, core), "", None, 0))
        for reading in token.readings:
            if reading.category in FLOATING:
                cost = _PASSED_OVER if core and reading.category == "filler" else int(bool(core))
                held = token.text if reading.category in _TOLD else reading.value
                options.append((None, reading.category, held, cost))
        choices.append(options)
    for chosen in islice(product(*choices), 20 * MOST_VARIANTS):
        yield Variant(
            core=tuple(token for token, *_ in chosen if token),
            floating=tuple((kind, held) for token, kind, held, _ in chosen if token is None),
            cost=sum(cost for *_, cost in chosen),
            excepted=excepted,
        )
