"""Rules: patterns that state a relation, read from ``seeds/rules/<relation>.toml`` and proved by examples.

How a pattern is written is told in ``slots``. Examples mark their names: ``[紫光股份]拟收购[新华三]``; with a
type where it is no company: ``[上海|Location]``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import RuleError, nearest
from kg.slots import compile_pattern
from kg.vocab import EntityType, Relation

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


def load(folder: Path) -> tuple[Rule, ...]:
    """The rules of a folder in order of their ids; one that breaks a requirement is a RuleError that names file and rule."""
    rules: list[Rule] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            text = path.read_text("utf8")
        except (OSError, UnicodeDecodeError) as error:
            raise RuleError(f"{path.name}: cannot be read ({error}): save it as UTF-8") from None
        rules += _rules_of(path, text)
    if not rules:
        raise RuleError(f"{folder}: no rules: expected files such as investsIn.toml")
    return tuple(sorted(rules, key=lambda rule: rule.id))


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
