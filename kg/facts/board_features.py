"""The features of all pairs of a board, as buckets: what ``pair_features`` says of each pair, without the strings.

Each function here answers to one there, template by template, and a test holds them to the same buckets. The
strings are the definition (training reads them); this is how the extractor affords them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

import numpy as np

from kg.facts.board import SIDES, TYPES, VIAS, Board, Ints, numbered, spread
from kg.facts.candidates import Rules, named_rules
from kg.facts.checksums import Texts, joined, texts
from kg.facts.pair_features import GAP_SIZES, PREPOSITIONS

_SWITCH = ("False", "True")
_SHORT_GAP = 8

Found = tuple[Ints, Texts]
"""Rows of pairs, and a feature of each."""


@cache
def _types() -> Texts:
    """The end of the features that tell both types, by the number of the two."""
    return _few("|{}|{}", TYPES, TYPES)


@cache
def _few(form: str, *values: tuple[object, ...] | range) -> Texts:
    """All strings of a form with these values, the last one going round first."""
    return texts([form.format(*chosen) for chosen in product(*values)])


@cache
def _few_with_types(form: str, *values: tuple[object, ...] | range) -> Texts:
    """The same with every two types: the string's number times all twos, plus the number of the two."""
    strings, both = _few(form, *values), _types()
    number = np.repeat(np.arange(len(strings)), len(both))
    return joined(strings[number], both[np.tile(np.arange(len(both)), len(strings))])


class BoardFeatures:
    """The features of a board's pairs."""

    def __init__(self, board: Board) -> None:
        self._board = board
        a, b = board.a, board.b
        self._types = board.types
        self._unit_a, self._unit_b = board.unit[a], board.unit[b]
        in_list = self._unit_a == self._unit_b
        nested = ~in_list & (board.start[b] < board.end[a])
        self._lists = np.flatnonzero(in_list)
        self._nested = np.flatnonzero(nested)
        self._apart = np.flatnonzero(~(in_list | nested))

    def told(self, rules: Mapping[int, Rules]) -> tuple[Ints, Ints]:
        """Rows of pairs and CRCs of their features, in no order, some twice; ``rules`` found some of the pairs."""
        rows, crcs = [], []
        for row, found in (
            *self._everywhere(),
            *self._of_rules(rules),
            *self._of_lists(),
            *self._of_nested(),
            *self._of_gaps(),
            *self._around(),
            *self._of_cues(),
            *self._attached(),
        ):
            rows.append(row)
            crcs.append(found.crcs)
        return np.concatenate(rows), np.concatenate(crcs).astype(np.int64)

    def _told(self, rows: Ints, number: Ints, form: str, *values: tuple[object, ...] | range) -> Found:
        """A feature of few values, told with the types."""
        return rows, _few_with_types(form, *values)[number * len(TYPES) ** 2 + self._types[rows]]

    def _with(self, rows: Ints, found: Texts) -> Found:
        """Features told with the types."""
        return rows, joined(found, _types()[self._types[rows]])

    def _everywhere(self) -> Iterator[Found]:
        board, a, b = self._board, self._board.a, self._board.b
        rows = np.arange(len(a))
        yield rows, _few("bias")[np.zeros_like(rows)]
        yield rows, _few("T={}|{}", TYPES, TYPES)[self._types]
        tails = numbered(board, (place.surface[-2:] for place in board.places))
        yield self._with(rows, joined("a.tail=", tails[a]))
        yield self._with(rows, joined("b.tail=", tails[b]))
        via = board.via[a] * len(VIAS) + board.via[b]
        yield rows, _few("via={}+{}", VIAS, VIAS)[via]
        yield self._told(rows, via, "via={}+{}", VIAS, VIAS)
        how = numbered(
            board,
            (
                f".word={place.surface}" if place.via == "pronoun" else f".via={place.via}"
                for place in board.places
            ),
        )
        yield rows, joined("a", how[a])
        yield rows, joined("b", how[b])
        yield from self._standing(rows)

    def _standing(self, rows: Ints) -> Iterator[Found]:
        """How prominent the two are in their sentence and article."""
        board, a, b = self._board, self._board.a, self._board.b
        heading = board.heading[board.place_scene[a]]
        yield self._told(rows, heading, "heading={}", _SWITCH)
        is_first = board.place_number[a] == 0
        yield self._told(rows, is_first * 2 + self._is_first_of_type()[a], "first={}{}", _SWITCH, _SWITCH)
        yield self._told(rows, board.is_main[a] * 2 + board.is_main[b], "main={}{}", _SWITCH, _SWITCH)
        count = np.minimum(board.count, 4)
        yield self._told(rows, count[a] * 5 + count[b], "count={}{}", range(5), range(5))
        named = board.via == 0
        same_a, same_b = board.between(board.type[a], named), board.between(board.type[b], named)
        yield self._told(rows, np.minimum(same_a, 3), "sameA={}", range(4))
        yield self._told(rows, np.minimum(same_b, 3), "sameB={}", range(4))
        both = np.minimum(same_a, 2) * 3 + np.minimum(same_b, 2)
        yield rows, _few("same={}{}", range(3), range(3))[both]
        clauses = np.minimum(board.clause(board.start[b]) - board.clause(board.start[a]), 4)
        yield self._told(rows, clauses, "clauses={}", range(5))
        yield rows, _few("clauses={}", range(5))[clauses]

    def _is_first_of_type(self) -> Ints:
        board = self._board
        kinds = board.place_scene * len(TYPES) + board.type
        _, firsts = np.unique(kinds, return_index=True)
        is_first = np.zeros(len(kinds), dtype=np.int64)
        is_first[firsts] = 1
        return is_first

    @staticmethod
    def _of_rules(rules: Mapping[int, Rules]) -> Iterator[Found]:
        rows, told = [], []
        for row, found in rules.items():
            for rule in named_rules(found):
                rows += [row, row]
                told += [f"rule={rule}", f"rule.of={rule.split('/')[0]}{rule[-1]}"]
        yield np.array(rows, dtype=np.int64), texts(told)

    def _of_lists(self) -> Iterator[Found]:
        board, rows = self._board, self._lists
        unit = self._unit_a[rows]
        yield self._told(rows, np.zeros_like(rows), "list")
        joints = texts(
            [joint[0] if len(joint) == 1 else "、" for joint in (board.units[at].joints for at in unit)]
        )
        yield self._with(rows, joined("list=", joints))
        yield rows, _few("list.n={}", range(5))[np.minimum(board.unit_size[unit], 4)]
        start, end, scene = board.unit_start[unit], board.unit_end[unit], board.unit_scene[unit]
        first = np.searchsorted(board.word_start, end)
        item, word = spread(first, np.minimum(first + 4, board.word_stop[scene]))
        yield rows[item], joined("L.after=", board.words[word])
        stop = np.searchsorted(board.word_end, start, side="right")
        item, word = spread(np.maximum(stop - 3, board.word_first[scene]), stop)
        yield rows[item], joined("L.before=", board.words[word])
        item, cue = spread(board.cue_first[scene], board.cue_stop[scene])
        at = board.cue_start[cue]
        side = np.where(at < start[item], 0, np.where(at >= end[item], 1, 2))
        sides = _few("|{}", ("left", "right", "in"))
        yield rows[item], joined("L.cue=", board.cue_group[cue], sides[side])

    def _of_nested(self) -> Iterator[Found]:
        board, rows = self._board, self._nested
        a, b = board.a[rows], board.b[rows]
        inside = (board.start[a] != board.start[b]).astype(np.int64)
        yield self._told(rows, inside, "nested={}", ("start", "inside"))
        ends = zip(board.end[b].tolist(), board.end[a].tolist(), strict=True)
        tails = texts([board.text[inner:outer][-2:] for inner, outer in ends])
        yield self._with(rows, joined("nested.tail=", tails))

    def _of_gaps(self) -> Iterator[Found]:
        board, rows = self._board, self._apart
        start, end = board.unit_end[self._unit_a[rows]], board.unit_start[self._unit_b[rows]]
        size = np.maximum(end - start, 0)
        bucket = np.searchsorted(GAP_SIZES, size)
        yield self._told(rows, bucket, "gap={}", range(len(GAP_SIZES) + 1))
        short = np.flatnonzero(size <= _SHORT_GAP)
        ends = zip(start[short].tolist(), end[short].tolist(), strict=True)
        gaps = joined("gap=", texts([board.text[a:b] for a, b in ends]))
        yield rows[short], gaps
        yield self._with(rows[short], gaps)
        lists = (board.unit_size > 1).astype(np.int64)
        both = lists[self._unit_a[rows]] * 2 + lists[self._unit_b[rows]]
        yield self._told(rows, both, "lists={}{}", _SWITCH, _SWITCH)
        de = rows[board.says_de(start, end)]
        yield self._told(de, np.zeros_like(de), "gap.de")
        low = np.searchsorted(board.word_start, start)
        high = np.searchsorted(board.word_end, end, side="right")
        yield from self._gap_words(rows, low, high)
        yield from self._gap_verbs(rows, low, high)
        some = high > low
        yield from self._gap_ends(rows[some], low[some], high[some])

    def _gap_words(self, rows: Ints, low: Ints, high: Ints) -> Iterator[Found]:
        board = self._board
        content = np.flatnonzero(board.is_content)
        words = joined("w=", board.words[content])
        item, at = spread(np.searchsorted(content, low), np.searchsorted(content, high))
        yield rows[item], words[at]
        yield self._with(rows[item], words[at])
        if len(content) > 1:
            twos = joined("w2=", board.words[content[:-1]], "_", board.words[content[1:]])
            item, at = spread(np.searchsorted(content, low), np.searchsorted(content, high) - 1)
            yield rows[item], twos[at]

    def _gap_verbs(self, rows: Ints, low: Ints, high: Ints) -> Iterator[Found]:
        board = self._board
        verbs = np.flatnonzero(board.is_content & board.is_verb)
        first, last = np.searchsorted(verbs, low), np.searchsorted(verbs, high)
        count = np.maximum(last - first, 0)
        some, none = count > 0, rows[count == 0]
        yield self._told(none, np.zeros_like(none), "verb.none")
        opening, closing = board.words[verbs[first[some]]], board.words[verbs[last[some] - 1]]
        yield self._with(rows[some], joined("verb.first=", opening))
        yield self._with(rows[some], joined("verb.last=", closing))
        yield rows[some], _few("verb.n={}", range(4))[np.minimum(count[some], 3)]
        one = count == 1
        yield self._with(rows[one], joined("verb.only=", board.words[verbs[first[one]]]))

    def _gap_ends(self, rows: Ints, low: Ints, high: Ints) -> Iterator[Found]:
        words = self._board.words
        opening, closing = words[low], words[high - 1]
        yield self._with(rows, joined("gap.first=", opening))
        yield self._with(rows, joined("gap.last=", closing))
        yield self._with(rows, joined("gap.ends=", opening, "_", closing))
        several = high - low > 1
        two = joined("gap.last2=", words[high[several] - 2], "_", closing[several])
        yield self._with(rows[several], two)
        yield self._with(rows[~several], joined("gap.last2=", closing[~several]))

    def _around(self) -> Iterator[Found]:
        board, rows = self._board, self._apart
        start, end = board.unit_start[self._unit_a[rows]], board.unit_end[self._unit_b[rows]]
        scene = board.unit_scene[self._unit_a[rows]]
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
            yield self._with(rows[near], joined("left=", board.words[stop[near] - step]))
        yield from self._prepositions(rows, start, first, after)

    def _outside(
        self, rows: Ints, name: str, count: Ints, near: Ints, next_: Ints, *, backwards: bool
    ) -> Iterator[Found]:
        """The word beside the two, and the two words there."""
        words = self._board.words
        some, several, none = count > 0, count > 1, rows[count == 0]
        yield self._with(rows[some], joined(f"{name}=", words[near[some]]))
        yield self._told(none, np.zeros_like(none), f"{name}2=")
        one = count == 1
        yield self._with(rows[one], joined(f"{name}2=", words[near[one]]))
        closest, further = words[near[several]], words[next_[several]]
        order = (further, closest) if backwards else (closest, further)
        yield self._with(rows[several], joined(f"{name}2=", order[0], "_", order[1]))

    def _right(self, rows: Ints, first: Ints, after: Ints) -> Iterator[Found]:
        """The telling words after the two, up to a mark."""
        board = self._board
        going = np.arange(len(rows))
        for step in range(5):
            going = going[after[going] > step]
            going = going[~board.is_stop[first[going] + step]]
            telling = going[board.is_telling[first[going] + step]]
            words = joined("right=", board.words[first[telling] + step])
            yield rows[telling], words
            yield self._with(rows[telling], words)

    def _prepositions(self, rows: Ints, start: Ints, first: Ints, after: Ints) -> Iterator[Found]:
        board = self._board
        chars = [board.text[at - 1] if at else "" for at in start.tolist()]
        led = np.flatnonzero(np.array([char in PREPOSITIONS for char in chars], dtype=np.bool_))
        leads = texts([chars[at] for at in led])
        yield self._with(rows[led], joined("a.prep=", leads))
        for step in range(3):
            number = np.flatnonzero(after[led] > step)
            number = number[board.is_verb[first[led[number]] + step]]
            words = board.words[first[led[number]] + step]
            yield rows[led[number]], joined("a.prep=", leads[number], "+", words)

    def _of_cues(self) -> Iterator[Found]:
        """Cue words of relations, with where they stand to the two and how many names lie in between."""
        board, apart = self._board, self._apart
        scene = board.unit_scene[self._unit_a[apart]]
        item, cue = spread(board.cue_first[scene], board.cue_stop[scene])
        rows = apart[item]
        unit_a, unit_b = self._unit_a[rows], self._unit_b[rows]
        a, a_end = board.unit_start[unit_a], board.unit_end[unit_a]
        b, b_end = board.unit_start[unit_b], board.unit_end[unit_b]
        at = board.cue_start[cue]
        left, right = at < a, at >= b_end
        mid = ~left & ~right & (a_end <= at) & (at < b)
        side = np.select([left, right, mid], [0, 1, 2], 3)
        sides = _few("|{}", ("left", "right", "mid", "in"))
        group = board.cue_group[cue]
        yield self._with(rows, joined("cue=", group, sides[side]))
        found = np.flatnonzero(mid)
        later = board.clause_ends(board.cue_end[cue[found]], b[found])
        sooner = board.clause_ends(a_end[found], at[found])
        parted = _few("|{}{}", _SWITCH, _SWITCH)[later * 2 + sooner]
        yield rows[found], joined("cue.mid=", group[found], parted)
        near = np.flatnonzero(right & (at - b_end < 8) & ~left)
        yield rows[near], joined("cue.near=", group[near], "|right")

    def _attached(self) -> Iterator[Found]:
        """For each cue near the two: from which side, and how directly, each of them attaches to it."""
        board, apart = self._board, self._apart
        a, b = board.a[apart], board.b[apart]
        clause = board.clause(board.start)
        item, cue = spread(board.cue_first[board.place_scene[a]], board.cue_stop[board.place_scene[a]])
        with_a = board.cue_clause[cue] == clause[a[item]]
        with_b = board.cue_clause[cue] == clause[b[item]]
        near = np.flatnonzero(with_a | with_b)
        item, cue, same = item[near], cue[near], (with_a * 2 + with_b)[near]
        rows = apart[item]
        side = board.side(self._unit_a[rows], cue) * len(SIDES) + board.side(self._unit_b[rows], cue)
        sides = _few("|{}{}", SIDES, SIDES)[side]
        by_group = joined("at=", board.cue_group[cue], sides)
        by_word = joined("at=", board.cue_word[cue], sides)
        prepositions = numbered(
            board, (char if char in PREPOSITIONS and char else "-" for char in board.before)
        )
        yield self._with(rows, by_group)
        yield rows, joined(by_group, _few("|{}{}", (0, 1), (0, 1))[same])
        yield rows, joined(by_group, "|", prepositions[board.a[rows]], prepositions[board.b[rows]])
        yield rows, by_word
        yield self._with(rows, by_word)
