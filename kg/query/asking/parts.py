"""Words around what is not known in a question: parts of names, of sentences, and names said shorter than they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator

from kg.query.asking.english import singulars
from kg.query.asking.shortened import short_companies
from kg.query.asking.spoken import NAMED
from kg.query.asking.vocabulary import Reading
from kg.query.asking.writing import normalized
from kg.query.names import Names

# No word that is a part of a name has one of these in it.
GLUE = frozenset("的了是在和与有被吗谁")
_HAN = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")
# Not a part of a name, but all that is said of it.
_SHORT = 2
# The part of a name that an unknown piece belongs to begins no farther before it (数据中心 before 集群), and
# a word that only sentences have is no longer than this.
_WIDE, _TOLD = 6, 4


class Parts:
    """Finds what the unknown pieces of a question may be parts of."""

    def __init__(self, names: Names, known: Container[str]) -> None:
        """Of the names; ``known`` are the words and names that need no finding."""
        self._companies = short_companies(names, known)
        self._subjects = "\n".join(
            label.text.lower()
            for entity in names.entities.values()
            if NAMED.intersection(entity.types)
            for label in entity.labels
        )

    def __call__(
        self, text: str, unknown: tuple[str, ...], is_told: Callable[[str], bool]
    ) -> dict[str, Reading]:
        """Words around what is unknown that names of things have in them, or sentences do.

        Args:
            text: the question.
            unknown: the pieces of it that nothing took in.
            is_told: whether some sentence has a word in it.
        """
        text = normalized(text)
        found: dict[str, Reading] = {}
        for word in dict.fromkeys(around(text, unknown)):
            iris = self._companies.get(word, ())
            if len(iris) == 1:
                found[word] = Reading("NAME", iris)
            elif form := next((one for one in (word, *singulars(word)) if _has(self._subjects, one)), ""):
                found[word] = Reading("PART", form)
            elif len(word) <= _TOLD and is_told(word):
                found[word] = Reading("WORD", word)
        return found

    def choices(self, text: str, unknown: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """The words around what is unknown that several things may be meant by, with those."""
        words = dict.fromkeys(around(normalized(text), unknown))
        return [(word, iris) for word in words if len(iris := self._companies.get(word, ())) > 1]


def around(text: str, unknown: tuple[str, ...]) -> Iterator[str]:
    """The words that take in an unknown piece, or a part of it."""
    for piece in unknown:
        at = text.find(piece)
        if not _HAN.match(piece):
            if len(piece) > _SHORT:
                yield piece
            continue
        for start in range(max(0, at - _WIDE), at + len(piece)):
            for end in range(max(start, at) + 1, min(len(text), at + len(piece) + _SHORT) + 1):
                word = text[start:end]
                if len(word) >= _SHORT and all(map(_HAN.match, word)) and not GLUE.intersection(word):
                    yield word


def _has(names: str, word: str) -> bool:
    if _HAN.match(word):
        return word in names
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", names) is not None
