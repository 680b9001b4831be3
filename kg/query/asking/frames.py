"""What the words of a question are, where no rule takes them in: names, what tells the relation, what is asked for.

All else must be a word that says nothing by itself, a condition that may stand anywhere, or a noun: of a noun the
answer's names or its sentence must have the word. Whatever could bound, except, compare or relate further is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kg.query.asking.lexing import Token, has, value
from kg.query.asking.mentions import mention
from kg.query.asking.question import Sort
from kg.query.asking.readings import kinds_of, told_options
from kg.query.asking.variants import FLOATING
from kg.vocab import SIGNATURES, EntityType, Relation

# What says nothing by itself.
_IDLE = frozenset(
    ("filler", "glue", "DE", "BE", "HAVE", "ALL", "AND", "AT", "DO", "CARRY", "THAT", "OF", "TO", "SHARES", "WARES", "FIELD")
)  # fmt: skip
NOUNS = ("NOUN", "PART", "WORD", "TYPE", "TYPES")
_ATTRIBUTES = frozenset(("when", "how_much", "how_big", "quantity", "which_post"))
# Beside what is asked for these would ask a second thing, or nothing that a frame has.
_NO_CONDITION = frozenset(("relation", "about", "evidence", "both", "naming", "others"))


@dataclass(slots=True)
class Frame:
    """What the tokens are: places of names, verbs and what is asked for among those that say something."""

    names: list[int] = field(default_factory=list)
    verbs: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)  # from the first to the last token of the phrase
    types: frozenset[EntityType] = frozenset()
    counted: bool = False
    mentions: list[Sort] = field(default_factory=list)
    floating: list[tuple[str, Any]] = field(default_factory=list)


def frame_of(tokens: list[Token]) -> Frame | None:
    frame = Frame()
    is_told = any(has(token, "V") and not is_placing(token) for token in tokens)
    for place, token in enumerate(tokens):
        if has(token, "NAME"):
            frame.names.append(place)
        elif has(token, "V") and not (is_told and is_placing(token)):
            frame.verbs.append(place)
        elif has(token, "WH", "DET", "HOWMANY", "WHERE"):
            frame.asked.append(place)
            frame.counted |= has(token, "HOWMANY")
        elif has(token, "TYPE", "TYPES") and _is_joined(tokens, place):
            frame.floating.append(("aside", token.text))
        elif has(token, "ROLE") and not has(token, "TYPE", "TYPES"):
            if is_told and _is_asked_kind(frame, tokens, place) and not _says_the_same(tokens, place):
                if any(option.said for option in told_options(token)):
                    return None
                frame.types = _kind_of_role(token)
                frame.asked.append(place)
                frame.floating.append(("aside", token.text))
            else:
                frame.roles.append(place)
        elif not _taken(frame, tokens, place):
            return None
    return frame if _is_of_one_relation(frame, tokens) and _is_whole(frame, tokens) else None


def _relations(token: Token) -> frozenset[Relation]:
    return frozenset(option.relation for option in told_options(token))


def _is_of_one_relation(frame: Frame, tokens: list[Token]) -> bool:
    """Whether all that tells a relation tells the same: 融资 … 投了, 总部 … 在; the word next to what is asked for stays."""
    telling = [*frame.verbs, *frame.roles]
    if not telling or not frozenset.intersection(*(_relations(tokens[place]) for place in telling)):
        return False
    near = min(frame.asked, default=0)
    kept = min(frame.verbs or frame.roles, key=lambda place: (abs(place - near), -place))
    # What another of them says beyond the relation would be lost.
    if any(option.said for place in telling if place != kept for option in told_options(tokens[place])):
        return False
    frame.verbs, frame.roles = ([kept], []) if frame.verbs else ([], [kept])
    return True


def is_placing(token: Token) -> bool:
    """在, which may also say only when or to whom."""
    return has(token, "AT", "PREP", "UNDER")


def _taken(frame: Frame, tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    floating = [reading for reading in token.readings if reading.category in FLOATING]
    if has(token, *NOUNS):
        _take_noun(frame, tokens, place)
    elif has(token, "AND") and place and has(tokens[place - 1], "ROLE", *NOUNS):
        return True
    elif floating:
        reading = floating[0]
        held = token.text if reading.category in ("aside", "inside", "outside") else reading.value
        frame.floating.append((reading.category, held))
        return reading.category not in _NO_CONDITION
    else:
        return has(token, *_IDLE, "BEI", "BY", "PREP", "FROM")
    return True


def _take_noun(frame: Frame, tokens: list[Token], place: int) -> None:
    """The kind that is asked for, or a word that the text must have."""
    token = tokens[place]
    types = kinds_of(token)
    is_asked = _is_asked_kind(frame, tokens, place)
    # 企业有哪些, 公司是哪家
    is_listed = place + 2 < len(tokens) and has(tokens[place + 1], "BE", "HAVE")
    is_listed = is_listed and has(tokens[place + 2], "DET", "HOWMANY")
    is_asked = is_asked or (is_listed and not any(has(one, *NOUNS) for one in tokens[place + 3 : place + 4]))
    if types and is_asked and not _is_compound(tokens, place) and not frame.types:
        frame.types = types[0]
        frame.asked.append(place)
    else:
        frame.mentions.append(mention(token.text))


def _is_asked_kind(frame: Frame, tokens: list[Token], place: int) -> bool:
    """Whether a noun stands behind the word that asks: 哪些理财子公司."""
    before = [one for one in range(place) if not has(tokens[one], *NOUNS) or one in frame.asked]
    return bool(before) and before[-1] in frame.asked and not has(tokens[before[-1]], "WHERE")


def _is_compound(tokens: list[Token], place: int) -> bool:
    """Whether another kind follows, which is what is asked for: 工程公司."""
    return place + 1 < len(tokens) and has(tokens[place + 1], "TYPE", "TYPES")


def _is_joined(tokens: list[Token], place: int) -> bool:
    """总部或厂区: one of two nouns, of which the other tells the relation."""
    return place > 1 and has(tokens[place - 1], "AND") and has(tokens[place - 2], "ROLE")


def _says_the_same(tokens: list[Token], place: int) -> bool:
    """引入了哪些投资方: what the verb says."""
    own = _relations(tokens[place])
    return any(own & _relations(token) for token in tokens if has(token, "V"))


def _kind_of_role(token: Token) -> frozenset[EntityType]:
    """What 子公司 or 股东 may be at all."""
    kinds = [SIGNATURES[option.relation] for one in value(token, "ROLE") for option in one if option.outward]
    return frozenset().union(*(kind.subjects for kind in kinds))


def _is_whole(frame: Frame, tokens: list[Token]) -> bool:
    """Whether it names, tells a relation and asks for something, each once."""
    asks_attribute = [kind for kind, _ in frame.floating if kind in _ATTRIBUTES]
    if len(asks_attribute) > 1:
        return False
    if frame.asked:
        first, last = min(frame.asked), max(frame.asked)
        inside = [one for one in range(first, last) if one not in frame.asked]
        if any(not has(tokens[one], *NOUNS, "BE", "HAVE") for one in inside):
            return False
        is_anchored = len(frame.names) == 1 or (not frame.names and frame.mentions and frame.verbs)
        return bool(is_anchored) and not asks_attribute
    return len(frame.names) == 2 and bool(asks_attribute) and bool(frame.verbs)
