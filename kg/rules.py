"""Rules: patterns that state a relation, read from ``seeds/rules/<relation>.toml`` and proved by examples.

A pattern is a regular expression over a sentence in which every name (or list of names) is one slot:

    {subject:Organization}   the slot that becomes the subject; a type, a group or several joined by |
    {object:Location}        the slot that becomes the object
    {members:Organization}   one list whose members stand in the relation to each other
    {object@last:Company}    only the last (or first) name of a list: 甲、乙旗下的丙 says nothing of 甲
    {any:Location}           a name that has no part in the relation
    {gap} {gap:20}           up to 8 (or 20) characters without a name and without punctuation
    {past} {past:20}         up to 12 (or 20) characters without punctuation and without an actor's name:
                             it passes over places, technologies and products (收购日本光刻胶企业…)
    {far} {far:40}           up to 24 (or 40) characters of the same sentence, names and commas included

Marks that enclose a name, and a bracket after it that holds its code or its other names, are not there for
patterns: 《…》 and “…” need no mention in them. Repetition has an upper end (``?``, ``{0,9}``, never ``*`` or
``+``), so that no sentence can keep a rule busy.

Examples mark their names: ``[紫光股份]拟收购[新华三]``; with a type where it is no company:
``[上海|Location]``.
"""

from __future__ import annotations

import math
import re
import tomllib
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import RuleError, nearest
from kg.model import digest_of
from kg.patterns import ways
from kg.vocab import ARTEFACTS, ORGANIZATIONS, SYMMETRIC, EntityType, Relation

# One private-use character stands for a name of each type in the text that patterns see.
SLOT_CHARACTERS: Mapping[EntityType, str] = {kind: chr(0xE000 + i) for i, kind in enumerate(EntityType)}
_ANY_SLOT = f"{chr(0xE000)}-{chr(0xE0FF)}"
_GROUPS: Mapping[str, frozenset[EntityType]] = {
    "Organization": ORGANIZATIONS,
    "Actor": ORGANIZATIONS | {EntityType.PERSON},
    "Artefact": ARTEFACTS,
    "Work": frozenset({EntityType.POLICY, EntityType.PUBLICATION}),
    "Thing": frozenset(EntityType),
}
_SLOT = re.compile(r"\{(subject|object|members|any)(?:@(first|last))?:([A-Za-z|]+)\}")
_GAP = re.compile(r"\{(gap|past|far)(?::(\d+))?\}")
_GAP_WIDTHS: Mapping[str, int] = {"gap": 8, "past": 12, "far": 24}
_ACTOR_SLOTS = "".join(sorted(SLOT_CHARACTERS[kind] for kind in ORGANIZATIONS | {EntityType.PERSON}))
_GAP_CHARACTERS: Mapping[str, str] = {
    "gap": f"[^，。；：！？、\n{_ANY_SLOT}]",
    "past": f"[^，。；：！？、\n{_ACTOR_SLOTS}]",
    "far": r"[^。；！？\n]",
}
# Escapes and character classes hold no repetition; what is left of a pattern without them may.
_LITERAL = re.compile(r"\\.|\[\^?\]?[^\]]*\]")
_ENDLESS = re.compile(r"[*+]|\{\d*,\}")
_MOST_GAPS = 500_000
# Twice what the widest shipped rule may try: some tenths of a second for the worst of sentences.
_MOST_STEPS = 25_000_000
_MARKED = re.compile(r"\[([^\]|]+)(?:\|([A-Za-z]+))?\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedName:
    """A name that an example marks: where it stands in the example's plain text, and its type."""

    start: int
    end: int
    surface: str
    type: EntityType


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that a rule must find (subject and object given) or must not (``because`` given)."""

    text: str
    names: tuple[MarkedName, ...]
    subject: str = ""
    object: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A way in which sentences state a relation."""

    id: str
    relation: Relation
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    finds: tuple[Example, ...]
    misses: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in order of their ids, and the digest of the files that they came from."""

    rules: tuple[Rule, ...]
    digest: str

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)


def load(folder: Path) -> Rules:
    """The rules of a folder; a rule that breaks a requirement is a RuleError that names file and rule."""
    rules: list[Rule] = []
    texts: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            text = path.read_text("utf8")
        except (OSError, UnicodeDecodeError) as error:
            raise RuleError(f"{path.name}: cannot be read ({error}): save it as UTF-8") from None
        texts += [path.name, text]
        rules += _rules_of(path, text)
    if not rules:
        raise RuleError(f"{folder}: no rules: expected files such as investsIn.toml")
    return Rules(tuple(sorted(rules, key=lambda rule: rule.id)), digest_of(*texts))


def _rules_of(path: Path, text: str) -> Iterator[Rule]:
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RuleError(f"{path.name}: not TOML ({error}): mend the file") from None
    names = [relation.value for relation in Relation]
    predicate = table.get("predicate", "")
    if predicate not in names:
        guess = nearest(str(predicate), names)
        raise RuleError(f"{path.name}: no relation {predicate!r}{guess}: mend predicate")
    seen: set[str] = set()
    for row in _tables(table.get("rule", []), f"{path.name}, rule"):
        rule = _rule(row, Relation(predicate), f"{path.name}, rule {row.get('name', '?')}")
        if rule.id in seen:
            raise RuleError(f"{path.name}: two rules are called {rule.id}: rename one")
        seen.add(rule.id)
        yield rule


def _rule(row: Mapping[str, Any], relation: Relation, where: str) -> Rule:
    missing = {"name", "triggers", "pattern", "finds", "misses"} - row.keys()
    if missing:
        raise RuleError(f"{where}: no {', '.join(sorted(missing))}: every rule has them")
    for name in ("name", "pattern"):
        if not isinstance(row[name], str):
            raise RuleError(f"{where}: {name} is {row[name]!r}: write it in quotes")
    triggers = row["triggers"]
    if not isinstance(triggers, list) or not all(isinstance(one, str) and one for one in triggers):
        raise RuleError(f'{where}: triggers is {triggers!r}: write a list, such as ["收购"]')
    if not (row["finds"] and row["misses"] and triggers):
        raise RuleError(f"{where}: finds, misses or triggers is empty: give at least one of each")
    finds = tuple(_example(find, where) for find in _tables(row["finds"], where))
    for find in finds:
        if not (find.subject and find.object):
            raise RuleError(f"{where}: the example {find.text!r} gives no subject and object: write them")
    misses = tuple(_example(miss, where) for miss in _tables(row["misses"], where))
    for miss in misses:
        if not any(trigger in miss.text for trigger in triggers):
            raise RuleError(f"{where}: the near miss {miss.text!r} holds no trigger: it proves nothing")
        if not miss.because:
            raise RuleError(f"{where}: the near miss {miss.text!r} gives no reason: write because")
    return Rule(
        id=f"{relation}/{row['name']}",
        relation=relation,
        triggers=tuple(triggers),
        pattern=compile_pattern(row["pattern"], relation, where),
        finds=finds,
        misses=misses,
    )


def _tables(found: object, where: str) -> list[Mapping[str, Any]]:
    """A list of tables, as examples and rules are written."""
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise RuleError(f"{where}: {str(found)[:40]!r} is no list of tables: write [{{ text = … }}]")
    return found


def compile_pattern(pattern: str, relation: Relation, where: str) -> re.Pattern[str]:
    """The regular expression of a pattern with its slots filled in."""

    def slot(match: re.Match[str]) -> str:
        kinds: set[EntityType] = set()
        role, end, types = match.groups()
        for name in types.split("|"):
            if name not in _GROUPS and name not in [kind.value for kind in EntityType]:
                known = [*_GROUPS, *(kind.value for kind in EntityType)]
                raise RuleError(f"{where}: no type {name!r}{nearest(name, known)}: mend the pattern")
            kinds |= _GROUPS.get(name) or {EntityType(name)}
        characters = f"[{''.join(sorted(SLOT_CHARACTERS[kind] for kind in kinds))}]"
        return characters if role == "any" else f"(?P<{role}{'_' + end if end else ''}>{characters})"

    def gap(match: re.Match[str]) -> str:
        kind, width = match.groups()
        return f"{_GAP_CHARACTERS[kind]}{{0,{width or _GAP_WIDTHS[kind]}}}?"

    _refuse_endless(pattern, where)
    if "(?P<" in pattern or "(?P=" in pattern:
        raise RuleError(f"{where}: names a group itself: write slots, such as {{subject:Organization}}")
    expression = _GAP.sub(gap, _SLOT.sub(slot, pattern))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # what Python will read otherwise one day
            compiled = re.compile(expression)
        steps = ways(expression)
    except (re.error, FutureWarning, OverflowError, RecursionError) as error:
        raise RuleError(f"{where}: not a regular expression ({error}): mend the pattern") from None
    if steps > _MOST_STEPS:
        told = "a repetition stands in a repetition, or gaps and repetitions are too wide"
        raise RuleError(f"{where}: a sentence could keep it busy for {steps} steps: {told}: narrow them")
    slots = {name.split("_")[0] for name in compiled.groupindex}
    if slots != {"subject", "object"} and not (slots == {"members"} and relation in SYMMETRIC):
        raise RuleError(f"{where}: needs a subject and an object (or members, if symmetric): write them")
    return compiled


def _refuse_endless(pattern: str, where: str) -> None:
    if _ENDLESS.search(_LITERAL.sub("", pattern)):
        raise RuleError(f"{where}: repeats without end (* or +): give an upper end such as {{0,9}}")
    steps = math.prod(int(width or _GAP_WIDTHS[kind]) + 1 for kind, width in _GAP.findall(pattern))
    if steps > _MOST_GAPS:
        raise RuleError(f"{where}: its gaps can be filled in {steps} ways: narrow them below {_MOST_GAPS}")


def _example(row: Mapping[str, str], where: str) -> Example:
    text = ""
    names: list[MarkedName] = []
    last = 0
    if not all(isinstance(value, str) for value in row.values()) or not row.get("text"):
        raise RuleError(f"{where}: the example {str(dict(row))[:60]} has no text in quotes: write it")
    marked = row["text"]
    for match in _MARKED.finditer(marked):
        text += marked[last : match.start()]
        kind = match.group(2) or EntityType.COMPANY.value
        if kind not in [known.value for known in EntityType]:
            raise RuleError(f"{where}: no type {kind!r} in the example {marked!r}: mend it")
        start = len(text)
        text += match.group(1)
        names.append(MarkedName(start=start, end=len(text), surface=match.group(1), type=EntityType(kind)))
        last = match.end()
    text += marked[last:]
    return Example(
        text=text,
        names=tuple(names),
        subject=row.get("subject", ""),
        object=row.get("object", ""),
        because=row.get("because", ""),
    )
