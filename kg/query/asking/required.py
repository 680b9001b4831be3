"""What a text must have for a pattern to be found in it, read off the pattern without compiling it.

Of the wordings that questions are searched for, few can stand in a given one; to see that takes a tenth of the time
that compiling them takes.
"""

from __future__ import annotations

import re
from functools import cached_property

from kg.errors import QueryError
from kg.query.asking.wordfiles import caseless

# Of these letters only A to Z have case; words of other letters are never required.
_PIECES = re.compile(
    r"(?P<word>[A-Za-z0-9 \u3400-\u9fff\uff0c]+(?![*+?{]))"
    r"|(?P<open>\((?:\?:|\?P<\w+>|\?<?=|(?!\?)))|(?P<without>\(\?<?!)|(?P<unknown>\(\?)"
    r"|(?P<close>\)(?P<maybe>(?=[*?]|\{0?[,}]))?)|(?P<or>\|)"
    r"|\[\^?\]?(?:[^\]\\]|\\.)*\]|\\.|\{[\d,]*\}|.",
    re.S,
)
# What a pattern without case takes for one of a to z, besides capitals.
_LIKE = str.maketrans("İıſK", "iisk")

Words = tuple[str, ...]


def required(written: str) -> tuple[Words, ...]:
    """Groups of words: where the pattern is found, the text, ``folded``, has a word of each of them.

    >>> required("(?:之间)?的?(?:纽带|桥梁)(?:是|有)(?=谁)"), required("(?:a+|b)[c]")
    ((('纽带', '桥梁'), ('是', '有'), ('谁',)), ())

    Raises:
        re.error: its brackets do not match.
    """
    # Of each bracket that is open its branches, of each branch what it requires.
    levels: list[list[list[Words]]] = [[[]]]
    kinds: list[str] = []
    for piece in _PIECES.finditer(written):
        kind = piece.lastgroup
        if kind == "word":
            levels[-1][-1].append((piece[0].lower(),))
        elif kind == "or":
            levels[-1].append([])
        elif kind in ("open", "without"):
            levels.append([[]])
            kinds.append(kind)
        elif kind == "unknown":
            return ()
        elif kind == "close":
            if not kinds:
                raise re.error("unbalanced parenthesis", written, piece.start())
            inner = _of_any(levels.pop())
            if kinds.pop() == "open" and piece["maybe"] is None:
                levels[-1][-1] += inner
    if kinds:
        raise re.error("missing ), unterminated subpattern", written, len(written))
    return tuple(_of_any(levels[0]))


def _of_any(branches: list[list[Words]]) -> list[Words]:
    """What all branches require: of several, a word of what is rarest in each."""
    if len(branches) == 1:
        return branches[0]
    return [tuple(word for branch in branches for word in max(branch, key=_rarity))] if all(branches) else []


def _rarity(words: Words) -> tuple[int, int]:
    return min(map(len, words)), -len(words)


def folded(text: str) -> str:
    """The text as ``required`` words are written."""
    return text.translate(_LIKE).lower()


class Wording:
    """A pattern of words, in which case counts for nothing, compiled for the first text that may have it."""

    def __init__(self, written: str) -> None:
        self.written = written
        self._required = required(written)

    def may_be_in(self, text: str) -> bool:
        """Whether the text has what it takes; the pattern need not be found in it."""
        said = folded(text)
        return all(any(word in said for word in words) for words in self._required)

    def sub(self, other: str, text: str, count: int = 0) -> str:
        """The text with another in the place of what the pattern finds, as ``re.sub``."""
        return self.pattern.sub(other, text, count) if self.may_be_in(text) else text

    def match(self, text: str) -> re.Match[str] | None:
        """What the pattern finds at the text's beginning."""
        return self.pattern.match(text) if self.may_be_in(text) else None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself.

        Raises:
            QueryError: it is none.
        """
        try:
            return caseless(self.written)
        except re.error as error:
            raise QueryError(f"{self.written}: no pattern ({error}): mend it") from None
