"""Features of characters for the tagger, computed for a whole text at once.

Every feature of a character is one integer: a template's number mixed with the values it looks at. Training
and tagging share this module, so they cannot disagree. Computing columns with numpy instead of building
strings in a loop is what makes a character CRF fast enough for a folder of documents.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import rjieba

from kg.mentions.known import Hit
from kg.mentions.words import commonness, kinds_of_characters
from kg.vocab import EntityType

Ints = npt.NDArray[np.int64]

BUCKETS = 1 << 22
_TYPES = {kind: number for number, kind in enumerate(EntityType, start=1)}
_LEFT_MARKS = "《“「（(【"
_RIGHT_MARKS = "》”」）)】"
# A suffix says what an organisation is; it is looked for this far to the right of a character.
_SUFFIX_REACH = 14
# Words come again in other articles; what is remembered of so many takes some four megabytes.
_REMEMBERED = 20_000
_STOPS = frozenset("，。；：、！？《》“”（）\n")
_MARK = re.compile(f"[{re.escape(_LEFT_MARKS + _RIGHT_MARKS)}\n]")


def character_features(text: str, hits: Sequence[Hit], suffixes: Sequence[Hit]) -> Ints:
    """A row of feature numbers below BUCKETS for each character: shape (characters, templates)."""
    written = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    codes = np.where((written >= ord("A")) & (written <= ord("Z")), written + 32, written)
    classes = _CLASSES.of(written)
    word_starts, word_ids, tags, positions, common = _words(text)
    known = _hit_columns(len(text), hits)
    nearest_suffix = _suffix_column(text, suffixes)
    marked = quoted(text)

    def at(column: Ints, offset: int) -> Ints:
        return _shifted(column, offset)

    pairs = codes * 65536 + at(codes, 1)
    previous_word = _neighbour_word(word_starts, word_ids, -1)
    next_word = _neighbour_word(word_starts, word_ids, 1)
    shape = at(classes, -1) * 64 + classes * 8 + at(classes, 1)
    columns: list[Ints] = [
        *(at(codes, k) for k in (-3, -2, -1, 0, 1, 2, 3)),
        *(at(pairs, k) for k in (-2, -1, 0, 1)),
        at(pairs, -1) * 65536 + at(codes, 1),
        shape,
        at(classes, -2) * 4096 + shape * 8 + at(classes, 2),
        word_ids,
        word_ids * 8 + positions,
        tags * 8 + positions,
        previous_word * 8 + positions,
        next_word * 8 + positions,
        _neighbour_word(word_starts, tags, -1) * 4096 + tags * 64 + _neighbour_word(word_starts, tags, 1),
        known,
        at(known, -1) * 64 + known,
        known * 64 + at(known, 1),
        known * 1024 + tags * 8 + positions,
        known * 65536 + codes,
        nearest_suffix,
        nearest_suffix * 8 + positions,
        marked * 64 + classes,
        at(known, 2) * 64 + at(known, -2),
        known * 4096 + previous_word,
    ]
    before, after = _neighbour_word(word_starts, common, -1), _neighbour_word(word_starts, common, 1)
    columns += [
        common * 8 + positions,
        common * 64 + before * 8 + after,
        common * 512 + tags * 8 + positions,
        (common * 8 + before) * 4096 + tags * 64 + _neighbour_word(word_starts, tags, -1),
        (common * 8 + after) * 4096 + tags * 64 + _neighbour_word(word_starts, tags, 1),
    ]
    again = repeats(written)
    kinds = _KINDS.of(written)
    columns += [
        again,
        again * 8 + positions,
        again * 64 + at(again, -1) * 8 + at(again, 1),
        kinds * 64 + at(kinds, 1) * 8 + at(kinds, 2),
        kinds * 512 + at(kinds, -1) * 64 + tags,
        at(kinds, -1) * 4096 + kinds * 512 + at(kinds, 1) * 64 + at(kinds, 2) * 8 + positions,
    ]
    return _bucketed(columns)


def repeats(codes: Ints) -> Ints:
    """For each character how long a string from it, or through it, comes again in the article: 0 to 6.

    Strings of the same number are the same string; no string goes over a mark.
    """
    best = np.zeros(len(codes), dtype=np.int64)
    number = {1: np.where(_STOPPING.of(codes), -1, codes)}
    for length, half in ((2, 1), (3, 2), (4, 2), (6, 4)):
        first, rest = number[half], number[length - half][half:]
        joined = np.where((first[: len(rest)] < 0) | (rest < 0), -1, first[: len(rest)] << 32 | rest)
        _, number[length], counts = np.unique(joined, return_inverse=True, return_counts=True)
        number[length][joined < 0] = -1
        starts = np.flatnonzero((counts[number[length]] > 1) & (joined >= 0))
        best[(starts[:, None] + np.arange(length)).ravel()] = length
    return best


def _bucketed(columns: Sequence[Ints]) -> Ints:
    """Each column mixed with its own number and folded into BUCKETS."""
    mixed = np.stack(columns).astype(np.uint64)  # a template after the other, as they are looked up
    mixed += np.arange(1, len(columns) + 1, dtype=np.uint64)[:, None] * np.uint64(0x9E3779B97F4A7C15)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(32)
    mixed &= np.uint64(BUCKETS - 1)
    return mixed.astype(np.int64).T


def _shifted(column: Ints, offset: int) -> Ints:
    """The column read ``offset`` characters to the right; -1 beyond the ends."""
    shifted = np.full_like(column, -1)
    if offset > 0:
        shifted[: -offset or None] = column[offset:]
    elif offset < 0:
        shifted[-offset:] = column[:offset]
    else:
        shifted[:] = column
    return shifted


def _class_of(char: str) -> int:
    if "\u3400" <= char <= "\u9fff":
        return 0
    if char.isdigit():
        return 1
    if char.isascii() and char.isalpha():
        return 2 if char.isupper() else 3
    if char in _LEFT_MARKS:
        return 4
    if char in _RIGHT_MARKS:
        return 5
    return 6 if char in "，。；：、！？\n" else 7


class _Table:
    """A small number of each character, told once for each that is met."""

    def __init__(self, number: Callable[[str], int]) -> None:
        self._number = number
        self._known = np.full(sys.maxunicode + 1, -1, dtype=np.int8)

    def of(self, codes: Ints) -> Ints:
        found = self._known[codes]
        if (unknown := found < 0).any():
            for code in set(codes[unknown].tolist()):
                self._known[code] = self._number(chr(code))
            found = self._known[codes]
        return found.astype(np.int64)


_CLASSES = _Table(_class_of)
# Whether a character may begin a person's name (1), transliterate a foreign one (2), both (3).
_KINDS = _Table(lambda char: kinds_of_characters().get(char, 0))
_STOPPING = _Table(lambda char: char in _STOPS)


def _number_of(word: str) -> int:
    """A stable number for a word (Python's own hash changes from run to run)."""
    number = 0
    for char in word:
        number = (number * 1000003 ^ ord(char)) & 0xFFFFFFFF
    return number


@lru_cache(_REMEMBERED)
def _told(word: str, tag: str) -> tuple[int, int, int, int]:
    """What a word tells by itself: its length, its number, its tag's number, how common it is."""
    return len(word), _number_of(word), _number_of(tag[:2]) % 61, commonness(word)


def _words(text: str) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """For each character: index of its word, the word's number, its tag, its place in the word, its commonness."""
    told = np.array([_told(word, tag) for word, tag in rjieba.tag(text)], dtype=np.int64).reshape(-1, 4)
    sizes = told[:, 0]
    ends = np.cumsum(sizes)
    positions = np.full(len(text), 2, dtype=np.int64)
    positions[ends - 1] = 3
    positions[ends - sizes] = np.where(sizes > 1, 1, 4)
    index = np.repeat(np.arange(len(sizes)), sizes)
    return index, told[index, 1], told[index, 2], positions, told[index, 3]


def _neighbour_word(index: Ints, values: Ints, offset: int) -> Ints:
    """For each character the value of the word before (-1) or after (1) its own."""
    firsts = np.flatnonzero(np.diff(index, prepend=-1))
    per_word = values[firsts]
    return _shifted(per_word, offset)[index]


def _hit_columns(size: int, hits: Sequence[Hit]) -> Ints:
    """For each character the type of the known name that covers it, and whether it begins or ends it."""
    column = np.zeros(size, dtype=np.int64)
    for hit in hits:
        kind = _TYPES[hit.entry.type] * 3
        column[hit.start : hit.end] = kind
        column[hit.end - 1] = kind + 2
        column[hit.start] = kind + 1
    return column


def _suffix_column(text: str, suffixes: Sequence[Hit]) -> Ints:
    """For each character the type of, and the distance to, the next organisation suffix in its phrase."""
    column = np.zeros(len(text), dtype=np.int64)
    for hit in reversed(suffixes):
        kind = _TYPES[hit.entry.type]
        column[hit.start : hit.end] = kind * 8 + 1
        for distance, at in enumerate(range(hit.start - 1, max(-1, hit.start - _SUFFIX_REACH), -1)):
            if text[at] in _STOPS:
                break
            column[at] = kind * 8 + 2 + distance // 4
    return column


def quoted(text: str) -> Ints:
    """For each character the mark that it stands within: 0 none, 1 《》, 2 “”, 3 brackets."""
    column = np.zeros(len(text), dtype=np.int64)
    opened, kind = 0, 0
    for found in _MARK.finditer(text):
        at, char = found.start(), found.group()
        if kind:
            column[opened:at] = kind
        if char in _LEFT_MARKS:
            opened, kind = at + 1, 1 if char == "《" else 2 if char in "“「" else 3
        else:
            kind = 0
    if kind:
        column[opened:] = kind
    return column
