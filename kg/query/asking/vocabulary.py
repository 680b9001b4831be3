"""The words that questions are made of, read from ``seeds/markers/questions.toml`` and checked.

Each word has one reading or several: a reading is a category of the grammar with what it stands for.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.query.asking.categories import CATEGORIES, MODALITIES
from kg.query.asking.checking import refuse_unknown
from kg.query.asking.english import every_form, noun_forms, verb_forms
from kg.query.asking.question import Option, Sort
from kg.query.asking.relationwords import relation_words
from kg.query.asking.senses import Reading, Verb, noun, verb
from kg.query.asking.sorts import read_sorts
from kg.query.asking.typewords import GROUPS, typed_words
from kg.resources import seeds_folder
from kg.vocab import ORGANIZATIONS, EntityType, Relation

# Who acts: 谁 asks for an organization, a person, or a country where it acts under its name.
ACTORS = ORGANIZATIONS | {EntityType.PERSON, EntityType.LOCATION}


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Every word with its readings, not ``merged`` yet; how relations are told; questions to offer; posts that mean the same."""

    words: dict[str, list[Reading]]
    says: dict[Relation, dict[str, str]]
    offers: dict[Relation, dict[str, list[str]]]
    posts: dict[str, tuple[str, ...]]
    changes: tuple[str, ...]
    demonyms: dict[str, str] = field(default_factory=dict)
    type_words: dict[EntityType, dict[str, str]] = field(default_factory=dict)
    sorts: dict[str, Sort] = field(default_factory=dict)
    beyond: frozenset[str] = frozenset()
    class_words: dict[str, str] = field(default_factory=dict)
    glossary: dict[str, tuple[str, ...]] = field(default_factory=dict)


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary that ships with kg."""
    return read_vocabulary(seeds_folder() / "markers" / "questions.toml")


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary of a file.

    Raises:
        QueryError: the file cannot be read, or names a relation, type or kind of word that there is not.
    """
    try:
        table = tomllib.loads(path.read_text("utf8"))
    except (OSError, ValueError) as error:
        raise QueryError(f"{path.name}: cannot be read ({error}): mend the file") from None
    refuse_unknown(path, table)
    readings: dict[str, list[Reading]] = defaultdict(list)
    for word, reading in _readings(table):
        if reading not in (known := readings[word.lower()]):
            known.append(reading)
    says, offers = {}, {}
    for relation in Relation:
        says[relation] = dict(table["relation"][relation]["says"])
        offers[relation] = dict(table["relation"][relation]["ask"])
    posts = {word.lower(): tuple(row) for row in table["posts"]["same"] for word in row}
    return Vocabulary(
        words=dict(readings),
        says=says,
        offers=offers,
        posts=posts,
        changes=tuple(table["posts"]["change"]),
        demonyms={word: name for name, words in table["demonyms"].items() for word in words},
        sorts=read_sorts(table["sorts"], noun_forms),
        beyond=frozenset(table["beyond"]["words"]),
        class_words=dict(table["class_words"]),
        glossary={word: every_form(nouns) for word, nouns in table["glossary"].items()},
        type_words={
            EntityType(name): {language: words[language][0] for language in ("zh", "en")}
            for name, words in table["types"].items()
            if name not in GROUPS
        },
    )


def merged(readings: list[Reading]) -> tuple[Reading, ...]:
    """One reading for all relations that a word may tell of: 属于 is of parts, members and subsidiaries alike.

    Of the words of questions few stand in one, so that theirs are merged when they are met.

    Which of them is meant the types of things decide; where they do not, all are answered and told.
    """
    if len(readings) == 1:
        return tuple(readings)
    verbs: dict[str, Verb] = {}
    options: dict[Option, None] = {}
    rest = []
    for reading in readings:
        if reading.category == "V":
            one: Verb = reading.value
            if known := verbs.get(one.form):
                one = replace(
                    known,
                    options=tuple(dict.fromkeys(known.options + one.options)),
                    before=known.before | one.before,
                    happens=known.happens or one.happens,
                    is_alone=known.is_alone and one.is_alone,
                )
            verbs[one.form] = one
        elif reading.category == "ROLE":
            options.update(dict.fromkeys(reading.value))
        else:
            rest.append(reading)
    nouns = [Reading("ROLE", tuple(options))] if options else []
    return (*(Reading("V", one) for one in verbs.values()), *nouns, *rest)


def _readings(table: dict[str, Any]) -> Iterator[tuple[str, Reading]]:
    types = dict(typed_words(table["types"]))
    plurals = {
        word
        for rows in table["types"].values()
        for noun in rows["en"]
        for word in noun_forms(noun)
        if word != noun
    }
    # After a name a plural is no kind that it is of: Huawei suppliers are not Huawei.
    yield from (
        (word, Reading("TYPES" if word in plurals else "TYPE", kinds)) for word, kinds in types.items()
    )
    for relation in Relation:
        yield from relation_words(relation, table["relation"][relation], types, table["separable"])
    for row in table["posts"]["same"]:
        for word in row:
            option = Option(relation=Relation.WORKS_FOR, outward=True, posts=tuple(row))
            for form in noun_forms(word) if word.isascii() else (word,):
                yield form, noun(option)
    for group in ("leading", "board"):
        yield from _leading(table["posts"][group])
    words = table["words"]
    for word in words["who"]:
        yield word, Reading("WH", ACTORS)
    for word in words["what"]:
        yield word, Reading("WH", frozenset())
        yield word, Reading("DET")
    for word in words["where"]:
        yield word, Reading("WHERE", frozenset({EntityType.LOCATION}))
    for kind, category in CATEGORIES.items():
        yield from ((word, Reading(category)) for word in words[kind])
    # 供应商最多的公司: here the order is part of the phrase.
    yield from ((word, Reading("MOST")) for word in words["most"])
    yield from _goods(table["goods"] | table["glossary"])
    for kind, modalities in MODALITIES.items():
        yield from ((word, Reading("modality", modalities)) for word in words[kind])


def _goods(table: dict[str, list[str]]) -> Iterator[tuple[str, Reading]]:
    """English words for goods, as what sentences and names call them."""
    for goods, nouns in table.items():
        for word in every_form(nouns):
            yield from ((word, Reading(category, goods)) for category in ("WORD", "PART"))


def _leading(table: dict[str, Any]) -> Iterator[tuple[str, Reading]]:
    """Words for whoever leads an organization, or sits on its board, under any of these titles."""
    option = Option(relation=Relation.WORKS_FOR, outward=True, posts=tuple(table["titles"]))
    for word in (*table["nouns"]["zh"], *every_form(table["nouns"]["en"])):
        yield word, noun(option)
    for word in table["verbs"]["zh"]:
        yield word, verb(option, before=frozenset({"在"}))
    for phrase in table["verbs"]["en"]:
        for word, form in verb_forms(phrase):
            yield word, verb(option, form)
