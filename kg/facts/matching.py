"""Rules applied to a scene: which rule finds which pair of places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations, product
from typing import NamedTuple

import daachorse

from kg.facts.units import Place, Scene, scene
from kg.model import Sentence, Span
from kg.rules import Example, Rule
from kg.slots import SLOT_CHARACTERS
from kg.vocab import ORGANIZATIONS, EntityType, Relation, fits

_MARKS = ("“”", "《》", "「」", "‘’")
_BRACKET = re.compile(r"[（(][^（）()]{1,60}[）)]")
_SHORT_FOR = re.compile(r"简称|下称|又称|亦称|证券代码|股票代码|英文名")
# A space between Chinese characters parts the clauses of a headline; one beside Latin letters parts nothing.
_BREAK = re.compile(r"(?<=[\u3400-\u9fff”》）]) (?=[\u3400-\u9fff“《])")
_JOINT = re.compile(r"、|，?以及|，?及|和|与|暨|/|&")
_PRIVATE = dict.fromkeys(range(0xE000, 0xE100), " ")


class Match(NamedTuple):
    """That a rule finds its relation between two places of a scene (numbers of ``Scene.places``)."""

    rule: Rule
    subject: int
    object: int


class Matcher:
    """Rules, ready to be applied; a rule is only tried where one of its triggers stands."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        by_trigger: dict[str, list[Rule]] = {}
        for rule in rules:
            for trigger in rule.triggers:
                by_trigger.setdefault(trigger, []).append(rule)
        self._rules = list(by_trigger.values())
        self._triggers = daachorse.CharwiseDoubleArrayAhoCorasick(
            list(by_trigger), daachorse.MATCH_KIND_STANDARD
        )

    def matches(self, where: Scene) -> Iterator[Match]:
        """What the rules find in a scene, each pair once a rule."""
        if len(where.places) < 2:
            return
        possible = _possible(frozenset(place.type for place in where.places))
        tried = {
            rule.id: rule
            for _, _, number in self._triggers.find_overlapping(where.text)
            for rule in self._rules[number]
            if rule.relation in possible
        }
        if not tried:
            return
        text, units = _rendered(where)
        for _, rule in sorted(tried.items()):
            seen: set[tuple[int, int]] = set()
            for subject, object_ in _pairs(rule, text, units):
                if subject == object_ or (subject, object_) in seen:
                    continue
                seen.add((subject, object_))
                first, second = where.places[subject], where.places[object_]
                if first.entity != second.entity and fits(rule.relation, first.type, second.type):
                    yield Match(rule, subject, object_)


@cache
def _possible(types: frozenset[EntityType]) -> frozenset[Relation]:
    """The relations that things of these types may have with one another."""
    pairs = list(product(types, repeat=2))
    return frozenset(one for one in Relation if any(fits(one, *pair) for pair in pairs))


def _rendered(where: Scene) -> tuple[str, dict[int, list[int]]]:
    """The text with one character a unit, and for each such character's offset the unit's places.

    Marks around a name go, and so does a bracket after it that holds a code or its other names. The names in
    such a bracket stand where the name stands; lists that brackets kept apart are joined.
    """
    numbers: dict[int, list[int]] = {}
    for place, home in where.unit_of.items():
        numbers.setdefault(home, []).append(place)
    text = _BREAK.sub("；", where.text.translate(_PRIVATE))
    parts: list[str] = []
    found: dict[int, list[int]] = {}
    size = last = 0
    for number, unit in enumerate(where.units):
        if unit.places[0].via in ("nested", "ellipsis") or unit.start < last:
            continue
        between, end = text[last : unit.start], unit.end
        if text[end : end + 1] and between[-1:] + text[end] in _MARKS:
            between, end = between[:-1], end + 1
        inside, end = _bracket(where, text, numbers[number], end)
        if found and _joined(between, where.places[found[size - 1][-1]], unit.places[0]):
            found[size - 1] += numbers[number] + inside
        else:
            parts += [between, SLOT_CHARACTERS[unit.places[0].type]]
            size += len(between) + 1
            found[size - 1] = numbers[number] + inside
        last = end
    parts.append(text[last:])
    return "".join(parts), found


def _bracket(where: Scene, text: str, unit: list[int], at: int) -> tuple[list[int], int]:
    """The places in a bracket that only says more of the name before it, and its end; or none and ``at``."""
    match = _BRACKET.match(text, at)
    if match is None:
        return [], at
    inside = [n for n, place in enumerate(where.places) if at < place.start and place.end < match.end()]
    entities = {where.places[n].entity for n in unit}
    again = [n for n in inside if where.places[n].entity in entities]
    if again == inside or _SHORT_FOR.search(match.group()):
        return again, match.end()
    return [], at


def _joined(between: str, first: Place, second: Place) -> bool:
    """Whether two names are one list; a place within a place (湖北武汉) is taken for a list, too."""
    if not between:
        return first.type == second.type == EntityType.LOCATION
    alike = first.type == second.type or {first.type, second.type} <= ORGANIZATIONS
    return alike and _JOINT.fullmatch(between) is not None


def _pairs(rule: Rule, text: str, units: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    for match in rule.pattern.finditer(text):
        if None in match.groupdict().values():
            continue  # a slot of an optional part that is not there
        filled = {name: units[match.start(name)] for name in match.groupdict()}
        if "members" in filled:
            yield from combinations(filled["members"], 2)
            continue
        ends = {name.split("_")[0]: _end(name, places) for name, places in filled.items()}
        yield from product(ends["subject"], ends["object"])


def _end(name: str, places: list[int]) -> list[int]:
    """The places that a slot means: all of a list, or its first or last name."""
    if name.endswith("_first"):
        return places[:1]
    return places[-1:] if name.endswith("_last") else places


def example_scene(example: Example) -> Scene:
    """The scene of a rule's example, with exactly the names that it marks."""
    sentence = Sentence(text=example.text, span=Span(0, len(example.text)), paragraph=1)
    return scene(
        sentence,
        [
            Place(start=name.start, end=name.end, entity=name.surface, type=name.type, surface=name.surface)
            for name in example.names
        ],
    )


def problems(rules: Iterable[Rule]) -> Iterator[str]:
    """What the rules' examples say against them: an example that is not found, a near miss that is."""
    for rule in rules:
        matcher = Matcher([rule])
        for example in rule.finds:
            found = _said(matcher, example)
            if (example.subject, example.object) not in found:
                wanted = f"{example.subject} – {example.object}"
                yield f"{rule.id}: does not find {wanted} in {example.text!r}: widen it"
        for example in rule.misses:
            found = _said(matcher, example)
            if found:
                yield f"{rule.id}: finds {sorted(found)} in the near miss {example.text!r}: narrow it"


def _said(matcher: Matcher, example: Example) -> set[tuple[str, str]]:
    where = example_scene(example)
    return {
        (where.places[match.subject].surface, where.places[match.object].surface)
        for match in matcher.matches(where)
    }
