"""The lexicon's files and a user's own rows."""

from collections import Counter
from pathlib import Path

import pytest

from kg import resources
from kg.errors import LexiconError
from kg.lexicon import Lexicon, LexiconEntry, name_key
from kg.lexicon_files import FILES, HEADER, load, read_user_file
from kg.vocab import EntityType


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return load(resources.seeds_folder() / "lexicon")


def test_the_shipped_lexicon_holds_many_entities_of_every_type(shipped: Lexicon) -> None:
    counts = Counter(entry.type for entry in shipped)
    assert len(shipped) >= 8000
    assert set(counts) == set(EntityType)
    assert counts[EntityType.COMPANY] >= 4000


def test_a_name_leads_to_one_entity(shipped: Lexicon) -> None:
    owners: dict[str, set[str]] = {}
    for entry in shipped:
        for name in entry.all_names:
            owners.setdefault(name_key(name), set()).add(entry.id)
    assert not {name: ids for name, ids in owners.items() if len(ids) > 1}


def test_a_code_belongs_to_one_entity(shipped: Lexicon) -> None:
    counts = Counter(code for entry in shipped for code in entry.codes)
    assert not [code for code, count in counts.items() if count > 1]


def test_parents_are_entities(shipped: Lexicon) -> None:
    assert not [entry.id for entry in shipped if entry.parent and entry.parent not in shipped]


def test_nothing_belongs_to_itself(shipped: Lexicon) -> None:
    assert not [entry.id for entry in shipped if entry.id in shipped.above(entry.id)]


def test_what_is_above_an_entity_is_its_parent_and_what_that_belongs_to() -> None:
    rows = [("works", "firm"), ("firm", "group"), ("group", ""), ("ring", "hoop"), ("hoop", "ring")]
    lexicon = Lexicon(
        LexiconEntry(id=id_, type=EntityType.COMPANY, names=(id_,), parent=parent) for id_, parent in rows
    )
    assert lexicon.above("works") == {"firm", "group"}
    assert lexicon.above("group") == lexicon.above("nobody") == set()
    assert lexicon.above("ring") == {"hoop", "ring"}


@pytest.mark.parametrize("stem", sorted(FILES))
def test_files_are_sorted_by_id(stem: str) -> None:
    lines = (resources.seeds_folder() / "lexicon" / f"{stem}.tsv").read_text("utf8").splitlines()
    ids = [line.split("\t", 1)[0] for line in lines[1:]]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("name", "entity"),
    [("中芯国际", "smic"), ("SMIC", "smic"), ("台积电", "tsmc"), ("鸿蒙", "harmonyos"), ("SIAC", "siac")],
)
def test_well_known_names_are_known(shipped: Lexicon, name: str, entity: str) -> None:
    found = shipped.find(name)
    assert found is not None and found.id == entity


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Bad Id\t中芯国际\t\t\t\t", "not lower-case words"),
        ("smic\t\t\t\t\t", "has no name"),
        ("smic\t芯\t\t\t\t", "one character"),
        ("smic\t中芯国际\t\t688981\t\t", "not like 'sse:688981'"),
        ("smic\t中芯国际", "2 cells instead of 6"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "company.tsv").write_text("\t".join(HEADER) + "\n" + row + "\n", "utf8")
    with pytest.raises(LexiconError, match=r"company\.tsv, line 2") as error:
        load(tmp_path)
    assert complaint in str(error.value)


def small() -> Lexicon:
    return Lexicon([LexiconEntry(id="icbc", type=EntityType.COMPANY, names=("工商银行",))])


def test_a_users_alias_joins_the_known_entity(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("name,type,aliases\n工商银行,Company,宇宙行\n", "utf8")
    merged = small().with_user_rows(read_user_file(path))
    found = merged.find("宇宙行")
    assert found is not None and found.id == "icbc" and len(merged) == 1


def test_a_users_name_of_another_type_takes_the_name_over(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("name,type,aliases\n工商银行,Product,\n", "utf8")
    found = small().with_user_rows(read_user_file(path)).find("工商银行")
    assert found is not None and found.type is EntityType.PRODUCT


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name,kind\nx,y\n", "no column aliases, type"),
        ("name,type,aliases\n甲公司,Compny,\n", "did you mean 'Company'"),
    ],
)
def test_a_users_wrong_file_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, "utf8")
    with pytest.raises(LexiconError) as error:
        read_user_file(path)
    assert complaint in str(error.value)
