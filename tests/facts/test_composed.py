"""Facts that composed names state."""

import pytest

from kg import resources
from kg.facts.composed import Composition, load_compositions, nested, stated_by_names
from kg.facts.units import Place, scene
from kg.model import Sentence, Span

COMPOSITIONS = load_compositions(resources.seeds_folder() / "markers" / "composed.toml")


@pytest.mark.parametrize("one", COMPOSITIONS.stating, ids=lambda one: one.id)
def test_each_example_states_its_fact(one: Composition) -> None:
    text, inner = one.example
    at = text.index(inner)
    places = [
        Place(start=0, end=len(text), entity="outer", type=one.outer, surface=text),
        Place(start=at, end=at + len(inner), entity="inner", type=one.inner, surface=inner, via="nested"),
    ]
    sentence = Sentence(text=text, span=Span(0, len(text)), paragraph=1)
    (found,) = stated_by_names(nested([scene(sentence, places)]), COMPOSITIONS)
    subject, object_ = ("outer", "inner") if one.outer_is_subject else ("inner", "outer")
    assert (found.subject.entity, found.by.relation, found.object.entity) == (subject, one.relation, object_)


def test_there_are_as_many_compositions_as_the_file_has() -> None:
    text = (resources.seeds_folder() / "markers" / "composed.toml").read_text("utf8")
    assert len(COMPOSITIONS.stating) == text.count("[[name]]") >= 7
