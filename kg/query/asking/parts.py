"""Words around what is not known in a question: parts of names, of sentences, and names said shorter than they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import cached_property

from kg.query.asking.english import singulars
from kg.query.asking.nearly import Nearly
from kg.query.asking.question import Option
from kg.query.asking.senses import Reading
from kg.query.asking.shortened import short_companies
from kg.query.asking.speech import tags as tags_of
from kg.query.asking.spoken import NAMED
from kg.query.asking.writing import HAN, is_whole, normalized
from kg.query.names import Names
from kg.vocab import Relation

# No word that is a part of a name has one of these in it.
GLUE = frozenset("的了是在和与有被吗谁")
# Not a part of a name, but all that is said of it.
_SHORT = 2
# The part of a name that an unknown piece belongs to begins no farther before it (数据中心 before 集群), and
# a word that only sentences have is no longer than this.
_WIDE, _TOLD = 6, 4
# Tags of common words.
_COMMON = frozenset(
    ("n", "v", "vn", "a", "an", "ad", "d", "t", "s", "f", "b", "l", "m", "r", "ns", "vi", "vd")
)
# What ends the title of a post.
_POST = re.compile(r"(?:[长官师员裁事任挥监]|主席|总裁|经理|顾问|总编|秘书|教授|院士|合伙人|负责人)$")


class Parts:
    """Finds what the unknown pieces of a question may be parts of."""

    def __init__(self, names: Names, known: Container[str], places: Callable[[], Container[str]]) -> None:
        """Of the names; ``known`` are the words and names that need no finding, ``places`` all that places are called."""
        self._names, self._known, self._places = names, known, places
        self._subjects = "\n".join(
            label.text.lower()
            for entity in names.entities.values()
            if NAMED.intersection(entity.types)
            for label in entity.labels
        )

    @cached_property
    def _nearly(self) -> Nearly:
        return Nearly(self._names)

    @cached_property
    def _companies(self) -> dict[str, tuple[str, ...]]:
        return short_companies(self._names, self._known, self._places())

    def __call__(
        self,
        text: str,
        unknown: tuple[str, ...],
        is_told: Callable[[str], bool],
        is_post: Callable[[str], bool],
    ) -> dict[str, tuple[Reading, ...]]:
        """Words around what is unknown that names of things have in them, or sentences do.

        Args:
            text: the question.
            unknown: the pieces of it that nothing took in.
            is_told: whether some sentence has a word in it.
            is_post: whether some title has it in it.
        """
        text = normalized(text)
        found: dict[str, tuple[Reading, ...]] = {
            word: (Reading("NAME", iris),) for word, iris in self._shorter(text, unknown) if len(iris) == 1
        }
        words = tuple(dict.fromkeys(around(text, unknown)))
        for word in words:
            if word.startswith(unknown) and _POST.search(word) and is_post(word):
                post = Option(relation=Relation.WORKS_FOR, outward=True, posts=(word,))
                found[word] = (Reading("ROLE", (post,)),)
        for word in words:
            is_over = any(piece in word for piece in unknown) and not any(word in known for known in found)
            if is_over and (iris := self._nearly(word)):
                found[word] = (Reading("NAME", iris),)
        for word in words:
            if any(word in known for known in found):
                continue
            if form := next((one for one in (word, *singulars(word)) if _has(self._subjects, one)), ""):
                found[word] = (Reading("PART", form),)
            elif len(word) <= _TOLD and is_told(word):
                found[word] = (Reading("WORD", word),)
        return found

    def choices(self, text: str, unknown: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
        """The words over what is unknown that several things may be meant by, with those."""
        return [(word, iris) for word, iris in self._shorter(normalized(text), unknown) if len(iris) > 1]

    def _shorter(self, text: str, unknown: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The short forms of companies and sites that share letters with what is unknown, the longest first."""
        spans = [(at, at + len(piece)) for piece in unknown if (at := text.find(piece)) >= 0]
        if not spans:
            return  # the short forms of every company take a while to make
        taken: list[tuple[int, int]] = []
        for word in sorted((short for short in self._companies if short in text), key=len, reverse=True):
            start = text.find(word)
            end = start + len(word)
            is_over = any(start < last and first < end for first, last in spans)
            if (
                is_over
                and not _is_common(word)
                and is_whole(text, start, end)
                and not any(start < b and a < end for a, b in taken)
            ):
                taken.append((start, end))
                yield word, self._companies[word]


def _is_common(word: str) -> bool:
    """Whether it is a word of the language: 数据 is not 西部数据."""
    if word.isascii():
        return False
    tags = tags_of(word)
    return len(tags) == 1 and tags[0][1] in _COMMON


def around(text: str, unknown: tuple[str, ...]) -> Iterator[str]:
    """The words that take in an unknown piece, or a part of it."""
    for piece in unknown:
        at = text.find(piece)
        if not HAN.match(piece):
            if len(piece) > _SHORT:
                yield piece
            continue
        for start in range(max(0, at - _WIDE), at + len(piece)):
            for end in range(max(start, at) + 1, min(len(text), at + len(piece) + _SHORT) + 1):
                word = text[start:end]
                if len(word) >= _SHORT and all(map(HAN.match, word)) and not GLUE.intersection(word):
                    yield word


def _has(names: str, word: str) -> bool:
    if HAN.match(word):
        return word in names
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", names) is not None
