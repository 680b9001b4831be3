"""A parser for small grammars over tokens with several readings, after Cocke, Younger and Kasami.

A rule gives the meaning of a phrase from the meanings of its parts, or none where they do not go together.
Meanings of a category over a stretch of tokens are found once; of equal meanings the cheapest is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

from kg.query.asking.lexing import Token

# A phrase rarely has more than a handful of meanings; what is beyond the best few is not worth its time.
_KEPT = 10


@dataclass(frozen=True, slots=True)
class Rule:
    """``category -> parts``: which parts mean something, what makes a meaning of them, and the rule's cost."""

    category: str
    parts: tuple[str, ...]
    means: tuple[bool, ...]
    meaning: Callable[..., Any]
    cost: int = 1


class Grammar:
    """Rules by category."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules: dict[str, list[Rule]] = {}
        for rule in rules:
            self.rules.setdefault(rule.category, []).append(rule)

    def parse(self, tokens: Sequence[Token], goal: str) -> list[tuple[int, Any]]:
        """The meanings of all the tokens as one phrase, the cheapest first."""
        return _Chart(self, tokens).meanings(goal, 0, len(tokens))


class _Chart:
    def __init__(self, grammar: Grammar, tokens: Sequence[Token]) -> None:
        self._grammar = grammar
        self._tokens = tokens
        self._known: dict[tuple[str, int, int], list[tuple[int, Any]]] = {}

    def meanings(self, category: str, start: int, end: int) -> list[tuple[int, Any]]:
        rules = self._grammar.rules.get(category)
        if rules is None:
            return self._token(category, start) if end == start + 1 else []
        place = (category, start, end)
        if place not in self._known:
            self._known[place] = []  # a category that leads to itself over the same tokens adds nothing
            found: dict[Any, int] = {}
            for rule in rules:
                for cost, parts in self._sequences(rule.parts, start, end):
                    meaning = rule.meaning(*compress(parts, rule.means))
                    if meaning is not None:
                        found[meaning] = min(found.get(meaning, 1 << 30), cost + rule.cost)
            ordered = sorted(((cost, meaning) for meaning, cost in found.items()), key=lambda pair: pair[0])
            self._known[place] = ordered[:_KEPT]
        return self._known[place]

    def _token(self, category: str, at: int) -> list[tuple[int, Any]]:
        return [(0, reading.value) for reading in self._tokens[at].readings if reading.category == category]

    def _sequences(
        self, parts: tuple[str, ...], start: int, end: int
    ) -> Iterator[tuple[int, tuple[Any, ...]]]:
        """Meanings of the parts one after the other, over exactly this stretch."""
        head, rest = parts[0], parts[1:]
        if not rest:
            yield from ((cost, (meaning,)) for cost, meaning in self.meanings(head, start, end))
            return
        terminal = head not in self._grammar.rules
        last = min(end - len(rest), start + 1 if terminal else end)
        for middle in range(start + 1, last + 1):
            firsts = self.meanings(head, start, middle)
            if not firsts:
                continue
            for cost, others in self._sequences(rest, middle, end):
                yield from ((cost + first, (meaning, *others)) for first, meaning in firsts)
