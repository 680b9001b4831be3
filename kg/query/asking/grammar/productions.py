"""How rules are written: a meaning with the productions that have it.

In ``Np -> Np .DE Role`` the part with a dot is a word that must stand there and means nothing by itself, so
that the meaning is made of the other two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from kg.query.asking.chart import Rule

_Meaning = TypeVar("_Meaning", bound=Callable[..., Any])


class Productions:
    """Gathers the rules of a module."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def __call__(self, *texts: str, cost: int = 1) -> Callable[[_Meaning], _Meaning]:
        """Make the function below the meaning of these productions, which are that unwilling to be used."""

        def decorate(meaning: _Meaning) -> _Meaning:
            for text in texts:
                category, _, right = text.partition(" -> ")
                parts = right.split()
                self.rules.append(
                    Rule(
                        category=category,
                        parts=tuple(part.removeprefix(".") for part in parts),
                        means=tuple(not part.startswith(".") for part in parts),
                        meaning=meaning,
                        cost=cost,
                    )
                )
            return meaning

        return decorate
