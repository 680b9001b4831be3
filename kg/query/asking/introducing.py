"""What is said before a question of whoever asks it, in any words: 导师催我交综述了，想知道….

It is skipped only if the rest is a question of something that is named, and the reply tells what was skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.query.asking.clausing import asks
from kg.query.asking.leftover import leftover
from kg.query.asking.lexing import Cut, value
from kg.query.names import Names
from kg.vocab import ARTEFACTS

# What must not stand in it: it would be lost. What it plans or denies is of who asks (要交一份报告, 不好意思).
_TELLING = frozenset(
    ("period", "amount of money", "percent", "top", "EXCEPT", "others", "latest", "earliest")
)
# Without a word of who asks, with one of these it may well tell what is asked of.
_OF_THINGS = frozenset(("NAME", "TYPE", "TYPES", "ROLE", "inside", "outside"))
# What is true only if something else is, or but for it.
_CONDITION = re.compile(
    r"如果|要是|假如|假设|假定|倘|若|除非|只要|只有|即使|哪怕|万一|一旦|撇开|抛开|剔除|排除|不算|不含|不计|以外|之外|之前|之后|以来|期间|当中|其中"
    r"|\b(?:if|unless|when|while|assuming|suppos\w+|provided|except|excluding|apart|aside|besides|without|before|after|since|during)\b",
    re.I,
)
_INTRODUCED = re.compile(r"\s*([^，,：:。；;？?]{2,60}?)\s*[，,：:。；;]\s*(.{4,})", re.S)


def introduced(text: str, cut: Callable[[str], Cut], names: Names) -> tuple[str, str] | None:
    """What is said before the question and the question, where that says who asks and why, and nothing of what."""
    match = _INTRODUCED.match(text)
    if match is None or asks(match[1]) or _CONDITION.search(match[1]):
        return None
    before, rest = cut(match[1]), cut(match[2])
    told = {reading.category for token in before.tokens for reading in token.readings}
    is_of_asker = leftover().asker.search(match[1]) is not None
    if told & _TELLING or (told & _OF_THINGS and not is_of_asker):
        return None
    asked = set(_named(rest))
    lost = [iri for iri in _named(before) if iri not in asked]
    # A field that one looks into is none of what is asked; whom or where one looks at may be.
    if not asked or any(not ARTEFACTS.issuperset(names.entities[iri].types) for iri in lost):
        return None
    return match[1], match[2]


def _named(cut: Cut) -> list[str]:
    return [iri for token in cut.tokens for iris in value(token, "NAME") for iri in iris]
