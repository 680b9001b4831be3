"""The words that tell of a relation: verbs for it both ways, nouns for its ends, and the states it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.query.asking.english import noun_forms, verb_forms
from kg.query.asking.expanding import expanded
from kg.query.asking.question import Option
from kg.query.asking.senses import Reading, noun, verb
from kg.query.asking.separable import apart
from kg.query.ontology import ontology
from kg.vocab import EntityType, Relation


def relation_words(
    relation: Relation,
    table: dict[str, Any],
    types: dict[str, frozenset[EntityType]],
    separable: dict[str, Any],
) -> Iterator[tuple[str, Reading]]:
    """Each word for the relation with its reading.

    Args:
        relation: what the words are of.
        table: its words, as in ``relation.…`` of ``questions.toml``.
        types: what kinds of things a word stands for by itself, if any.
        separable: which verbs come apart, and around what.
    """
    happens = set(table.get("happens", ()))
    alone = set(table.get("alone", ()))
    before = {True: frozenset(table.get("before", ())), False: frozenset(table.get("before_back", ()))}
    said = {word: tuple(row["sentence"]) for row in table.get("said", ()) for word in row["words"]}
    label = ontology().relations[relation].label["zh"]

    def option(outward: bool, told: tuple[str, ...], head: frozenset[EntityType] = frozenset()) -> Option:
        return Option(relation=relation, outward=outward, head=head, said=told)

    @cache
    def chinese(outward: bool, told: tuple[str, ...], does_happen: bool, is_alone: bool) -> Reading:
        return verb(option(outward, told), "base", before[outward], does_happen, is_alone)

    @cache
    def english(outward: bool, told: tuple[str, ...], form: str, does_happen: bool) -> Reading:
        return verb(option(outward, told), form, happens=does_happen)

    @cache
    def as_noun(outward: bool, told: tuple[str, ...], head: frozenset[EntityType]) -> Reading:
        return noun(option(outward, told, head))

    for part, outward in (("verbs", True), ("back_verbs", False)):
        verbs = table.get(part, {})
        own = [label] if outward and label not in table.get("subjects", {}).get("zh", ()) else []
        for word in expanded([*own, *verbs.get("zh", ())]):
            reading = chinese(outward, _said(word, said), word in happens, word in alone)
            yield from ((form, reading) for form in apart(word, **separable))
        for phrase in verbs.get("en", ()):
            for word, form in verb_forms(phrase):
                yield word, english(outward, said.get(phrase, ()), form, phrase in happens)
    for part, outward in (("subjects", True), ("objects", False)):
        nouns = table.get(part, {})
        forms = [(word, word) for word in expanded(nouns.get("zh", ()))]
        forms += [(form, word) for word in nouns.get("en", ()) for form in noun_forms(word)]
        for form, word in forms:
            yield form, as_noun(outward, said.get(word, ()), types.get(form.lower(), frozenset()))
    yield from ((word, Reading("STATE", relation)) for word in table.get("states", {}).get("zh", ()))
    for word in before[True] | before[False]:
        yield word, Reading("PREP", word)


def _said(word: str, said: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What a sentence must have of a word: of 约谈过, 约谈到 what it must have of 约谈."""
    return said.get(word) or said.get(word[:-1]) or said.get(word[:-2], ())
