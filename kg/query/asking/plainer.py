"""A question that is not understood word for word, where all that it names makes one plain question: told what it leaves out.

海辰北岳那款岱宗用的是什么 names the maker of what it is of, and 中国电子怎么控制麒麟软件的 asks how two are connected. Every name
of the question must be taken up or told; no word that may bound, date, deny or compare may be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.query.asking.following import Understand
from kg.query.asking.lexing import Cut, Token, value
from kg.query.asking.question import Asked, Question, Thing
from kg.query.asking.setting_aside import is_manner
from kg.query.asking.speech import tags as tags_of
from kg.query.asking.understanding import Declined, language_of
from kg.query.names import Names
from kg.vocab import ARTEFACTS, ORGANIZATIONS, EntityType, Modality

_OWNED = ARTEFACTS | {EntityType.POLICY, EntityType.PUBLICATION, EntityType.EVENT, EntityType.FACILITY}
_PLACES = frozenset({EntityType.LOCATION})
_PEOPLE = frozenset({EntityType.PERSON})
_HOW = re.compile(
    r"(?:啥|什么|何种)情况|怎么|怎样|如何|咋|\bhow (?:does|do|did|is|are|was|were|has|have|can)\b", re.I
)
_BOUND = frozenset(
    ("period", "amount of money", "percent", "top", "modality", "abandoned", "most", "amount", "latest", "earliest", "EXCEPT",
     "others", "when", "how_much", "how_big", "HOWMANY", "inside", "outside")
)  # fmt: skip


def plainer(text: str, declined: Declined, cut: Cut, names: Names, understand: Understand) -> Question | None:
    """The plain question that a declined one is, if there is one."""
    if all(map(is_manner, declined.unknown)) and (found := _without_maker(text, cut, names, understand)):
        return found
    return _between(text, cut, declined) if all(map(_is_deed, declined.unknown)) else None


def _is_deed(word: str) -> bool:
    """Whether a word that is not known tells what one does, or how: 拿捏."""
    tags = tags_of(word)
    return is_manner(word) or (len(word) > 1 and len(tags) == 1 and tags[0][1].startswith("v"))


def _without_maker(text: str, cut: Cut, names: Names, understand: Understand) -> Question | None:
    """Without whose it is, where that stands before its name."""
    named = [token for token in cut.tokens if not _is_idle(token)]
    for owner, thing in pairwise(named):
        if _is_all(owner, ORGANIZATIONS, names) and _is_all(thing, _PEOPLE, names):
            # 沐澜的宗正岐是什么头衔: there.
            found = understand(_at(text, owner.text, thing.text))
            if isinstance(found, Question) and not found.wider:
                return replace(found, text=text)
        is_made = _is_all(owner, ORGANIZATIONS, names) and _is_all(thing, _OWNED, names)
        if not (is_made or (_is_all(owner, _PLACES, names) and _is_all(thing, ORGANIZATIONS, names))):
            continue
        for said in _cut_out(text, owner.text):
            found = understand(said)
            if (
                isinstance(found, Question)
                and any(one.entities for one in found.thing.within())
                and not found.wider
            ):
                return replace(found, text=text, aside=(*found.aside, owner.text))
    return None


def _at(text: str, owner: str, person: str) -> str:
    """The question with where someone works said behind the name."""
    said = text.lower()
    start, end = said.find(owner), said.find(person)
    if not 0 <= start < end:
        return text
    return f"{text[:start]}{person}在{text[start : start + len(owner)]}{text[end + len(person) :]}"


def _cut_out(text: str, word: str) -> Iterator[str]:
    at = text.lower().find(word)
    if at >= 0:
        yield text[:at] + text[at + len(word) :]


def _is_idle(token: Token) -> bool:
    return any(reading.category in ("filler", "DE") for reading in token.readings)


def _is_all(token: Token, types: frozenset[EntityType], names: Names) -> bool:
    iris = [iri for one in value(token, "NAME") for iri in one]
    return bool(iris) and all(types.intersection(names.entities[iri].types) for iri in iris)


def _between(text: str, cut: Cut, declined: Declined) -> Question | None:
    """What connects two, where it is asked how one does something to the other."""
    named = [value(token, "NAME")[0] for token in cut.tokens if value(token, "NAME")]
    if len(named) != 2 or named[0] == named[1] or not _HOW.search(text):
        return None
    if any(reading.category in _BOUND for token in cut.tokens for reading in token.readings):
        return None
    if any(kinds for token in cut.tokens for kinds in value(token, "WH")):
        return None  # 谁 asks for another one
    said = tuple(token.text for token in cut.tokens if value(token, "V") or value(token, "ROLE"))
    return Question(
        text=text,
        language=language_of(cut.tokens),
        asked=Asked.CONNECTION,
        thing=Thing(entities=named[0]),
        other=Thing(entities=named[1]),
        modalities=frozenset(Modality) - {Modality.NEGATED},
        aside=(*said, *declined.unknown),
    )
