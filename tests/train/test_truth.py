"""Which pairs of an article state what people marked, and where the line is drawn."""

# ruff: noqa: E402 - without the train extra nothing below can be imported

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from train.annotated_samples import article, small_seeds

for package in ("joblib", "pycrfsuite", "sklearn", "scipy"):
    pytest.importorskip(package, reason="the train extra is not installed")

from kg.facts.linear import bucket
from kg.model import Entity, Name
from kg.train import commands, views
from kg.train.annotated import AnnotatedArticle, read
from kg.train.fitting import Examples, fit_linear, linear_arrays
from kg.train.matching import gold_keys, key_of, pair_entities, same_type, squeezed
from kg.train.thresholds import Counts, Scored, count, for_other_writers, thresholds
from kg.vocab import EntityType, Relation

ACQUIRES, MERGES = Relation.ACQUIRES, Relation.MERGES_WITH


def annotated(folder: Path, number: int = 0) -> AnnotatedArticle:
    """One of the sample articles."""
    text, record = article(number)
    (folder / "a.txt").write_text(text, "utf8")
    (folder / "a.json").write_text(json.dumps(record, ensure_ascii=False), "utf8")
    (found,) = read(folder)
    return found


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> views.View:
    """The first sample article with the names that were marked."""
    seeds = small_seeds(tmp_path_factory.mktemp("truth") / "seeds")
    folder = tmp_path_factory.mktemp("articles")
    return views.annotated_view(annotated(folder), commands.names_of(seeds), views.Words.load(seeds))


def test_every_marked_fact_is_right_for_the_pair_in_its_evidence(view: views.View) -> None:
    right = {
        (view.matched[pair.entities[0]], name, view.matched[pair.entities[1]], pair.scene)
        for pair, held in zip(view.seen, view.right, strict=True)
        for name in held
    }
    assert {(a, name, b) for a, name, b, _ in right} == {
        ("e1", "acquires>", "e2"),
        ("e2", "locatedIn>", "e3"),
        ("e4", "competesWith", "e1"),
    }


def test_the_same_two_elsewhere_are_neither_right_nor_wrong(view: views.View) -> None:
    """The title names buyer and target, too, but the evidence is the sentence below it."""
    in_title = [
        (held, left)
        for pair, held, left in zip(view.seen, view.right, view.open, strict=True)
        if pair.scene == 0 and {view.matched[one] for one in pair.entities} == {"e1", "e2"}
    ]
    assert in_title == [({}, {"acquires>"})]


def test_an_annotated_view_has_every_marked_entity(view: views.View) -> None:
    assert sorted(view.matched.values()) == ["e1", "e2", "e3", "e4"]


def found_entity(id_: str, kind: EntityType, *names: str) -> Entity:
    """An extracted entity."""
    return Entity(id=id_, type=kind, names=tuple(Name(name, "zh") for name in names))


def test_entities_are_matched_one_to_one_by_type_and_shared_names(tmp_path: Path) -> None:
    gold = annotated(tmp_path)
    buyer, target = gold.entities[0].aliases[0], gold.entities[1].aliases[0]
    company = EntityType.COMPANY
    entities = [
        found_entity("wrong type", EntityType.PERSON, buyer),
        found_entity("a", company, f"“{buyer}”", "别名"),
        found_entity("b", company, target),
        found_entity("c", company, "没有"),
    ]
    assert pair_entities(entities, gold) == {"a": "e1", "b": "e2"}


def test_names_are_compared_without_marks_blanks_and_case() -> None:
    assert squeezed("《数据 安全法》") == squeezed("数据安全法")
    assert squeezed("OpenAI") == squeezed("openai ")
    assert squeezed("“OpenAI”") != squeezed("OpenAI公司")


def test_products_and_technologies_pass_for_each_other() -> None:
    assert same_type(EntityType.PRODUCT, EntityType.TECHNOLOGY)
    assert not same_type(EntityType.PRODUCT, EntityType.COMPANY)


def test_the_key_of_a_symmetric_triple_has_no_direction(tmp_path: Path) -> None:
    assert key_of("b", MERGES, "a") == key_of("a", MERGES, "b") == ("a", MERGES, "b")
    assert key_of("b", ACQUIRES, "a") == ("b", ACQUIRES, "a")
    assert ("e1", Relation.COMPETES_WITH, "e4") in gold_keys(annotated(tmp_path))


def _scored(*pairs: tuple[str, float, bool]) -> Scored:
    said = {(name, ACQUIRES, "z"): probability for name, probability, _ in pairs}
    return Scored(said=said, gold=frozenset((name, ACQUIRES, "z") for name, _, right in pairs if right))


def test_counts_are_of_what_reaches_its_limit() -> None:
    scored = [_scored(("a", 0.9, True), ("b", 0.4, True), ("c", 0.7, False))]
    limits = dict.fromkeys(Relation, 0.5)
    assert count(scored, limits) == Counts(1, 2, 2)
    assert count(scored, limits, ACQUIRES) == Counts(1, 2, 2)
    assert count(scored, limits, MERGES) == Counts(0, 0, 0)
    assert count(scored, dict.fromkeys(Relation, 0.4)) == Counts(2, 3, 2)


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        (Counts(1, 2, 4), 0.5, 0.25, 1 / 3),
        (Counts(0, 0, 0), 0.0, 0.0, 0.0),
        (Counts(0, 3, 0), 0.0, 0.0, 0.0),
        (Counts(4, 4, 4), 1.0, 1.0, 1.0),
    ],
)
def test_precision_recall_and_f(counts: Counts, precision: float, recall: float, f1: float) -> None:
    assert (counts.precision, counts.recall, counts.f()) == pytest.approx((precision, recall, f1))


def test_the_f_measure_weighs_precision_more_with_a_small_beta() -> None:
    precise, complete = Counts(2, 2, 4), Counts(4, 8, 4)
    assert precise.f(0.5) > complete.f(0.5)
    assert precise.f(2) < complete.f(2)


def test_the_limit_parts_the_right_from_the_wrong() -> None:
    scored = [
        _scored(*[(f"r{n}", 0.55, True) for n in range(90)], *[(f"w{n}", 0.45, False) for n in range(90)])
    ]
    limits = thresholds(scored)
    assert set(limits) == set(Relation)
    assert 0.45 < limits[ACQUIRES] <= 0.55
    assert count(scored, limits) == Counts(90, 90, 90)


def test_a_relation_without_examples_leans_on_all_together() -> None:
    scored = [
        _scored(*[(f"r{n}", 0.6, True) for n in range(90)], *[(f"w{n}", 0.5, False) for n in range(90)])
    ]
    limits = thresholds(scored)
    assert limits[MERGES] == limits[ACQUIRES]


def test_limits_of_nothing_are_there_too() -> None:
    assert set(thresholds([])) == set(Relation)


def test_a_feature_of_a_single_example_is_not_learned() -> None:
    examples = Examples([["a", "b"], ["a", "c"], ["a"]])
    assert examples.keys.tolist() == [bucket("a")]
    assert examples.matrix.toarray().tolist() == [[1], [1], [1]]


def test_a_fitted_model_tells_what_it_was_shown_and_stores_it() -> None:
    from joblib import parallel_config

    items = [["bias", "w=收购"], ["bias", "w=投资"]] * 20
    targets = np.array([[True, False, False], [False, True, False]] * 20)
    with parallel_config(backend="sequential"):
        model = fit_linear(Examples(items), ["a", "b", "never"], targets, np.ones_like(targets), strength=1.0)
    scores = model.scores([["bias", "w=收购"], ["bias", "w=投资"]])
    assert scores[0, 0] > 0 > scores[0, 1]
    assert scores[1, 1] > 0 > scores[1, 0]
    assert (scores[:, 2] < -10).all()  # what nothing bears stays below every threshold
    again = type(model).of(linear_arrays(model, "m"), "m")
    assert np.allclose(again.scores(items), model.scores(items), atol=2e-3)


def test_what_is_open_teaches_nothing() -> None:
    from joblib import parallel_config

    items = [["w=收购"], ["w=投资"]] * 20
    targets = np.array([[True], [False]] * 20)
    usable = np.ones_like(targets)
    with parallel_config(backend="sequential"):
        whole = fit_linear(Examples(items), ["a"], targets, usable, strength=1.0)
        flipped = np.where(np.arange(40)[:, None] < 10, ~targets, targets)
        usable[:10] = False
        half = fit_linear(Examples(items), ["a"], flipped, usable, strength=1.0)
    assert (np.sign(whole.scores(items)) == np.sign(half.scores(items))).all()


def test_limits_that_ship_are_lower_for_deals_and_higher_elsewhere() -> None:
    trained = dict.fromkeys(Relation, 0.2)
    shipped = for_other_writers(trained)
    assert shipped.keys() == trained.keys()
    assert shipped[Relation.INVESTS_IN] < 0.2 < shipped[Relation.USES]
    assert for_other_writers(shipped) == shipped
