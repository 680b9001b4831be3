"""What the things of a graph are called in questions: by their names, and by what these become in English."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.query.asking.vocabulary import Vocabulary
from kg.query.asking.writing import normalized
from kg.query.names import Names
from kg.vocab import EntityType

NAMED = frozenset(
    (EntityType.PRODUCT, EntityType.TECHNOLOGY, EntityType.POLICY, EntityType.PUBLICATION, EntityType.EVENT,
     EntityType.FACILITY)
)  # fmt: skip
# 规划（2025—2030年）: what stands in brackets at the end is seldom said.
SHORTENED = frozenset((EntityType.POLICY, EntityType.PUBLICATION, EntityType.EVENT))
BRACKETED = re.compile(r"\([^()]*\)$")
# 第二届世界人形机器人运动会: which of them it is is seldom said.
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百\d]{1,4}[届次]|(?:19|20)\d\d年?(?:第[一二三四五六七八九十百\d]{1,4}[届次])?)"
)
_INNER = re.compile(r"(?<=[^()])\([^()]*\)(?=[^()])")
_LONG = 4
_LATIN_FIRST = re.compile(r"([a-z0-9][a-z0-9.&+/ _-]*?) ?([\u4e00-\u9fff]+)")


def spoken(names: Names, words: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Every name, as a question would write it, with the IRIs of what is called so."""
    called: dict[str, dict[str, None]] = defaultdict(dict)
    for entity in names.entities.values():
        for label in entity.labels:
            if len(name := normalized(label.text)) > 1:
                called[name][entity.iri] = None
    for short, iri in (*_without_brackets(names), *_without_inner_brackets(names)):
        called[short][iri] = None
    for name, iris in list(called.items()):
        if _is_kind(name, words):
            called[name] = {iri: None for iri in iris if normalized(names.label(iri)) == name}
    for word, country in words.demonyms.items():
        called[word].update(called.get(normalized(country), {}))
    for name, iris in list(called.items()):
        if iris and all(NAMED.intersection(names.entities[iri].types) for iri in iris):
            for other in _in_english(name, words):
                called.setdefault(other, iris)
    for form, iris in _translated(called, words):
        called.setdefault(form, iris)
    return {name: tuple(iris) for name, iris in called.items() if iris}


def _translated(called: dict[str, dict[str, None]], words: Vocabulary) -> list[tuple[str, dict[str, None]]]:
    """The English words for what is called in Chinese: solid-state batteries."""
    known = ((forms, called[name]) for name, forms in words.glossary.items() if called.get(name))
    return [(normalized(form), iris) for forms, iris in known for form in forms]


def _without_brackets(names: Names) -> Iterator[tuple[str, str]]:
    for entity in names.entities.values():
        if SHORTENED.intersection(entity.types):
            for label in entity.labels:
                short = BRACKETED.sub("", normalized(label.text))
                bare = _NUMBERED.sub("", short)
                yield from ((form, entity.iri) for form in (short, bare) if len(form) >= _LONG)


def _without_inner_brackets(names: Names) -> Iterator[tuple[str, str]]:
    """马里昆加（Maricunga）盐湖项目: nobody says what stands in brackets within a name."""
    for entity in names.entities.values():
        for label in entity.labels:
            name = normalized(label.text)
            if (short := _INNER.sub("", name)) != name and len(short) >= _LONG:
                yield short, entity.iri


def _is_kind(name: str, words: Vocabulary) -> bool:
    """Whether it is what things of some kind are called: one article's 《行动方案》 is no name in a question."""
    return any(reading.category in ("TYPE", "TYPES", "ROLE") for reading in words.words.get(name, ()))


def _in_english(name: str, words: Vocabulary) -> Iterator[str]:
    """humanoid robots, for things, not companies, are spoken of in the plural; the Arm architecture, for ARM架构."""
    if name.isascii() and name[-1].isalpha():
        yield name + "s"
    elif (match := _LATIN_FIRST.fullmatch(name)) and (english := words.class_words.get(match[2])):
        yield f"{match[1]} {english}"
