"""A word that nothing knows beside a name, as a piece of a longer name of the graph: UBTech's Walker is 优必选Walker.

The piece may be said in the other language: what it stands for is told by a name that is written both ways (麒麟软件,
KylinSoft) or by its sound. A piece that several longer names have stands for none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.query.asking.writing import HAN, normalized
from kg.query.names import Names
from kg.store import EntityRow
from kg.vocab import EntityType

_LEAST_LATIN, _LEAST_HAN = 3, 2
_PIECES = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z0-9]+(?![a-z])")
_HAN_RUNS = re.compile(r"[\u3400-\u9fff]+")


class Longer:
    """Finds the longer names of one graph."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def __call__(self, piece: str, beside: tuple[str, ...]) -> str:
        """The label of the one thing that is called by the piece and the name beside it together; empty if none is.

        Args:
            piece: the unknown word, in lower case.
            beside: the IRIs that the name beside it stands for.
        """
        if len(piece) < (_LEAST_LATIN if piece.isascii() else _LEAST_HAN):
            return ""
        written = frozenset((piece, *self._written(piece)))
        neighbours = [self._names.entities[iri] for iri in beside]
        # The name beside it may be all but the piece already: V10 is 银河麒麟V10.
        own = {one.label for one in neighbours if any(_has(text, written) for text in _texts(one))}
        if len(own) == 1:
            return own.pop()
        called = frozenset(text for one in neighbours for text in _texts(one) if len(text) > 1)
        found = list(dict.fromkeys(self._made_of(called, written)))
        exact = [label for label, is_exact in found if is_exact]
        labels = exact or [label for label, _ in found]
        return labels[0] if len(set(labels)) == 1 else ""

    def alone(self, piece: str) -> str:
        """The label of the one thing that a Latin word is the name of but for the kind (ML-KEM算法), or the sound (Yantai)."""
        if not piece.isascii() or len(piece) < _LEAST_LATIN + 1:
            return ""
        found = {
            entity.label
            for entity in self._names.entities.values()
            for text in _texts(entity)
            if (text.startswith(piece) and _HAN_RUNS.fullmatch(text[len(piece) :].strip()))
            or (EntityType.LOCATION in entity.types and _sound_of(text) == piece)
        }
        return found.pop() if len(found) == 1 else ""

    def _made_of(self, called: frozenset[str], written: frozenset[str]) -> Iterator[tuple[str, bool]]:
        for entity in self._names.entities.values():
            for text in _texts(entity):
                for name in called:
                    if text != name and name in text and _has(text.replace(name, " ", 1), written):
                        rest = text.replace(name, "", 1).strip()
                        yield entity.label, rest in written

    def _written(self, piece: str) -> Iterator[str]:
        """What a Latin piece is in Chinese: the letters that two names share of which one is the piece in Latin."""
        if not piece.isascii():
            return
        for entity in self._names.entities.values():
            latin = [label.text for label in entity.labels if label.text.isascii()]
            if any(piece == one.lower() for text in latin for one in _PIECES.findall(text)):
                for label in entity.labels:
                    # 优必选Walker has the piece itself: its other letters are none of it.
                    if not re.search(r"[A-Za-z]", label.text):
                        yield from (
                            part for run in _HAN_RUNS.findall(label.text) for part in _beginnings(run)
                        )


def _beginnings(run: str) -> Iterator[str]:
    """麒麟 of 麒麟软件: what a name begins with is what it is called by, its end tells the kind."""
    yield from (run[:length] for length in (2, 3, 4) if length <= len(run))


def _texts(entity: EntityRow) -> list[str]:
    return [normalized(label.text) for label in entity.labels]


def _has(text: str, written: frozenset[str]) -> bool:
    """Whether a name has a piece in it, by its letters or by its sound."""
    return any(_is_in(one, text) for one in written) or any(
        one.isascii() and len(one) > _LEAST_LATIN and _sounds(text, one) for one in written
    )


def _is_in(piece: str, text: str) -> bool:
    if HAN.match(piece):
        return piece in text
    return re.search(rf"(?<![a-z0-9]){re.escape(piece)}(?![a-z])", text) is not None


@lru_cache(1 << 12)
def _sound_of(text: str) -> str:
    """How the name of a place sounds, without what kind of place it is."""
    from pypinyin import lazy_pinyin

    bare = re.sub(r"(?<=..)[省市县区]$", "", text)
    return "".join(lazy_pinyin(bare)) if _HAN_RUNS.fullmatch(bare) else ""


def _sounds(text: str, piece: str) -> bool:
    if not HAN.search(text):
        return False
    from pypinyin import lazy_pinyin

    runs = (lazy_pinyin(run) for run in _HAN_RUNS.findall(text))
    return any(
        "".join(run[first:last]) == piece
        for run in runs
        for first in range(len(run))
        for last in range(first + 2, len(run) + 1)
    )
