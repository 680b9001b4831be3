"""Sentences with the entities that stand, or are meant, in each."""

from __future__ import annotations

from kg.facts.staging import scenes
from kg.facts.units import ABOVE, BELOW, NO_KIN
from kg.model import Article, Link, Mention, Reference, Span
from kg.sentences import sentences
from kg.vocab import EntityType

TEXT = "隐翎投产\n隐翎与飞鸟签约。公司将扩产，飞鸟供货。"
TYPES = {"yinling": EntityType.COMPANY, "feiniao": EntityType.FUND}
ARTICLE = Article(id="a", document="d", title="隐翎投产", text=TEXT)


def link(start: int, end: int, entity: str, *, source: str = "tagger") -> Link:
    """A link of the words at this place."""
    mention = Mention(
        span=Span(start, end), surface=TEXT[start:end], type=TYPES[entity], source=source, confidence=0.9
    )
    return Link(mention=mention, entity=entity, reason="new")


LINKS = [link(0, 2, "yinling"), link(5, 7, "yinling"), link(8, 10, "feiniao"), link(19, 21, "feiniao")]
MEANT = [
    Reference(sentence=2, start=13, end=15, entity="yinling", surface="公司", via="pronoun"),
    Reference(sentence=2, start=13, end=13, entity="yinling", surface="", via="ellipsis"),
]


def test_each_sentence_has_the_places_of_its_own_names_counted_from_its_beginning() -> None:
    staged = scenes(sentences(ARTICLE), LINKS, MEANT, TYPES)
    assert [one.text for one in staged] == ["隐翎投产", "隐翎与飞鸟签约。", "公司将扩产，飞鸟供货。"]
    assert [[(p.surface, p.entity, p.via) for p in one.places] for one in staged] == [
        [("隐翎", "yinling", "name")],
        [("隐翎", "yinling", "name"), ("飞鸟", "feiniao", "name")],
        [("公司", "yinling", "pronoun"), ("", "yinling", "ellipsis"), ("飞鸟", "feiniao", "name")],
    ]
    for one in staged:
        assert all(one.text[p.start : p.end] == p.surface for p in one.places)


def test_a_place_has_the_type_of_its_entity() -> None:
    staged = scenes(sentences(ARTICLE), LINKS, [], TYPES)
    assert {(p.entity, p.type) for one in staged for p in one.places} == set(TYPES.items())


def test_a_name_within_a_name_is_told() -> None:
    links = [link(5, 10, "yinling"), link(8, 10, "feiniao", source="nested")]
    staged = scenes(sentences(ARTICLE), links, [], TYPES)
    assert [(p.surface, p.via) for p in staged[1].places] == [("隐翎与飞鸟", "name"), ("飞鸟", "nested")]


def test_a_name_over_the_end_of_a_sentence_stands_nowhere_and_hides_no_other() -> None:
    links = [link(5, 7, "yinling"), link(8, 15, "feiniao"), link(19, 21, "feiniao")]
    staged = scenes(sentences(ARTICLE), links, [], TYPES)
    assert [[p.surface for p in one.places] for one in staged] == [[], ["隐翎"], ["飞鸟"]]


def test_an_article_without_names_has_scenes_without_places() -> None:
    assert [one.places for one in scenes(sentences(ARTICLE), [], [], {})] == [[], [], []]


def test_a_place_knows_what_its_entity_belongs_to() -> None:
    above = {"yinling": frozenset({"feiniao"})}
    staged = scenes(sentences(ARTICLE), LINKS, MEANT, TYPES, lambda entity: above.get(entity, frozenset()))
    child, parent = staged[1].places
    assert (child.kin(parent), parent.kin(child), child.kin(child)) == (BELOW, ABOVE, NO_KIN)
    assert [place.above for place in staged[2].places] == [{"feiniao"}, {"feiniao"}, set()]
