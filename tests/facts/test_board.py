"""All pairs of an article at once: held against what is said of them one by one."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from facts.scene_samples import staged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.rules
from kg import resources
from kg.facts.board import Board
from kg.facts.board_features import BoardFeatures
from kg.facts.board_laying import Told
from kg.facts.board_rivals import Candidates, board_rules
from kg.facts.candidates import Rules, SeenPair, candidates, rival_features, seen_pairs
from kg.facts.checksums import texts
from kg.facts.cues import Cues
from kg.facts.linear import BUCKETS, Floats, LinearModel
from kg.facts.matching import Matcher
from kg.facts.pairs import LABELS
from kg.facts.units import Scene
from kg.model import Span

SEEDS = resources.seeds_folder()
CUES = Cues.load(SEEDS / "markers" / "cues.toml")
MATCHER = Matcher(kg.rules.load(SEEDS / "rules"))

NAMES = st.sampled_from(
    [
        "[甲资本|Fund]",
        "[乙科技]",
        "[丙集团]",
        "[乙科技=乙]",
        "[丁大学|ResearchInstitute]",
        "[戊局|GovernmentBody]",
        "[己芯片|Product]",
        "[庚技术|Technology]",
        "[辛市|Location]",
        "[辛市|Location~nested]",
        "[壬|Person]",
        "[公司~pronoun=乙科技]",
        "[~ellipsis=丙集团]",
        "[《癸办法》|Policy]",
        "[Arm]",
        "[子科技<丙集团]",
        "[丑芯片|Product<乙科技]",
    ]
)
WORDS = st.sampled_from(
    [
        *"的与和、，。向由被很（） ",
        "收购",
        "投资",
        "宣布",
        "供应",
        "子公司",
        "总裁",
        "发布",
        "持股",
        "位于",
        "20亿元",
        "AI",
        "研发",
        "以及",
    ]
)
SENTENCES = st.lists(st.one_of(NAMES, WORDS), max_size=16).map(lambda parts: "".join([*parts, "。"]))
ARTICLES = st.lists(st.tuples(SENTENCES, st.booleans()), min_size=1, max_size=4)
FULL = [
    (
        "[甲资本|Fund]、[乙科技]和[丙集团]宣布向[辛市|Location]的[己芯片|Product]供应商[丁大学|ResearchInstitute]投资，收购[Arm]。",
        False,
    )
]


def scenes_of(article: Sequence[tuple[str, bool]]) -> list[Scene]:
    """The scenes of marked sentences, headings or not."""
    return [staged(text, is_heading=heading) for text, heading in article]


def both(scenes: Sequence[Scene]) -> tuple[list[SeenPair], Board]:
    """The pairs one by one, and all at once."""
    told = told_of(scenes)
    return seen_pairs(*told, CUES, MATCHER), Board([told], CUES)


def told_of(scenes: Sequence[Scene]) -> Told:
    """The scenes as an article that names each entity as often as it stands in them."""
    counts = Counter(place.entity for scene in scenes for place in scene.places)
    return Told(scenes, counts, min(counts, default=""))


slowly = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(ARTICLES)
def test_the_pairs_of_a_board_are_those_of_its_scenes(article: list[tuple[str, bool]]) -> None:
    seen, board = both(scenes_of(article))
    places = [board.places[number] for number in [*board.a, *board.b]]
    found = list(zip(places[: len(board.a)], places[len(board.a) :], strict=True))
    assert [(first.entity, second.entity) for first, second in found] == [pair.entities for pair in seen]
    assert board_rules(board, MATCHER) == {row: pair.rules for row, pair in enumerate(seen) if pair.rules}


@slowly
@given(ARTICLES)
def test_the_features_of_a_board_are_the_checksums_of_those_of_its_pairs(
    article: list[tuple[str, bool]],
) -> None:
    seen, board = both(scenes_of(article))
    if not seen:
        return
    told: list[set[int]] = [set() for _ in seen]
    for row, crc in features_of(board, board_rules(board, MATCHER)):
        told[row].add(crc)
    for pair, found in zip(seen, told, strict=True):
        named = {zlib.crc32(feature.encode()): feature for feature in pair.features}
        assert {named.get(crc, crc) for crc in found} == set(named.values())


def features_of(board: Board, rules: Mapping[int, Rules]) -> Iterator[tuple[int, int]]:
    """Pairs of a board with a feature of each, as checksums."""
    for rows, crcs in BoardFeatures(board).told(rules):
        yield from zip(rows.tolist(), crcs.tolist(), strict=True)


def model_of(seed: int, features: Sequence[str]) -> LinearModel:
    """A model with a weight for some of these features."""
    random = np.random.default_rng(seed)
    kept = [feature for feature in sorted(set(features)) if random.random() < 0.6]
    keys = np.unique(texts(kept).crcs.astype(np.int64) & (BUCKETS - 1))
    weights = random.normal(0, 0.5, (len(keys), len(LABELS))).astype(np.float32)
    bias = np.full(len(LABELS), -2.0, dtype=np.float32)
    return LinearModel.of(LinearModel.arrays("p", LABELS, keys, weights, bias), "p")


def scored(seed: int, scenes: Sequence[Scene]) -> tuple[list[SeenPair], Board, Floats, Floats]:
    """Pairs one by one and at once, with the scores that a model gives to the two."""
    seen, board = both(scenes)
    model = model_of(seed, ["bias", *(feature for pair in seen for feature in pair.features)])
    rules = board_rules(board, MATCHER)
    at_once = model.scores_of(BoardFeatures(board).told(rules), len(board.a))
    return seen, board, model.scores([pair.features for pair in seen]), at_once


@slowly
@given(st.integers(0, 10**6), ARTICLES)
def test_scores_at_once_are_those_one_by_one(seed: int, article: list[tuple[str, bool]]) -> None:
    _, board, one_by_one, at_once = scored(seed, scenes_of(article))
    assert at_once.shape == (len(board.a), len(LABELS))
    assert np.allclose(one_by_one, at_once, atol=1e-4)


@slowly
@given(st.integers(0, 10**6), ARTICLES)
def test_candidates_of_a_board_see_the_same_rivals(seed: int, article: list[tuple[str, bool]]) -> None:
    scenes = scenes_of(article)
    seen, board, scores, _ = scored(seed, scenes)
    expected = candidates(seen, scores, LABELS) if seen else []
    found = Candidates(board, scores, LABELS, board_rules(board, MATCHER))
    told = [found.candidate(number) for number in range(len(found))]
    assert [(one.key, one.label, one.score, one.seen.scene, one.seen.pair) for one in told] == [
        (one.key, one.label, one.score, one.seen.scene, one.seen.pair) for one in expected
    ]
    assert [one.seen.rules for one in told] == [one.seen.rules for one in expected]
    if expected:
        assert np.array_equal(found.features(), rival_features(expected, scenes))


def test_the_samples_have_pairs_candidates_and_rules() -> None:
    """The tests above would hold of nothing, too."""
    scenes = scenes_of(FULL)
    seen, board, scores, _ = scored(1, scenes)
    assert len(seen) > 15
    assert board_rules(board, MATCHER)
    assert len(Candidates(board, scores, LABELS, {})) > 20


def test_scenes_do_not_see_each_other() -> None:
    """What a board says of a scene does not depend on the scenes before and after it."""
    alone, between = (
        scenes_of(FULL),
        scenes_of([("[Arm]收购", False), *FULL, ("，供应[己芯片|Product]", True)]),
    )
    assert Span(0, len(alone[0].text)) == alone[0].sentence.span
    first, second = both(alone)[1], both(between)[1]
    told = [set(features_of(board, {})) for board in (first, second)]
    differing = {crc for _, crc in told[0] ^ told[1]}
    known = {
        zlib.crc32(f"count={a}{b}|{kinds}".encode()) for a in range(5) for b in range(5) for kinds in _kinds()
    }
    assert differing <= known


@slowly
@given(st.lists(ARTICLES, min_size=2, max_size=3), st.integers(0, 10**6))
def test_articles_do_not_see_each_other(articles: list[list[tuple[str, bool]]], seed: int) -> None:
    """Candidates of articles that stand on one board are those of each alone, and so are their features."""
    alone = [told_of(scenes_of(article)) for article in articles]
    model = model_of(seed, [f"T={kinds}" for kinds in _kinds()])

    def found(board: Board) -> Candidates:
        scores = model.scores_of(BoardFeatures(board).told({}), len(board.a))
        return Candidates(board, scores, LABELS, {})

    boards = [Board([one], CUES) for one in alone]
    one_by_one = [
        (article, one.candidate(number), row.tolist())
        for article, one in enumerate(found(board) for board in boards if len(board.a))
        for number, row in enumerate(one.features())
    ]
    together = Board([one for one, board in zip(alone, boards, strict=True) if len(board.a)], CUES)
    if len(together.a):
        both_ = found(together)
        assert [
            (both_.article(number), both_.candidate(number), row.tolist())
            for number, row in enumerate(both_.features())
        ] == one_by_one


def _kinds() -> set[str]:
    return {"|".join(pair.types) for pair in both(scenes_of(FULL))[0]}
