"""Facts that only a composed name suggests."""

from kg.facts.composed import Compositions
from kg.facts.units import Place, Scene, scene
from kg.facts.unstated import without_unstated
from kg.model import Fact, Sentence, Span
from kg.vocab import EntityType, Modality, Relation

SILENT = Compositions(
    silent=frozenset({(EntityType.GOVERNMENT, Relation.LOCATED_IN, EntityType.LOCATION)}),
)


def fact(subject: str, relation: Relation, object_: str, rule: str) -> Fact:
    """A fact that the rule has found."""
    return Fact(
        article="article-1",
        subject=subject,
        relation=relation,
        object=object_,
        modality=Modality.ASSERTED,
        evidence=Span(0, 2),
        evidence_text="一句",
        rule=rule,
        confidence=0.6,
    )


def told(text: str, *places: tuple[str, str, EntityType, str]) -> Scene:
    """A sentence with these places: surface, entity, type, and how it is there."""
    found = [
        Place(
            start=text.index(surface),
            end=text.index(surface) + len(surface),
            entity=entity,
            type=type_,
            surface=surface,
            via=via,
        )
        for surface, entity, type_, via in places
    ]
    return scene(Sentence(text=text, span=Span(0, len(text)), paragraph=1), found)


CITY = told(
    "深圳市政府发布条例。",
    ("深圳市政府", "government", EntityType.GOVERNMENT, "name"),
    ("深圳", "shenzhen", EntityType.LOCATION, "nested"),
)
HOSPITAL = told(
    "浙江大学医学院附属第二医院收治了病人。",
    ("浙江大学医学院附属第二医院", "hospital", EntityType.RESEARCH, "name"),
    ("浙江大学医学院", "school", EntityType.RESEARCH, "nested"),
    ("浙江大学", "university", EntityType.RESEARCH, "nested"),
)


def test_a_body_called_after_its_place_is_not_said_to_be_there() -> None:
    guessed = fact("government", Relation.LOCATED_IN, "shenzhen", "scorer/locatedIn")
    assert without_unstated([guessed], [CITY], SILENT) == []


def test_what_a_rule_finds_stays() -> None:
    found = fact("government", Relation.LOCATED_IN, "shenzhen", "locatedIn/place")
    assert without_unstated([found], [CITY], SILENT) == [found]


def test_a_place_outside_the_name_stays() -> None:
    found = fact("government", Relation.LOCATED_IN, "beijing", "scorer/locatedIn")
    assert without_unstated([found], [CITY], SILENT) == [found]


def test_what_belongs_to_a_part_belongs_to_that_part() -> None:
    near = fact("hospital", Relation.SUBSIDIARY_OF, "school", "name/ResearchInstitute-ResearchInstitute")
    far = fact("hospital", Relation.SUBSIDIARY_OF, "university", "scorer/subsidiaryOf")
    assert without_unstated([near, far], [HOSPITAL], SILENT) == [near]
    assert without_unstated([far], [HOSPITAL], SILENT) == [far]
