"""Backups: of a store that is written to, checked when they are given back, and never in part."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sample_graph import HARMONY_NEWS, document, put, sample

from kg.entities.decision_file import decisions_file, load_decisions, save_decisions
from kg.entities.decisions import Decision, Decisions, Verdict
from kg.errors import StoreError
from kg.store import Store, backup, open_view, restore

DECISION = Decision(first="smic", second="x-1", verdict=Verdict.DIFFERENT)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a decision beside it."""
    sample(tmp_path / "graph.kg").close()
    save_decisions(Decisions([DECISION]), decisions_file(tmp_path / "graph.kg"))
    return tmp_path / "graph.kg"


def quads(path: Path) -> set[str]:
    return {str(quad) for quad in open_view(path).quads()}


def test_what_is_given_back_is_what_was_backed_up(store: Path, tmp_path: Path) -> None:
    copied = backup(store, tmp_path / "saved")
    assert copied.statements == len(open_view(store).triples())
    assert copied.decisions == 1
    given = restore(tmp_path / "saved", tmp_path / "again.kg")
    assert (given.statements, given.decisions, given.made) == (copied.statements, 1, copied.made)
    assert quads(tmp_path / "again.kg") == quads(store)
    assert list(load_decisions(decisions_file(tmp_path / "again.kg"))) == [DECISION]


def test_a_store_that_was_given_back_knows_what_is_built(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "saved")
    restore(tmp_path / "saved", tmp_path / "again.kg")
    with Store.open(tmp_path / "again.kg") as again:
        assert again.drop("digest.txt").paths
    with Store.open(store) as original:
        original.drop("digest.txt")
    assert quads(tmp_path / "again.kg") == quads(store)


def test_a_backup_is_a_store_that_is_read(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "saved")
    assert quads(tmp_path / "saved") == quads(store)
    restore(tmp_path / "saved", tmp_path / "again.kg")  # reading it changed nothing


def test_a_store_is_backed_up_while_another_process_writes_to_it(store: Path, tmp_path: Path) -> None:
    with Store.open(store) as writing:
        writing.drop("page.html")
        backup(store, tmp_path / "saved")
        writing.drop("digest.txt")
    assert len(open_view(tmp_path / "saved").content().articles) == 2
    assert len(open_view(store).content().articles) == 0


def test_a_backup_shares_no_file_with_the_store(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "saved")
    own = {file.stat().st_ino for file in store.rglob("*") if file.is_file()}
    assert own.isdisjoint(file.stat().st_ino for file in (tmp_path / "saved").rglob("*"))


def test_a_backup_takes_the_place_of_another_only_by_force(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "saved")
    with Store.open(store) as writing:
        writing.drop("page.html")
    with pytest.raises(StoreError, match="saved: a backup is there already: name another, or --force"):
        backup(store, tmp_path / "saved")
    backup(store, tmp_path / "saved", replace=True)
    assert quads(tmp_path / "saved") == quads(store)
    (tmp_path / "letters").mkdir()
    with pytest.raises(StoreError, match="letters: something is there already"):
        backup(store, tmp_path / "letters", replace=True)


def test_a_store_is_overwritten_only_by_force(store: Path, tmp_path: Path) -> None:
    before = quads(store)
    backup(store, tmp_path / "saved")
    with Store.open(store) as writing:
        writing.drop("page.html")
    save_decisions(Decisions(), decisions_file(store))
    after = quads(store)
    with pytest.raises(StoreError, match=r"graph\.kg: there is a store already: .* or --force"):
        restore(tmp_path / "saved", store)
    assert quads(store) == after != before
    assert len(load_decisions(decisions_file(store))) == 0
    restore(tmp_path / "saved", store, replace=True)
    assert quads(store) == before
    assert len(load_decisions(decisions_file(store))) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.kg", "graph.kg.decisions.tsv", "saved"]


def test_decisions_that_the_backup_lacks_are_not_lost(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "saved")
    save_decisions(
        Decisions([Decision(first="a", second="b", verdict=Verdict.SAME)]), tmp_path / "new.kg.decisions.tsv"
    )
    with pytest.raises(
        StoreError, match=r"new\.kg\.decisions\.tsv: there are decisions that the backup lacks"
    ):
        restore(tmp_path / "saved", tmp_path / "new.kg")
    assert len(load_decisions(tmp_path / "new.kg.decisions.tsv")) == 1


def test_what_is_no_store_is_not_overwritten_even_by_force(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "saved")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("letter")
    with pytest.raises(StoreError, match="something else than a store is there"):
        restore(tmp_path / "saved", tmp_path / "letters", replace=True)
    assert (tmp_path / "letters" / "letter.txt").read_text() == "letter"
    with pytest.raises(StoreError, match="this is the backup itself"):
        restore(tmp_path / "saved", tmp_path / "saved", replace=True)


def test_a_damaged_store_is_replaced_by_its_backup(store: Path, tmp_path: Path) -> None:
    before = quads(store)
    backup(store, tmp_path / "saved")
    (store / "quads" / "CURRENT").unlink()
    with pytest.raises(StoreError, match="give it back with 'kg restore'"):
        open_view(store)
    restore(tmp_path / "saved", store, replace=True)
    assert quads(store) == before


def test_a_store_that_is_written_to_is_not_replaced(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "saved")
    with Store.open(store) as writing:
        with pytest.raises(StoreError, match="another kg is writing to this store"):
            restore(tmp_path / "saved", store, replace=True)
        writing.drop("page.html")
    assert len(open_view(store).content().articles) == 2


def test_who_reads_the_store_that_is_replaced_reads_on(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "saved")
    with Store.open(store) as writing:
        put(writing, document("more.txt", "more"), HARMONY_NEWS)
    view = open_view(store)
    before = {str(triple) for triple in view.triples()}
    restore(tmp_path / "saved", store, replace=True)
    assert {str(triple) for triple in view.triples()} == before
    assert len(view.content().facts) == 7
    del view
    assert not (store / "readers").exists()


@pytest.mark.parametrize("how", ["shorter", "other", "gone"])
@pytest.mark.parametrize("pattern", ["quads/*.sst", "decisions.tsv", "kg-store.json"])
def test_a_backup_that_is_not_as_it_was_is_not_given_back(
    store: Path, tmp_path: Path, pattern: str, how: str
) -> None:
    backup(store, tmp_path / "saved")
    file = next((tmp_path / "saved").glob(pattern))
    text = file.read_bytes()
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(text[:-1] if how == "shorter" else text[:-1] + bytes([text[-1] ^ 1]))
    with pytest.raises(StoreError, match=r"(missing from the backup|not as it was).*: take an older one"):
        restore(tmp_path / "saved", tmp_path / "again.kg")
    assert {path.name for path in tmp_path.iterdir()} == {"graph.kg", "graph.kg.decisions.tsv", "saved"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": 99}, "newer than this kg: update kg"),
        ({"files": {"../../outside": [0, ""]}}, "it names files elsewhere"),
        ({"files": {"/etc/passwd": [0, ""]}}, "it names files elsewhere"),
        ({"files": []}, "cannot be read"),
        ({"statements": "many"}, "cannot be read"),
    ],
)
def test_a_strangers_backup_writes_nothing_elsewhere(
    store: Path, tmp_path: Path, change: dict[str, object], told: str
) -> None:
    backup(store, tmp_path / "saved")
    contents = tmp_path / "saved" / "backup.json"
    contents.write_text(json.dumps(json.loads(contents.read_text()) | change))
    with pytest.raises(StoreError, match=told):
        restore(tmp_path / "saved", tmp_path / "again.kg")
    assert not (tmp_path / "again.kg").exists()


def test_what_is_no_backup_is_said_to_be_none(store: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no backup is there"):
        restore(store, tmp_path / "again.kg")
    with pytest.raises(StoreError, match="there is no store"):
        backup(tmp_path / "none.kg", tmp_path / "saved")
    assert not (tmp_path / "saved").exists()


def test_a_restore_that_was_cut_off_between_two_stores_says_so(store: Path, tmp_path: Path) -> None:
    before = quads(store)
    backup(store, tmp_path / "saved")
    killed = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from kg.store import restore\n"
        "rename = Path.rename\n"
        "def cut(path, target):\n"
        "    if '.replaced-' in str(target):\n"
        "        rename(path, target)\n"
        "        os._exit(9)\n"
        "    return rename(path, target)\n"
        "Path.rename = cut\n"
        "restore(Path(sys.argv[1]), Path(sys.argv[2]), replace=True)\n"
    )
    ended = subprocess.run([sys.executable, "-c", killed, str(tmp_path / "saved"), str(store)], check=False)
    assert ended.returncode == 9
    with pytest.raises(
        StoreError, match=r"graph\.kg: its replacement was cut off: do that again, or give graph\.kg\.repl"
    ):
        open_view(store)
    restore(tmp_path / "saved", store, replace=True)
    assert quads(store) == before
    assert not [*tmp_path.glob(".graph.kg.part-*"), *tmp_path.glob("*.replaced-*")]
