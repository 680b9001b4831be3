"""Names of bodies and companies said shorter than they are: 沛县市场监管局, 沃尔沃.

A short form that two things could have stands for neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from itertools import product

from kg.query.asking.shortwords import ShortWords, short_words
from kg.query.asking.writing import normalized
from kg.query.names import Names
from kg.vocab import ORGANIZATIONS, EntityType

_BODIES = frozenset((EntityType.GOVERNMENT, EntityType.RESEARCH, EntityType.ASSOCIATION))
_COMPANIES = (ORGANIZATIONS - _BODIES) | {EntityType.FACILITY}
_LEAST_BODY, _LEAST = 3, 2
_Forms = Callable[[str, Container[str], ShortWords], Iterator[str]]


def short_bodies(names: Names, known: Container[str]) -> dict[str, tuple[str, ...]]:
    """Short forms of bodies that are no names or words already, each with the one that it stands for."""
    found = _shortened(names, known, _BODIES, places_of(names), _of_body, least=_LEAST_BODY)
    return {short: iris for short, iris in found.items() if len(iris) == 1}


def short_companies(
    names: Names, known: Container[str], places: Container[str]
) -> dict[str, tuple[str, ...]]:
    """What is left of names of companies and sites without place, trade and legal form; all that it may stand for."""
    return _shortened(names, known, _COMPANIES, places, _of_company, least=_LEAST)


def _shortened(
    names: Names,
    known: Container[str],
    types: frozenset[EntityType],
    places: Container[str],
    forms: _Forms,
    *,
    least: int,
) -> dict[str, tuple[str, ...]]:
    words = short_words()
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for entity in names.entities.values():
        if types.intersection(entity.types):
            for label in entity.labels:
                for short in forms(normalized(label.text), places, words):
                    found[short][entity.iri] = None
    return {short: tuple(iris) for short, iris in found.items() if len(short) >= least and short not in known}


def places_of(names: Names) -> frozenset[str]:
    """Names of places, with and without what kind of place they are."""
    words, places = short_words(), set()
    for entity in names.entities.values():
        if EntityType.LOCATION in entity.types:
            for label in entity.labels:
                name = normalized(label.text)
                places |= {name, *(name.removesuffix(level) for level in words.levels)}
    return frozenset(place for place in places if len(place) > 1)


def _of_body(name: str, places: Container[str], words: ShortWords) -> Iterator[str]:
    """保定市市场监管局 is 保定市场监督管理局 too, 国家数据局 the 数据局."""
    written = {name}
    for row in words.same_in_bodies:
        word = next((one for one in row if one and one in name), "")
        if word:
            written |= {one.replace(word, other) for one, other in product(tuple(written), row)}
            break
    for one in tuple(written):
        if before := next((place for place in _openings(one) if place in places), ""):
            bare = _without_level(before, words)
            rest = one.removeprefix(before)
            level = next((level for level in words.levels if rest.startswith(level)), "")
            if level and not _begins_word(rest, words):
                rest = rest.removeprefix(level)
                written.add(before + rest)
            if len(bare) > 1:
                written.add(bare + rest)
        written |= {one.removeprefix(country) for country in words.country if one.startswith(country)}
    yield from written - {name}


def _without_level(place: str, words: ShortWords) -> str:
    return next((place.removesuffix(level) for level in words.levels if place.endswith(level)), place)


def _begins_word(rest: str, words: ShortWords) -> bool:
    """Whether what follows the place begins with a word that has the letter of a level in it: 市场监管局."""
    return any(rest.startswith(word) for row in words.same_in_bodies for word in row if word)


def _openings(name: str) -> Iterator[str]:
    yield from (name[:length] for length in range(min(8, len(name) - 2), 1, -1))


def _of_company(name: str, places: Container[str], words: ShortWords) -> Iterator[str]:
    """津海玻璃 for 天津津海玻璃, 沃尔沃 for 沃尔沃汽车, volvo for volvo cars."""
    if name.isascii():
        parts = name.split()
        while len(parts) > 1 and parts[-1] in words.latin_tails:
            parts.pop()
            yield " ".join(parts)
        return
    before = next((place for place in _openings(name) if place in places and len(name) - len(place) > 1), "")
    for stem in {name, name.removeprefix(before)}:
        if stem != name:
            yield stem
        yield from (short for short in _without_tails(stem, words) if short not in places)


def _without_tails(stem: str, words: ShortWords) -> Iterator[str]:
    """福德居养老 and 福德居 for 福德居养老服务."""
    while tail := next((word for word in words.company_tails if stem.endswith(word) and stem != word), ""):
        stem = stem.removesuffix(tail)
        yield stem
