"""Patterns of rules: regular expressions with slots for names and gaps between them.

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
"""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Mapping

from kg.errors import RuleError, nearest
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
