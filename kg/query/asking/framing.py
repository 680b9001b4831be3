"""A question read by its frame, where no rule of the grammar takes in all its words: who does what to whom.

One relation, one name (or two, for when and how much) and what is asked for are enough to ask it, if the order of the
words tells which is at which end. The reply tells what else the words must mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.query.asking.frames import NOUNS, Frame, frame_of, is_placing
from kg.query.asking.lexing import Cut, Token, has, value
from kg.query.asking.meanings import ANYTHING, IN_PLACE, PLACE, turned
from kg.query.asking.question import Clause, Option, Thing
from kg.query.asking.readings import kinds_of
from kg.query.asking.senses import Verb
from kg.query.asking.variants import Variant
from kg.query.names import Names
from kg.vocab import EntityType


def framed(cut: Cut, names: Names) -> Iterator[tuple[Thing, Variant]]:
    """What the cut asks by its frame, with its conditions; the likeliest first."""
    tokens, places = _without_places(_telling(cut.tokens, names), names)
    frame = frame_of(tokens)
    if frame is None:
        return
    core = tuple(token for token in tokens if not value(token, "mentioned"))
    mentions = [("mentioned", sort) for sort in frame.mentions]
    variant = Variant(core=core, floating=(*frame.floating, *mentions), cost=0)
    for thing in _things(tokens, frame):
        there = tuple(Clause(options=IN_PLACE, other=place) for place in places)
        if not there or thing.wanted:
            yield replace(thing, clauses=(*there, *thing.clauses)), variant


def _without_places(tokens: list[Token], names: Names) -> tuple[list[Token], list[Thing]]:
    """The tokens without 在X of a place beside another name, and those places: what is asked for is there."""
    named = [place for place, token in enumerate(tokens) if has(token, "NAME")]
    found, taken = [], set()
    for place in named if len(named) > 1 else ():
        iris = [iri for one in value(tokens[place], "NAME") for iri in one]
        is_place = all(PLACE.intersection(names.entities[iri].types) for iri in iris)
        if is_place and place and has(tokens[place - 1], "AT", "V") and is_placing(tokens[place - 1]):
            found.append(Thing(entities=tuple(iris), types=PLACE))
            taken |= {place, place - 1}
    return [token for place, token in enumerate(tokens) if place not in taken], found


def _telling(tokens: tuple[Token, ...], names: Names) -> list[Token]:
    """The tokens without those that only fill, 了, 都, the, and without the kind of what has just been named: 华为公司."""
    found: list[Token] = []
    for token in tokens:
        is_filler = has(token, "filler") and not has(token, "V")
        if not is_filler and not (found and _is_kind_of(found[-1], token, names)):
            found.append(token)
    return found


def _is_kind_of(named: Token, token: Token, names: Names) -> bool:
    iris = [iri for one in value(named, "NAME") for iri in one]
    kinds = kinds_of(token)
    return bool(iris and kinds) and all(kinds[0].intersection(names.entities[iri].types) for iri in iris)


def _things(tokens: list[Token], frame: Frame) -> Iterator[Thing]:
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


def _asked_types(tokens: list[Token], frame: Frame) -> frozenset[EntityType]:
    if frame.types:
        return frame.types
    asking = (tokens[place] for place in frame.asked)
    return next((kinds for one in asking for kinds in (*value(one, "WH"), *value(one, "WHERE"))), frozenset())


def _of_role(tokens: list[Token], frame: Frame) -> tuple[Option, ...]:
    """谁是X的股东: the noun right behind the name."""
    role, name = frame.roles[0], frame.names[0]
    between = tokens[name + 1 : role] if name < role else tokens[role + 1 : name]
    if not all(has(token, "DE", *NOUNS) if name < role else has(token, "OF") for token in between):
        return ()
    (options,) = value(tokens[role], "ROLE")[:1]
    return tuple(options)


def _between(tokens: list[Token], frame: Frame, verb: Verb, one: Thing) -> Iterator[Thing]:
    """When and for how much one did it to the other."""
    first, second = frame.names
    at = frame.verbs[0]
    passive = [place for place, token in enumerate(tokens) if has(token, "BEI")]
    if verb.form not in ("base", "past") or _is_by(tokens, at):
        return
    for iris in value(tokens[second], "NAME"):
        other = Thing(entities=iris)
        is_around = first < at < second and not _is_before(tokens, first)
        is_brought = second < at and _is_before(tokens, second) and _brings(tokens[second - 1], verb)
        if not passive and (is_around or is_brought):
            yield replace(one, clauses=(Clause(options=verb.options, other=other),))
        elif second < at and passive and first < passive[0] < second:
            yield replace(one, clauses=(Clause(options=turned(verb.options), other=other),))


def _is_subject(tokens: list[Token], frame: Frame, verb: Verb) -> bool | None:
    """Whether what is asked for does what the verb tells; none where the order of the words does not say."""
    at, asked = frame.verbs[0], min(frame.asked)
    # Of one alone the order tells as of one on the other side.
    name = frame.names[0] if frame.names else (len(tokens) if asked < at else -1)
    passive = [place for place, token in enumerate(tokens[:at]) if has(token, "BEI")]
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
    return any(has(token, "BY") for token in tokens[at:])


def _is_before(tokens: list[Token], place: int) -> bool:
    """Whether a word right before it brings it to the verb: 给X, 向谁."""
    return place > 0 and has(tokens[place - 1], "PREP", "FROM", "TO") and not has(tokens[place - 1], "AT")


def _brings(token: Token, verb: Verb) -> bool:
    return token.text in verb.before
