"""Annotated articles as they are read, and where their names stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from train.annotated_samples import article, entity, relation, write_articles

from kg import resources
from kg.errors import DocumentError
from kg.train.annotated import AnnotatedArticle, bare, read
from kg.vocab import EntityType, Modality, Relation, fits

SHIPPED = resources.seeds_folder() / "annotated"
UNSEEN = Path(__file__).parents[2] / "benchmarks" / "unseen"


def one(folder: Path, text: str, record: dict[str, Any]) -> AnnotatedArticle:
    """The article of these two files."""
    (folder / "a.txt").write_text(text, "utf8")
    (folder / "a.json").write_text(json.dumps(record, ensure_ascii=False), "utf8")
    (found,) = read(folder)
    return found


def marked(folder: Path, text: str, *entities: dict[str, Any]) -> list[str]:
    """The words of every place where one of the entities stands."""
    found = one(folder, text, {"entities": list(entities), "relations": []})
    return [found.article.text[span.start : span.end] for span, _ in found.mentions()]


def test_an_article_is_read_with_its_entities_and_facts(tmp_path: Path) -> None:
    text, record = article(1)
    found = one(tmp_path, text, record)
    assert found.article.title == text.split("\n", 1)[0]
    assert found.article.text == text
    assert [(e.id, e.type) for e in found.entities][:3] == [
        ("e1", EntityType.COMPANY),
        ("e2", EntityType.COMPANY),
        ("e3", EntityType.LOCATION),
    ]
    first = found.facts[0]
    assert (first.subject, first.relation, first.object) == ("e1", Relation.ACQUIRES, "e2")
    assert first.modality is Modality.PLANNED
    assert first.qualifiers == (("amount", "3亿元"),)


def test_blank_lines_and_blanks_around_lines_are_no_part_of_the_text(tmp_path: Path) -> None:
    found = one(tmp_path, "  标题 \n\n 正文。 \r\n\n", {"entities": [], "relations": []})
    assert found.article.text == "标题\n正文。"


def test_articles_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    titles = [found.article.title for found in read(write_articles(tmp_path, 3))]
    assert titles == [article(number)[1]["title"] for number in range(3)]


def test_a_name_is_marked_wherever_it_stands_the_longest_first(tmp_path: Path) -> None:
    entities = [entity("e1", "Company", "隐翎科技", "隐翎"), entity("e2", "Company", "隐翎科技北京")]
    text = "隐翎投产\n隐翎科技北京由隐翎科技设立，隐翎控股。"
    assert marked(tmp_path, text, *entities) == ["隐翎", "隐翎科技北京", "隐翎科技", "隐翎"]


def test_a_latin_name_is_not_marked_within_a_word(tmp_path: Path) -> None:
    assert marked(tmp_path, "AI热潮\nSAIC用AI。", entity("e1", "Technology", "AI")) == ["AI", "AI"]


def test_enclosing_marks_are_outside_the_name(tmp_path: Path) -> None:
    law = entity("e1", "Policy", "《数据安全法》")
    assert marked(tmp_path, "《数据安全法》施行", law) == ["数据安全法"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("《数据安全法》", "数据安全法"),
        ("“鸿蒙”", "鸿蒙"),
        ("“《数据安全法》”", "数据安全法"),
        ("“猎鹰”激光雷达", "“猎鹰”激光雷达"),
        ("“甲”与“乙”", "“甲”与“乙”"),
        ("《》", "《》"),
        ("数据", "数据"),
    ],
)
def test_only_marks_that_enclose_all_of_a_name_are_taken_off(name: str, expected: str) -> None:
    assert bare(name) == expected


def test_an_annotation_without_its_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", "utf8")
    with pytest.raises(DocumentError, match=r"a\.json: no annotated article"):
        list(read(tmp_path))


def test_a_broken_annotation_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("标题", "utf8")
    (tmp_path / "a.json").write_text("{", "utf8")
    with pytest.raises(DocumentError, match=r"a\.json: no annotated article"):
        list(read(tmp_path))


_EVIDENCE = "隐翎"
_WRONG: list[dict[str, Any]] = [
    {},
    {"entities": []},
    {"entities": [entity("e1", "Compny", "隐翎")], "relations": []},
    {"entities": [], "relations": [relation("e1", "buys", "e2", "asserted", _EVIDENCE)]},
    {"entities": [], "relations": [relation("e1", "acquires", "e2", "sure", _EVIDENCE)]},
    {"entities": [{"id": "e1"}], "relations": []},
]


@pytest.mark.parametrize("record", _WRONG)
def test_a_wrong_annotation_is_named(tmp_path: Path, record: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match=r"a\.json"):
        one(tmp_path, "隐翎投产", record)


def test_the_shipped_annotation_agrees_with_itself() -> None:
    """Facts join entities that are there, and hardly one in a hundred against the types of its relation."""
    articles = list(read(SHIPPED)) + (list(read(UNSEEN)) if UNSEEN.is_dir() else [])
    assert len(articles) > 100
    misfits = total = 0
    for found in articles:
        types = {one.id: one.type for one in found.entities}
        assert found.mentions(), found.article.document
        for fact in found.facts:
            assert {fact.subject, fact.object} <= types.keys(), found.article.document
            misfits += not fits(fact.relation, types[fact.subject], types[fact.object])
            total += 1
    assert misfits < total / 100


@pytest.mark.skipif(not UNSEEN.is_dir(), reason="the sources of the package come without benchmarks")
def test_no_article_that_models_are_measured_by_is_one_that_they_learn_from() -> None:
    learned = {found.article.text for found in read(SHIPPED)}
    assert learned.isdisjoint(found.article.text for found in read(UNSEEN))
