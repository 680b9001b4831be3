"""Chinese verbs that come apart: 掏钱 is said 掏过钱, 掏了钱, 掏的钱 as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def apart(word: str, *, ends: str, infixes: Iterable[str]) -> Iterator[str]:
    """The verb, and its forms with something between its two letters where it ends in one of these.

    >>> list(apart("掏钱", ends="钱", infixes=("过", "了"))), list(apart("投资", ends="钱", infixes=("过",)))
    (['掏钱', '掏过钱', '掏了钱'], ['投资'])
    """
    yield word
    if len(word) == 2 and word[1] in ends:
        yield from (word[0] + infix + word[1] for infix in infixes)
