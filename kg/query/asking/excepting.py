"""What a question leaves out: 除了腾讯还有谁投资了滴滴, which companies other than Tencent invest in Didi.

It may stand at either end or in the middle, and is taken out before the grammar reads the rest.
"""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.lexing import Token, value
from kg.query.asking.question import Thing


def left_out(tokens: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[str, ...]]:
    """The tokens without what they leave out, and the IRIs of that."""
    for place, token in enumerate(tokens):
        if not value(token, "EXCEPT"):
            continue
        end, iris = _names(tokens, place + 1)
        if iris:
            if end < len(tokens) and value(tokens[end], "EXCEPTED"):
                end += 1
            return (*tokens[:place], *tokens[end:]), iris
    return tokens, ()


def _names(tokens: tuple[Token, ...], place: int) -> tuple[int, tuple[str, ...]]:
    """Where the names that begin there end, and what they are the names of."""
    iris: tuple[str, ...] = ()
    while place < len(tokens) and (named := value(tokens[place], "NAME")):
        iris += named[0]
        place += 1
        if place + 1 < len(tokens) and value(tokens[place], "AND") and value(tokens[place + 1], "NAME"):
            place += 1
        else:
            break
    return place, iris


def without(thing: Thing, iris: tuple[str, ...]) -> Thing | None:
    """The thing with these left out of what is wanted; nothing where it is not told what that is."""
    if not iris:
        return thing
    if thing.wanted:
        return replace(thing, without=iris)
    for place, clause in enumerate(thing.clauses):
        if found := without(clause.other, iris):
            clauses = (*thing.clauses[:place], replace(clause, other=found), *thing.clauses[place + 1 :])
            return replace(thing, clauses=clauses)
    return None
