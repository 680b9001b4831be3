"""Which end of a relation the thing that a question names stands at, going by the order of its words alone.

So much can be told of a question that is not understood, and is enough to offer none in the other direction.
"""

from __future__ import annotations

from kg.query.asking.lexing import Cut, value
from kg.vocab import Relation


def ends(cut: Cut) -> frozenset[tuple[Relation, bool]]:
    """Relations with whether what is named is the subject."""
    named = next((place for place, token in enumerate(cut.tokens) if value(token, "NAME")), None)
    if named is None:
        return frozenset()
    is_passive = any(value(token, "BEI") for token in cut.tokens)
    found = set()
    for place, token in enumerate(cut.tokens):
        # 华为的供应商: the noun tells of the other end.
        found |= {(o.relation, not o.outward) for options in value(token, "ROLE") for o in options}
        for verb in value(token, "V"):
            is_before = (named < place) != is_passive
            found |= {(o.relation, is_before == o.outward) for o in verb.options}
    return frozenset(found)


def without_names(text: str, cut: Cut) -> str:
    """The question without the names in it: what tells its language."""
    rest = text.lower()
    for token in cut.tokens:
        rest = rest.replace(token.text, "") if value(token, "NAME") else rest
    return rest.strip() or text
