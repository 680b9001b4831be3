"""Words with choices in them, written out: 钱{是,都是}{谁,哪家}出的 is four phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

_CHOICE = re.compile(r"\{([^{}]*)\}")


def expanded(words: Iterable[str]) -> Iterator[str]:
    """Every word as it is, or with each of its choices; an empty choice is nothing.

    >>> list(expanded(["金主", "钱{,都}是谁{出,给}的"]))
    ['金主', '钱是谁出的', '钱是谁给的', '钱都是谁出的', '钱都是谁给的']
    """
    for word in words:
        if "{" not in word:
            yield word
            continue
        pieces = _CHOICE.split(word)
        choices = [piece.split(",") if at % 2 else [piece] for at, piece in enumerate(pieces)]
        yield from ("".join(chosen) for chosen in product(*choices))
