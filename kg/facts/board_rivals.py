"""Candidates of a board, and what the second model sees of each among its rivals: ``candidates`` and ``shape`` in
arrays, held to them by a test.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from kg.facts.board import INSIDE, Board
from kg.facts.board_laying import TYPES
from kg.facts.candidates import FAR_BELOW, FLOOR, Candidate, FoundPair, Rules, rules_by_pair
from kg.facts.columns import Bools, Doubles, Ints, best_other, groups_of, spread
from kg.facts.context import FAR_RANK
from kg.facts.label_columns import meaning
from kg.facts.linear import Floats
from kg.facts.matching import Matcher
from kg.facts.pairs import Pair
from kg.facts.shape import NO_CUE, NO_RANK, PREPOSITIONS
from kg.vocab import ORGANIZATIONS

_IS_ORGANIZATION = np.array([kind in ORGANIZATIONS for kind in TYPES])
_PROBABLE = -1.5
_CLAUSE_AWAY = 20  # a clause between counts as so many characters


def board_rules(board: Board, matcher: Matcher) -> dict[int, Rules]:
    """For each pair that rules found (by its row), which rules found which label."""
    rows = board.a * len(board.places) + board.b
    found: dict[int, Rules] = {}
    for number, scene in enumerate(board.scenes):
        first = int(board.place_first[number])
        for pair, rules in rules_by_pair(matcher.matches(scene)).items():
            key = (first + pair.a) * len(board.places) + first + pair.b
            row = int(np.searchsorted(rows, key))
            if row < len(rows) and rows[row] == key:
                found[row] = rules
    return found


class Candidates:
    """The candidates above FLOOR, in the order of their pairs; ``scores``: (pairs, labels)."""

    def __init__(
        self, board: Board, scores: Floats, labels: tuple[str, ...], rules: Mapping[int, Rules]
    ) -> None:
        self._labels, self._rules = labels, rules
        meant = meaning(labels)
        ordered = scores[:, meant.columns]
        self.board = board
        self.row, number = np.nonzero((ordered > FLOOR) & meant.allowed[board.types])
        self.label = meant.columns[number]
        self.score: Doubles = ordered[self.row, number].astype(np.float64)
        self.relation = meant.relation[number]
        self.is_forward = meant.is_forward[number]
        self.is_symmetric = meant.is_symmetric[number]
        self.a, self.b = board.a[self.row], board.b[self.row]
        self.scene = board.place_scene[self.a]

    def __len__(self) -> int:
        return len(self.row)

    def article(self, number: int) -> int:
        """The number of a candidate's article."""
        return self.board.article[int(self.scene[number])]

    def candidate(self, number: int) -> Candidate:
        """One of the candidates."""
        board, row = self.board, int(self.row[number])
        places = [int(self.a[number]), int(self.b[number])]
        first, second = (board.places[place] for place in places)
        a, b = (int(board.place_number[place]) for place in places)
        return Candidate(
            seen=FoundPair(
                scene=board.numbers[int(self.scene[number])],
                pair=Pair(a, b),
                types=(first.type, second.type),
                entities=(first.entity, second.entity),
                rules=self._rules.get(row, {}),
            ),
            label=self._labels[int(self.label[number])],
            score=float(self.score[number]),
        )

    def features(self) -> Floats:
        """A row of numbers a candidate, as ``candidates.rival_features`` gives."""
        board, score = self.board, self.score
        first, second = board.unit[self.a], board.unit[self.b]
        subject, object_ = self._by_role(first, second)
        objects = best_other(groups_of(subject, self.relation), object_, score, FAR_BELOW)
        subjects = best_other(groups_of(object_, self.relation), subject, score, FAR_BELOW)
        one = groups_of(self.row, self.relation)
        here = groups_of(self.scene, self.relation)
        roles = self._by_role(self.a, self.b)
        return np.stack(
            [
                score,
                self.relation,
                objects,
                subjects,
                score - objects,
                score - subjects,
                best_other(one, self.is_forward, score, FAR_BELOW),
                best_other(self.row, self.relation, score, FAR_BELOW),
                self._best(self._keys()) - score,
                self._best(here),
                np.bincount(here[score > _PROBABLE], minlength=here.max(initial=0) + 1)[here],
                board.start[self.b] - board.end[self.a],
                board.via[self.a],
                board.via[self.b],
                board.heading[self.scene],
                board.size[self.scene],
                *(board.type[role] for role in roles),
                self.is_forward,
                np.abs(object_ - subject),
                self._agreeing(),
                *(board.sure[role] for role in roles),
                *(board.known[role] for role in roles),
                board.kin(*roles),
                *self._shape(first, second),
                *self._cue_shape(first, second),
            ],
            axis=1,
        ).astype(np.float32)

    def _agreeing(self) -> Ints:
        """How many rules gave each candidate its label."""
        count = np.zeros(len(self), dtype=np.int64)
        for row, found in self._rules.items():
            for number in range(*np.searchsorted(self.row, [row, row + 1])):
                count[number] = len(found.get(self._labels[int(self.label[number])], ()))
        return count

    def _by_role(self, first: Ints, second: Ints) -> tuple[Ints, Ints]:
        """What belongs to the subjects, and to the objects."""
        return np.where(self.is_forward, first, second), np.where(self.is_forward, second, first)

    def _keys(self) -> Ints:
        """Numbers of subject, relation and object: the same for the same triple anywhere in the article."""
        subject, object_ = self._by_role(self.board.entity[self.a], self.board.entity[self.b])
        low, high = np.minimum(subject, object_), np.maximum(subject, object_)
        subject, object_ = (
            np.where(self.is_symmetric, low, subject),
            np.where(self.is_symmetric, high, object_),
        )
        return groups_of(subject * (int(self.board.entity.max(initial=0)) + 1) + object_, self.relation)

    def _best(self, groups: Ints) -> Doubles:
        """The best score of each candidate's group."""
        best = np.full(int(groups.max(initial=0)) + 1, -np.inf)
        np.maximum.at(best, groups, self.score)
        found: Doubles = best[groups]
        return found

    def _shape(self, first: Ints, second: Ints) -> tuple[Ints | Doubles | Bools, ...]:
        """What ``shape.shape`` tells of the pairs."""
        board, a, b = self.board, self.a, self.b
        start, end = board.unit_end[first], board.unit_start[second]
        leads = np.array([PREPOSITIONS.get(char, 0) for char in board.before], dtype=np.int64)
        named = np.bincount(board.place_scene[board.via == 0], minlength=len(board.scenes))
        everyone = np.ones(len(board.places), dtype=np.bool_)
        base = board.base[self.scene]
        return (
            board.clause(board.start[b]) - board.clause(board.start[a]),
            np.maximum(end - start, 0),
            board.between(board.type[board.a], everyone)[self.row],
            board.between(board.type[board.b], everyone)[self.row],
            self._organizations_between(),
            board.place_number[a],
            board.start[a] - base,
            board.size[self.scene] + base - board.end[b],
            board.unit_size[first],
            board.unit_size[second],
            first == second,
            board.says_de(start, end),
            leads[a],
            leads[b],
            board.is_main[a] + 2 * board.is_main[b],
            board.count[a],
            board.count[b],
            named[self.scene],
            board.density[self.scene],
        )

    def _organizations_between(self) -> Ints:
        so_far = np.concatenate([[0], np.cumsum(_IS_ORGANIZATION[self.board.type])])
        found: Ints = so_far[self.b] - so_far[self.a + 1]
        return found

    def _cue_shape(self, first: Ints, second: Ints) -> tuple[Ints | Doubles | Bools, ...]:
        """What ``shape.cue_shape`` tells of the pairs and their relations."""
        board, scene = self.board, self.scene
        item, cue = spread(board.cue_first[scene], board.cue_stop[scene])
        own = board.cue_relation[cue] == self.relation[item]
        item, cue = item[own], cue[own]
        start, end, clause = board.cue_start[cue], board.cue_end[cue], board.cue_clause[cue]
        unit_a, unit_b = first[item], second[item]
        clause_a, clause_b = board.clause(board.unit_start[unit_a]), board.clause(board.unit_start[unit_b])
        before = board.unit_start[unit_a] - end
        after = start - board.unit_end[unit_b]
        left, right = before >= 0, (before < 0) & (after >= 0)
        middle = ~left & ~right & (start >= board.unit_end[unit_a]) & (end <= board.unit_start[unit_b])
        near = (clause == clause_a) | (clause == clause_b)

        def least(values: Ints, among: Bools, default: float) -> Doubles:
            found = np.full(len(self), default)
            np.minimum.at(found, item[among], values[among])
            return found

        return (
            least(before + _CLAUSE_AWAY * (clause_a - clause), left, NO_CUE),
            least(board.unit_start[unit_b] - end, middle, NO_CUE),
            least(after + _CLAUSE_AWAY * (clause - clause_b), right, NO_CUE),
            least(_BETWEEN[board.side(unit_a, cue)], near, NO_RANK),
            least(_BETWEEN[board.side(unit_b, cue)], near, NO_RANK),
            np.bincount(item[near], minlength=len(self)),
            np.bincount(item, minlength=len(self)),
            (board.cue_stop - board.cue_first)[scene],
        )


_BETWEEN = np.array([number % (FAR_RANK + 1) if number < INSIDE else 0 for number in range(INSIDE + 1)])
