"""How long a regular expression can keep a text busy, told from the expression alone.

Python's engine goes back and tries again. What it may try is the product of the choices that stand one after
the other, and a power of them where a choice is repeated: ``(?:a{0,9}){0,9}`` has an end and still takes hours.
Choices that no text leaves open are not counted: alternatives that begin with different characters are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

# Python's own reader of expressions, under the name that it has had since 3.11.
_parser: Any = import_module("re._parser")
_codes: Any = import_module("re._constants")

_REPEATS = (_codes.MAX_REPEAT, _codes.MIN_REPEAT)
_LOOKS = (_codes.ASSERT, _codes.ASSERT_NOT)
# More than any rule needs, and few enough to count with: what is beyond is "too many" all the same.
_MANY = 10**12


def ways(expression: str) -> int:
    """In how many ways an expression can be tried at one place of a text, at most.

    >>> ways("甲.{0,8}乙?"), ways("(?:甲|乙){0,9}"), ways("(?:甲{0,9}){0,9}") > 10**8
    (18, 10, True)
    """
    return _sequence(_parser.parse(expression))


def _sequence(items: Any) -> int:
    """The ways of a sequence; looking ahead or behind is over before the rest is tried."""
    product, looks = 1, 0
    for code, value in items:
        if code in _LOOKS:
            looks = max(looks, product * _sequence(value[1]))
        else:
            product = min(_MANY, product * _one(code, value))
    return min(_MANY, max(product, looks))


def _one(code: Any, value: Any) -> int:
    if code in _REPEATS:
        least, most, body = value
        return _repeated(_sequence(body), int(least), min(int(most), _MANY))
    if code is _codes.SUBPATTERN:
        return _sequence(value[3])
    if code is _codes.ATOMIC_GROUP:
        return 1
    if code is _codes.BRANCH:
        alternatives = value[1]
        each = [_sequence(alternative) for alternative in alternatives]
        return max(each) if _begin_differently(alternatives) else sum(each)
    return 1


def _repeated(inner: int, least: int, most: int) -> int:
    if inner == 1:
        return most - least + 1
    total = 0
    for times in range(least, most + 1):
        total += inner**times if times * inner.bit_length() < 80 else _MANY
        if total >= _MANY:
            return _MANY
    return total


def _begin_differently(alternatives: Sequence[Any]) -> bool:
    beginnings = [_beginning(alternative) for alternative in alternatives]
    known = [beginning for beginning in beginnings if beginning]
    return len(known) == len(beginnings) and sum(map(len, known)) == len(frozenset().union(*known))


def _beginning(items: Any) -> frozenset[int]:
    """The characters that a sequence can begin with; none where that is not told at a glance."""
    if not len(items):
        return frozenset()
    code, value = items[0]
    if code is _codes.LITERAL:
        return frozenset({value})
    if code is _codes.SUBPATTERN:
        return _beginning(value[3])
    if code is _codes.IN and all(kind is _codes.LITERAL for kind, _ in value):
        return frozenset(character for _, character in value)
    if code is _codes.BRANCH:
        parts = [_beginning(alternative) for alternative in value[1]]
        return frozenset().union(*parts) if all(parts) else frozenset()
    return frozenset()
