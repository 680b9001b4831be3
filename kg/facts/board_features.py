"""The features of all pairs of a board, as buckets: what ``pair_features`` says of each pair, without the strings.

Each function here answers to one there, template by template, and a test holds them to the same buckets. The
strings are the definition (training reads them); this is how the extractor affords them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

import numpy as np

from kg.facts.board import SIDES, Board, numbered
from kg.facts.board_laying import TYPES, VIAS
from kg.facts.board_surroundings import Surroundings
from kg.facts.board_telling import SWITCH, Found, Teller, few
from kg.facts.candidates import Rules, named_rules
from kg.facts.checksums import Crcs, joined, texts
from kg.facts.columns import Ints, spread
from kg.facts.pair_features import PREPOSITIONS
from kg.facts.units import NO_KIN


class BoardFeatures:
    """The features of a board's pairs."""

    def __init__(self, board: Board) -> None:
        self._pairs = Teller(board)

    def told(self, rules: Mapping[int, Rules]) -> Iterator[tuple[Ints, Crcs]]:
        """Rows of pairs and CRCs of their features, some twice; ``rules`` found some of the pairs."""
        found = chain(
            self._everywhere(),
            self._of_kin(),
            self._of_rules(rules),
            self._of_lists(),
            self._of_nested(),
            Surroundings(self._pairs).told(),
            self._of_cues(),
            self._attached(),
        )
        return ((rows, features.crcs) for rows, features in found)

    def _everywhere(self) -> Iterator[Found]:
        board, a, b = self._pairs.board, self._pairs.board.a, self._pairs.board.b
        rows = np.arange(len(a))
        yield rows, few("bias")[np.zeros_like(rows)]
        yield rows, few("T={}|{}", TYPES, TYPES)[self._pairs.types]
        tails = numbered(board, (place.surface[-2:] for place in board.places))
        yield self._pairs.with_types(rows, joined("a.tail=", tails[a]))
        yield self._pairs.with_types(rows, joined("b.tail=", tails[b]))
        via = board.via[a] * len(VIAS) + board.via[b]
        yield rows, few("via={}+{}", VIAS, VIAS)[via]
        yield self._pairs.told(rows, via, "via={}+{}", VIAS, VIAS)
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
        board, a, b = self._pairs.board, self._pairs.board.a, self._pairs.board.b
        heading = board.heading[board.place_scene[a]]
        yield self._pairs.told(rows, heading, "heading={}", SWITCH)
        is_first = board.place_number[a] == 0
        yield self._pairs.told(rows, is_first * 2 + self._is_first_of_type()[a], "first={}{}", SWITCH, SWITCH)
        yield self._pairs.told(rows, board.is_main[a] * 2 + board.is_main[b], "main={}{}", SWITCH, SWITCH)
        count = np.minimum(board.count, 4)
        yield self._pairs.told(rows, count[a] * 5 + count[b], "count={}{}", range(5), range(5))
        named = board.via == 0
        same_a, same_b = board.between(board.type[a], named), board.between(board.type[b], named)
        yield self._pairs.told(rows, np.minimum(same_a, 3), "sameA={}", range(4))
        yield self._pairs.told(rows, np.minimum(same_b, 3), "sameB={}", range(4))
        both = np.minimum(same_a, 2) * 3 + np.minimum(same_b, 2)
        yield rows, few("same={}{}", range(3), range(3))[both]
        clauses = np.minimum(board.clause(board.start[b]) - board.clause(board.start[a]), 4)
        yield self._pairs.told(rows, clauses, "clauses={}", range(5))
        yield rows, few("clauses={}", range(5))[clauses]

    def _of_kin(self) -> Iterator[Found]:
        """Whether the lexicon says that one of the two belongs to the other."""
        board = self._pairs.board
        kin = board.kin(board.a, board.b)
        rows = np.flatnonzero(kin != NO_KIN)
        yield self._pairs.told(rows, kin[rows], "kin={}", range(3))
        yield rows, few("kin={}", range(3))[kin[rows]]

    def _is_first_of_type(self) -> Ints:
        board = self._pairs.board
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
        board, rows = self._pairs.board, self._pairs.lists
        unit = self._pairs.unit_a[rows]
        yield self._pairs.told(rows, np.zeros_like(rows), "list")
        joints = texts(
            [joint[0] if len(joint) == 1 else "、" for joint in (board.units[at].joints for at in unit)]
        )
        yield self._pairs.with_types(rows, joined("list=", joints))
        yield rows, few("list.n={}", range(5))[np.minimum(board.unit_size[unit], 4)]
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
        sides = few("|{}", ("left", "right", "in"))
        yield rows[item], joined("L.cue=", board.cue_group[cue], sides[side])

    def _of_nested(self) -> Iterator[Found]:
        board, rows = self._pairs.board, self._pairs.nested
        a, b = board.a[rows], board.b[rows]
        inside = (board.start[a] != board.start[b]).astype(np.int64)
        yield self._pairs.told(rows, inside, "nested={}", ("start", "inside"))
        ends = zip(board.end[b].tolist(), board.end[a].tolist(), strict=True)
        tails = texts([board.text[inner:outer][-2:] for inner, outer in ends])
        yield self._pairs.with_types(rows, joined("nested.tail=", tails))
        names = texts([board.places[inner].surface for inner in b.tolist()])
        yield self._pairs.with_types(rows, joined("nested.name=", names))

    def _of_cues(self) -> Iterator[Found]:
        """Cue words of relations, with where they stand to the two and how many names lie in between."""
        board, apart = self._pairs.board, self._pairs.apart
        scene = board.unit_scene[self._pairs.unit_a[apart]]
        item, cue = spread(board.cue_first[scene], board.cue_stop[scene])
        rows = apart[item]
        unit_a, unit_b = self._pairs.unit_a[rows], self._pairs.unit_b[rows]
        a, a_end = board.unit_start[unit_a], board.unit_end[unit_a]
        b, b_end = board.unit_start[unit_b], board.unit_end[unit_b]
        at = board.cue_start[cue]
        left, right = at < a, at >= b_end
        mid = ~left & ~right & (a_end <= at) & (at < b)
        side = np.select([left, right, mid], [0, 1, 2], 3)
        sides = few("|{}", ("left", "right", "mid", "in"))
        group = board.cue_group[cue]
        yield self._pairs.with_types(rows, joined("cue=", group, sides[side]))
        found = np.flatnonzero(mid)
        later = board.clause_ends(board.cue_end[cue[found]], b[found])
        sooner = board.clause_ends(a_end[found], at[found])
        parted = few("|{}{}", SWITCH, SWITCH)[later * 2 + sooner]
        yield rows[found], joined("cue.mid=", group[found], parted)
        near = np.flatnonzero(right & (at - b_end < 8) & ~left)
        yield rows[near], joined("cue.near=", group[near], "|right")

    def _attached(self) -> Iterator[Found]:
        """For each cue near the two: from which side, and how directly, each of them attaches to it."""
        board, apart = self._pairs.board, self._pairs.apart
        a, b = board.a[apart], board.b[apart]
        clause = board.clause(board.start)
        item, cue = spread(board.cue_first[board.place_scene[a]], board.cue_stop[board.place_scene[a]])
        with_a = board.cue_clause[cue] == clause[a[item]]
        with_b = board.cue_clause[cue] == clause[b[item]]
        near = np.flatnonzero(with_a | with_b)
        item, cue, same = item[near], cue[near], (with_a * 2 + with_b)[near]
        rows = apart[item]
        side = board.side(self._pairs.unit_a[rows], cue) * len(SIDES) + board.side(
            self._pairs.unit_b[rows], cue
        )
        sides = few("|{}{}", SIDES, SIDES)[side]
        by_group = joined("at=", board.cue_group[cue], sides)
        by_word = joined("at=", board.cue_word[cue], sides)
        prepositions = numbered(
            board, (char if char in PREPOSITIONS and char else "-" for char in board.before)
        )
        yield self._pairs.with_types(rows, by_group)
        yield rows, joined(by_group, few("|{}{}", (0, 1), (0, 1))[same])
        yield rows, joined(by_group, "|", prepositions[board.a[rows]], prepositions[board.b[rows]])
        yield rows, by_word
        yield self._pairs.with_types(rows, by_word)
