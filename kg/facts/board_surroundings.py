"""The words between the two names of a pair and around them, as features of all pairs of a board."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kg.facts.board_telling import SWITCH, Found, Teller, few
from kg.facts.checksums import joined, texts
from kg.facts.columns import Ints, spread
from kg.facts.pair_features import GAP_SIZES, PREPOSITIONS

_SHORT_GAP = 8


class Surroundings:
    """The words that stand between and around two names that stand apart."""

    def __init__(self, pairs: Teller) -> None:
        self._pairs = pairs

    def told(self) -> Iterator[Found]:
        """What stands between, then what stands around."""
        yield from self._of_gaps()
        yield from self._around()

    def _of_gaps(self) -> Iterator[Found]:
        board, rows = self._pairs.board, self._pairs.apart
        start, end = board.unit_end[self._pairs.unit_a[rows]], board.unit_start[self._pairs.unit_b[rows]]
        size = np.maximum(end - start, 0)
        bucket = np.searchsorted(GAP_SIZES, size)
        yield self._pairs.told(rows, bucket, "gap={}", range(len(GAP_SIZES) + 1))
        short = np.flatnonzero(size <= _SHORT_GAP)
        ends = zip(start[short].tolist(), end[short].tolist(), strict=True)
        gaps = joined("gap=", texts([board.text[a:b] for a, b in ends]))
        yield rows[short], gaps
        yield self._pairs.with_types(rows[short], gaps)
        lists = (board.unit_size > 1).astype(np.int64)
        both = lists[self._pairs.unit_a[rows]] * 2 + lists[self._pairs.unit_b[rows]]
        yield self._pairs.told(rows, both, "lists={}{}", SWITCH, SWITCH)
        de = rows[board.says_de(start, end)]
        yield self._pairs.told(de, np.zeros_like(de), "gap.de")
        low = np.searchsorted(board.word_start, start)
        high = np.searchsorted(board.word_end, end, side="right")
        yield from self._gap_words(rows, low, high)
        yield from self._gap_verbs(rows, low, high)
        some = high > low
        yield from self._gap_ends(rows[some], low[some], high[some])

    def _gap_words(self, rows: Ints, low: Ints, high: Ints) -> Iterator[Found]:
        board = self._pairs.board
        content = np.flatnonzero(board.is_content)
        words = joined("w=", board.words[content])
        item, at = spread(np.searchsorted(content, low), np.searchsorted(content, high))
        yield rows[item], words[at]
        yield self._pairs.with_types(rows[item], words[at])
        if len(content) > 1:
            twos = joined("w2=", board.words[content[:-1]], "_", board.words[content[1:]])
            item, at = spread(np.searchsorted(content, low), np.searchsorted(content, high) - 1)
            yield rows[item], twos[at]

    def _gap_verbs(self, rows: Ints, low: Ints, high: Ints) -> Iterator[Found]:
        board = self._pairs.board
        verbs = np.flatnonzero(board.is_content & board.is_verb)
        first, last = np.searchsorted(verbs, low), np.searchsorted(verbs, high)
        count = np.maximum(last - first, 0)
        some, none = count > 0, rows[count == 0]
        yield self._pairs.told(none, np.zeros_like(none), "verb.none")
        opening, closing = board.words[verbs[first[some]]], board.words[verbs[last[some] - 1]]
        yield self._pairs.with_types(rows[some], joined("verb.first=", opening))
        yield self._pairs.with_types(rows[some], joined("verb.last=", closing))
        yield rows[some], few("verb.n={}", range(4))[np.minimum(count[some], 3)]
        one = count == 1
        yield self._pairs.with_types(rows[one], joined("verb.only=", board.words[verbs[first[one]]]))

    def _gap_ends(self, rows: Ints, low: Ints, high: Ints) -> Iterator[Found]:
        words = self._pairs.board.words
        opening, closing = words[low], words[high - 1]
        yield self._pairs.with_types(rows, joined("gap.first=", opening))
        yield self._pairs.with_types(rows, joined("gap.last=", closing))
        yield self._pairs.with_types(rows, joined("gap.ends=", opening, "_", closing))
        several = high - low > 1
        two = joined("gap.last2=", words[high[several] - 2], "_", closing[several])
        yield self._pairs.with_types(rows[several], two)
        yield self._pairs.with_types(rows[~several], joined("gap.last2=", closing[~several]))

    def _around(self) -> Iterator[Found]:
        board, rows = self._pairs.board, self._pairs.apart
        start, end = board.unit_start[self._pairs.unit_a[rows]], board.unit_end[self._pairs.unit_b[rows]]
        scene = board.unit_scene[self._pairs.unit_a[rows]]
        stop = np.searchsorted(board.word_end, start, side="right")
        before = stop - board.word_first[scene]
        first = np.searchsorted(board.word_start, end)
        after = board.word_stop[scene] - first
        yield from self._outside(rows, "pre", before, stop - 1, stop - 2, backwards=True)
        yield from self._outside(rows, "post", after, first, first + 1, backwards=False)
        yield from self._right(rows, first, after)
        for step in range(1, 7):
            near = np.flatnonzero(before >= step)
            near = near[board.is_verb[stop[near] - step]]
            yield self._pairs.with_types(rows[near], joined("left=", board.words[stop[near] - step]))
        yield from self._prepositions(rows, start, first, after)

    def _outside(
        self, rows: Ints, name: str, count: Ints, near: Ints, next_: Ints, *, backwards: bool
    ) -> Iterator[Found]:
        """The word beside the two, and the two words there."""
        words = self._pairs.board.words
        some, several, none = count > 0, count > 1, rows[count == 0]
        yield self._pairs.with_types(rows[some], joined(f"{name}=", words[near[some]]))
        yield self._pairs.told(none, np.zeros_like(none), f"{name}2=")
        one = count == 1
        yield self._pairs.with_types(rows[one], joined(f"{name}2=", words[near[one]]))
        closest, further = words[near[several]], words[next_[several]]
        order = (further, closest) if backwards else (closest, further)
        yield self._pairs.with_types(rows[several], joined(f"{name}2=", order[0], "_", order[1]))

    def _right(self, rows: Ints, first: Ints, after: Ints) -> Iterator[Found]:
        """The telling words after the two, up to a mark."""
        board = self._pairs.board
        going = np.arange(len(rows))
        for step in range(5):
            going = going[after[going] > step]
            going = going[~board.is_stop[first[going] + step]]
            telling = going[board.is_telling[first[going] + step]]
            words = joined("right=", board.words[first[telling] + step])
            yield rows[telling], words
            yield self._pairs.with_types(rows[telling], words)

    def _prepositions(self, rows: Ints, start: Ints, first: Ints, after: Ints) -> Iterator[Found]:
        board = self._pairs.board
        chars = [board.text[at - 1] if at else "" for at in start.tolist()]
        led = np.flatnonzero(np.array([char in PREPOSITIONS for char in chars], dtype=np.bool_))
        leads = texts([chars[at] for at in led])
        yield self._pairs.with_types(rows[led], joined("a.prep=", leads))
        for step in range(3):
            number = np.flatnonzero(after[led] > step)
            number = number[board.is_verb[first[led[number]] + step]]
            words = board.words[first[led[number]] + step]
            yield rows[led[number]], joined("a.prep=", leads[number], "+", words)
