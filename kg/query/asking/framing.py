"""A question read by its frame, where no rule of the grammar takes in all its words: who does what to whom.

One relation, one name (or two, for when and how much) and what is asked for are enough to ask it, if the order of the
words tells which is at which end. All else must be a word that says nothing by itself, a condition that may stand
anywhere, or a noun: of a noun the answer's names or its sentence must have the word, and the reply tells so. Whatever
could bound, except, compare or relate further is none of these, and then there is no such reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kg.query.asking.lexing import Cut, Token, value
from kg.query.asking.meanings import ANYTHING, turned
from kg.query.asking.mentioning import mention
from kg.query.asking.question import Clause, Option, Sort, Thing
from kg.query.asking.variants import FLOATING, Variant
from kg.query.asking.vocabulary import Verb
from kg.vocab import SIGNATURES, EntityType, Relation

# What says nothing by itself.
_IDLE = frozenset(
    ("filler", "glue", "DE", "BE", "HAVE", "ALL", "AND", "AT", "DO", "CARRY", "THAT", "OF", "TO", "SHARES", "WARES", "FIELD")
)  # fmt: skip
_NOUNS = ("NOUN", "PART", "WORD", "TYPE", "TYPES")
_ATTRIBUTES = frozenset(("when", "how_much", "how_big", "quantity", "which_post"))
# Beside what is asked for these would ask a second thing, or nothing that a frame has.
_NO_CONDITION = frozenset(("relation", "about", "evidence", "both", "naming", "others"))


@dataclass(slots=True)
class _Frame:
    """What the tokens are: places of names, verbs and what is asked for among those that say something."""

    names: list[int] = field(default_factory=list)
    verbs: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)  # from the first to the last token of the phrase
    types: frozenset[EntityType] = frozenset()
    counted: bool = False
    mentions: list[Sort] = field(default_factory=list)
    floating: list[tuple[str, Any]] = field(default_factory=list)


def framed(cut: Cut) -> Iterator[tuple[Thing, Variant]]:
    """What the cut asks by its frame, with its conditions; the likeliest first."""
    tokens = _telling(cut.tokens)
    frame = _frame(tokens)
    if frame is None:
        return
    core = tuple(token for token in tokens if not value(token, "mentioned"))
    mentions = [("mentioned", sort) for sort in frame.mentions]
    variant = Variant(core=core, floating=(*frame.floating, *mentions), cost=0)
    for thing in _things(tokens, frame):
        yield thing, variant


def _telling(tokens: tuple[Token, ...]) -> list[Token]:
    """The tokens without those that only fill: 了, 都, the."""
    return [token for token in tokens if not _is(token, "filler") or _is(token, "V")]


def _is(token: Token, *categories: str) -> bool:
    return any(reading.category in categories for reading in token.readings)


def _frame(tokens: list[Token]) -> _Frame | None:
    frame = _Frame()
    is_told = any(_is(token, "V") and not _is_placing(token) for token in tokens)
    for place, token in enumerate(tokens):
        if _is(token, "NAME"):
            frame.names.append(place)
        elif _is(token, "V") and not (is_told and _is_placing(token)):
            frame.verbs.append(place)
        elif _is(token, "WH", "DET", "HOWMANY", "WHERE"):
            frame.asked.append(place)
            frame.counted |= _is(token, "HOWMANY")
        elif _is(token, "TYPE", "TYPES") and _is_joined(tokens, place):
            frame.floating.append(("aside", token.text))
        elif _is(token, "ROLE") and not _is(token, "TYPE", "TYPES"):
            if is_told and _is_asked_kind(frame, tokens, place):
                frame.types = _kind_of_role(token)
                frame.asked.append(place)
                frame.floating.append(("aside", token.text))
            else:
                frame.roles.append(place)
        elif not _taken(frame, tokens, place):
            return None
    return frame if _is_of_one_relation(frame, tokens) and _is_whole(frame, tokens) else None


def _relations(token: Token) -> frozenset[Relation]:
    verbs = [option for verb in value(token, "V") for option in verb.options]
    return frozenset(o.relation for o in [*verbs, *(o for one in value(token, "ROLE") for o in one)])


def _is_of_one_relation(frame: _Frame, tokens: list[Token]) -> bool:
    """Whether all that tells a relation tells the same: 融资 … 投了, 总部 … 在; the word next to what is asked for stays."""
    telling = [*frame.verbs, *frame.roles]
    if not telling or not frozenset.intersection(*(_relations(tokens[place]) for place in telling)):
        return False
    near = min(frame.asked, default=0)
    kept = min(frame.verbs or frame.roles, key=lambda place: (abs(place - near), -place))
    for place in telling:
        options = [option for one in value(tokens[place], "ROLE") for option in one]
        if place != kept and any(option.said for option in options):
            frame.floating.append(("aside", tokens[place].text))
    frame.verbs, frame.roles = ([kept], []) if frame.verbs else ([], [kept])
    return True


def _is_placing(token: Token) -> bool:
    """在, which may also say only when or to whom."""
    return _is(token, "AT", "PREP", "UNDER")


def _taken(frame: _Frame, tokens: list[Token], place: int) -> bool:
    token = tokens[place]
    floating = [reading for reading in token.readings if reading.category in FLOATING]
    if _is(token, *_NOUNS):
        _take_noun(frame, tokens, place)
    elif _is(token, "AND") and place and _is(tokens[place - 1], "ROLE", *_NOUNS):
        return True
    elif floating:
        reading = floating[0]
        held = token.text if reading.category in ("aside", "inside", "outside") else reading.value
        frame.floating.append((reading.category, held))
        return reading.category not in _NO_CONDITION
    else:
        return _is(token, *_IDLE, "BEI", "BY", "PREP", "FROM")
    return True


def _take_noun(frame: _Frame, tokens: list[Token], place: int) -> None:
    """The kind that is asked for, or a word that the text must have."""
    token = tokens[place]
    types = [*value(token, "TYPE"), *value(token, "TYPES")]
    is_asked = _is_asked_kind(frame, tokens, place)
    # 企业有哪些, 公司是哪家
    after = [one for one in range(place + 1, len(tokens)) if not _is(tokens[one], "BE", "HAVE")]
    is_asked = is_asked or bool(after and after[0] > place + 1 and _is(tokens[after[0]], "DET", "HOWMANY"))
    if types and is_asked and not frame.types:
        frame.types = types[0]
        frame.asked.append(place)
    else:
        frame.mentions.append(mention(token.text))


def _is_asked_kind(frame: _Frame, tokens: list[Token], place: int) -> bool:
    """Whether a noun stands behind the word that asks: 哪些理财子公司."""
    before = [one for one in range(place) if not _is(tokens[one], "NOUN", "PART", "WORD")]
    return bool(before) and before[-1] in frame.asked and not _is(tokens[before[-1]], "WHERE")


def _is_joined(tokens: list[Token], place: int) -> bool:
    """总部或厂区: one of two nouns, of which the other tells the relation."""
    return place > 1 and _is(tokens[place - 1], "AND") and _is(tokens[place - 2], "ROLE")


def _kind_of_role(token: Token) -> frozenset[EntityType]:
    """What 子公司 or 股东 may be at all."""
    kinds = [SIGNATURES[option.relation] for one in value(token, "ROLE") for option in one if option.outward]
    return frozenset().union(*(kind.subjects for kind in kinds))


def _is_whole(frame: _Frame, tokens: list[Token]) -> bool:
    """Whether it names, tells a relation and asks for something, each once."""
    asks_attribute = [kind for kind, _ in frame.floating if kind in _ATTRIBUTES]
    if len(asks_attribute) > 1:
        return False
    if frame.asked:
        first, last = min(frame.asked), max(frame.asked)
        inside = [one for one in range(first, last) if one not in frame.asked]
        if any(not _is(tokens[one], *_NOUNS, "BE", "HAVE") for one in inside):
            return False
        is_anchored = len(frame.names) == 1 or (not frame.names and frame.mentions and frame.verbs)
        return bool(is_anchored) and not asks_attribute
    return len(frame.names) == 2 and bool(asks_attribute) and bool(frame.verbs)


def _things(tokens: list[Token], frame: _Frame) -> Iterator[Thing]:
    asked = Thing(types=_asked_types(tokens, frame), wanted=True, counted=frame.counted)
    named_by = [Thing(entities=iris) for place in frame.names[:1] for iris in value(tokens[place], "NAME")]
    for named in named_by or [ANYTHING]:
        if frame.roles:
            if options := _of_role(tokens, frame):
                yield replace(asked, clauses=(Clause(options=options, other=named),))
            continue
        for verb in value(tokens[frame.verbs[0]], "V"):
            if not frame.asked:
                yield from _between(tokens, frame, verb, named)
            elif (is_subject := _is_subject(tokens, frame, verb)) is not None:
                options = verb.options if is_subject else turned(verb.options)
                yield replace(asked, clauses=(Clause(options=options, other=named),))


def _asked_types(tokens: list[Token], frame: _Frame) -> frozenset[EntityType]:
    if frame.types:
        return frame.types
    asking = (tokens[place] for place in frame.asked)
    return next((kinds for one in asking for kinds in (*value(one, "WH"), *value(one, "WHERE"))), frozenset())


def _of_role(tokens: list[Token], frame: _Frame) -> tuple[Option, ...]:
    """谁是X的股东: the noun right behind the name."""
    role, name = frame.roles[0], frame.names[0]
    between = tokens[name + 1 : role] if name < role else tokens[role + 1 : name]
    if not all(_is(token, "DE", *_NOUNS) if name < role else _is(token, "OF") for token in between):
        return ()
    (options,) = value(tokens[role], "ROLE")[:1]
    return tuple(options)


def _between(tokens: list[Token], frame: _Frame, verb: Verb, one: Thing) -> Iterator[Thing]:
    """When and for how much one did it to the other."""
    first, second = frame.names
    at = frame.verbs[0]
    passive = [place for place, token in enumerate(tokens) if _is(token, "BEI")]
    if verb.form not in ("base", "past") or _is_by(tokens, at):
        return
    for iris in value(tokens[second], "NAME"):
        other = Thing(entities=iris)
        if first < at < second and not passive and not _is_before(tokens, first):
            yield replace(one, clauses=(Clause(options=verb.options, other=other),))
        elif second < at and passive and first < passive[0] < second:
            yield replace(one, clauses=(Clause(options=turned(verb.options), other=other),))


def _is_subject(tokens: list[Token], frame: _Frame, verb: Verb) -> bool | None:
    """Whether what is asked for does what the verb tells; none where the order of the words does not say."""
    at, asked = frame.verbs[0], min(frame.asked)
    # Of one alone the order tells as of one on the other side.
    name = frame.names[0] if frame.names else (len(tokens) if asked < at else -1)
    passive = [place for place, token in enumerate(tokens[:at]) if _is(token, "BEI")]
    if _is_by(tokens, at):
        doer = name if name > at else asked
        return None if verb.form != "past" else doer == asked
    if passive and not frame.names:
        return asked > passive[-1]
    if passive:
        doers = [place for place in (name, asked) if passive[-1] < place < at]
        return doers == [asked] if len(doers) < 2 and min(name, asked) < passive[-1] else None
    brought = [place for place in (name, asked) if 0 <= place < len(tokens) and _is_before(tokens, place)]
    if brought:
        is_told = brought[0] < at and _brings(tokens[brought[0] - 1], verb)
        return brought[0] == name if is_told else None
    # Of two before the verb the nearer one does it, of two behind it the nearer one it is done to.
    are_together = (name < at) == (asked < at)
    return asked > name if are_together else asked < at


def _is_by(tokens: list[Token], at: int) -> bool:
    return any(_is(token, "BY") for token in tokens[at:])


def _is_before(tokens: list[Token], place: int) -> bool:
    """Whether a word right before it brings it to the verb: 给X, 向谁."""
    return place > 0 and _is(tokens[place - 1], "PREP", "FROM", "TO") and not _is(tokens[place - 1], "AT")


def _brings(token: Token, verb: Verb) -> bool:
    return token.text in verb.before
