"""Which entities of an article stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from facts.mini_scorer import stump

from kg.facts.keeping import Keeper, Kept, Named, entity_features
from kg.facts.trees import Trees
from kg.model import Entity, Link, Mention, Name, Span
from kg.vocab import EntityType


def entity(id_: str, origin: str = "new") -> Entity:
    """A company."""
    return Entity(id=id_, type=EntityType.COMPANY, names=(Name(id_, "zh"),), origin=origin)


def link(of: str, confidence: float, start: int = 0, size: int = 2, source: str = "tagger") -> Link:
    """A link to an entity."""
    mention = Mention(
        span=Span(start, start + size),
        surface="隐翎科技公司"[:size],
        type=EntityType.COMPANY,
        source=source,
        confidence=confidence,
    )
    return Link(mention=mention, entity=of, reason="new")


def sure_of(column: int) -> Trees:
    """Trees that say yes where this number is above 0.5."""
    trees = stump(below=-4.0, above=4.0)
    trees.feature[0] = column
    trees.threshold[0] = 0.5
    return trees


CONFIDENCE, FACTS = 1, 13


def alone(
    keeper: Keeper, entities: Sequence[Entity], links: Sequence[Link], said: Mapping[str, Sequence[float]]
) -> Kept:
    """What a keeper keeps of one article."""
    (kept,) = keeper.kept([Named(entities, links, said)])
    return kept


def test_an_entity_below_the_threshold_goes() -> None:
    keeper = Keeper(sure_of(CONFIDENCE), 0.5, 0.5)
    kept = alone(keeper, [entity("a"), entity("b")], [link("a", 0.9), link("b", 0.3)], {})
    assert kept.ids == {"a"}


def test_articles_asked_about_together_keep_what_each_would_alone() -> None:
    keeper = Keeper(sure_of(CONFIDENCE), 0.5, 0.5)
    articles = [
        Named([entity("a"), entity("b")], [link("a", 0.9), link("b", 0.3)], {}),
        Named([], [], {}),
        Named([entity("a")], [link("a", 0.3)], {"a": [0.9]}),
    ]
    assert keeper.kept(articles) == [keeper.kept([one])[0] for one in articles]
    assert keeper.kept([]) == []


def test_an_entity_of_the_users_own_lexicon_always_stays() -> None:
    keeper = Keeper(sure_of(CONFIDENCE), 0.5, 0.5)
    assert alone(keeper, [entity("u-1", "user")], [link("u-1", 0.1)], {}).ids == {"u-1"}


def test_no_entities_means_that_none_is_kept() -> None:
    assert alone(Keeper(sure_of(CONFIDENCE), 0.5, 0.5), [], [], {}).ids == set()


def test_what_is_said_of_an_entity_speaks_for_it() -> None:
    links = [link("a", 0.9), link("b", 0.9)]
    features = entity_features(Named([entity("a"), entity("b")], links, {"a": [0.7, 0.8, 0.7]}))
    (column,) = np.flatnonzero(features[0] == 3)
    assert column == FACTS
    keeper = Keeper(sure_of(FACTS), 0.5, 0.5)
    assert alone(keeper, [entity("a"), entity("b")], [link("a", 0.2)], {"a": [0.7]}).ids == {"a"}


def test_where_a_name_stands_within_another_is_told_only_if_it_stands_nowhere_else() -> None:
    company = list(EntityType).index(EntityType.COMPANY)
    inner, outer = link("a", 0.7, start=1, size=2, source="nested"), link("b", 0.9, size=4)
    both = [entity("a"), entity("b")]
    assert entity_features(Named(both, [inner, outer], {}))[:, -3:].tolist() == [
        [company, 1, 0.5],
        [-1, -1, -1],
    ]
    alone = link("a", 0.9, start=9)
    assert entity_features(Named(both, [inner, outer, alone], {}))[0, -3:].tolist() == [-1, -1, -1]


def test_an_entity_without_links_has_features_too() -> None:
    assert np.isfinite(entity_features(Named([entity("a")], [], {}))).all()


@pytest.mark.parametrize("limit", [0.0, 1.0])
def test_the_threshold_is_the_least_probability_that_is_kept(limit: float) -> None:
    kept = alone(Keeper(sure_of(CONFIDENCE), limit, limit), [entity("a")], [link("a", 0.3)], {})
    assert kept.ids == ({"a"} if limit == 0 else set())


def test_an_entity_may_stay_and_yet_be_too_unsure_to_state_facts_of() -> None:
    keeper = Keeper(sure_of(CONFIDENCE), 0.0, 0.5)
    kept = alone(keeper, [entity("a"), entity("b")], [link("a", 0.9), link("b", 0.3)], {})
    assert kept == ({"a", "b"}, {"a"})
    likely = alone(keeper, [entity("a"), entity("b")], [link("a", 0.9), link("b", 0.3)], {"b": [0.6]})
    assert likely.telling == {"a", "b"}
