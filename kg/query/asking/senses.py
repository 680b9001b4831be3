"""What a word of questions may stand for: a category of the grammar, with a value in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.query.asking.question import Option


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """What a verb says of its subject, its English form, and the words that may bring the object before it.

    ``happens`` if what it says can happen to its subject (成立), ``is_alone`` if it takes no thing for an object.
    """

    options: tuple[Option, ...]
    form: str = "base"
    before: frozenset[str] = frozenset()
    happens: bool = False
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A category of the grammar, and what the word stands for in it."""

    category: str
    value: Any = None


@cache
def verb(
    option: Option,
    form: str = "base",
    before: frozenset[str] = frozenset(),
    happens: bool = False,
    is_alone: bool = False,
) -> Reading:
    """The one reading as such a verb: thousands of words share a few hundred of them."""
    return Reading("V", Verb(options=(option,), form=form, before=before, happens=happens, is_alone=is_alone))


@cache
def noun(option: Option) -> Reading:
    """The one reading as a noun for an end of such facts."""
    return Reading("ROLE", (option,))
