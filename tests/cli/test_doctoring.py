"""``kg doctor``: each thing that can be wrong is broken, found, and told with a cure."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as real_version
from pathlib import Path

import pytest
from cli.conftest import Run
from sample_graph import sample

from kg import resources
from kg.cli import installation, surroundings
from kg.cli.installation import Finding, Requirement
from kg.entities.decision_file import decisions_file


def wrong(found: object) -> list[Finding]:
    return [one for one in found if one.state == "wrong"]  # type: ignore[attr-defined]


def test_nothing_is_wrong_with_the_installation_that_is_tested(tmp_path: Path, kg: Run) -> None:
    sample(tmp_path / "graph.kg").close()
    ran = kg("doctor", "-s", str(tmp_path / "graph.kg"), "-f", "json")
    found = json.loads(ran.out)
    assert [row for row in found if row["state"] == "wrong"] == []
    assert (ran.status, ran.err) == (0, "nothing is wrong\n")
    assert {row["check"] for row in found} >= {
        "python", "package", "extra", "knowledge", "encoding", "disk", "store", "access",
    }  # fmt: skip


def test_what_is_wrong_is_counted_and_makes_the_exit_status(tmp_path: Path, kg: Run) -> None:
    sample(tmp_path / "graph.kg").close()
    (tmp_path / "graph.kg" / "quads" / "CURRENT").unlink()
    ran = kg("doctor", "-s", str(tmp_path / "graph.kg"), "-f", "json")
    (row,) = [row for row in json.loads(ran.out) if row["state"] == "wrong"]
    assert ran.status == 1 and "found something wrong" in ran.err
    assert row["check"] == "store" and "kg restore" in row["cure"]


def test_an_old_python_is_told() -> None:
    assert installation.python((3, 11, 0)).state == "ok"
    found = installation.python((3, 10, 14))
    assert found.state == "wrong" and "3.11" in found.cure


def test_the_requirements_are_those_of_the_project() -> None:
    found = list(installation.requirements())
    assert any(one.package == "pyoxigraph" and one.least and not one.extra for one in found)
    assert {one.extra for one in found} == {"", *installation.EXTRAS}
    assert not [one for one in found if one.package == "pytest"]


def test_the_requirements_of_a_wheel_are_those_of_its_metadata(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    monkeypatch.setattr(
        installation,
        "requires",
        lambda _: ["click>=8.1", 'starlette>=0.37; extra == "serve"', "x; extra == 'dev'"],
    )
    assert list(installation.requirements()) == [
        Requirement(package="click", least="8.1", extra=""),
        Requirement(package="starlette", least="0.37", extra="serve"),
    ]


@pytest.mark.parametrize(
    ("package", "least", "told"),
    [
        ("click", "99.1", "older than 99.1"),
        ("no-such-package-of-ours", "1.0", "is not installed"),
        ("pip", "1.0", ""),
    ],
)
def test_a_package_that_is_missing_or_old_is_told_with_how_to_install_it(
    package: str, least: str, told: str
) -> None:
    found = list(installation.packages([Requirement(package=package, least=least, extra="")]))
    assert [one.state for one in found] == ["wrong" if told else "ok"]
    assert told in found[0].what
    assert not told or found[0].cure == f"pip install --force-reinstall '{package}>={least}'"


def test_a_package_that_does_not_load_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> object:
        raise ImportError(f"{name}: wrong ELF class")

    monkeypatch.setattr(installation, "import_module", broken)
    (found,) = installation.packages([Requirement(package="click", least="", extra="")])
    assert found.state == "wrong" and "does not load (ImportError: click: wrong ELF class)" in found.what


def test_a_missing_extra_is_a_note_and_an_old_one_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def version(package: str) -> str:
        if package == "starlette":
            raise PackageNotFoundError(package)
        return "0.1" if package == "pyshacl" else real_version(package)

    monkeypatch.setattr(installation, "version", version)
    found = {
        one.what.partition(":")[0]: one for one in installation.extras(list(installation.requirements()))
    }
    assert (found["serve"].state, found["validate"].state) == ("note", "wrong")
    assert "pip install 'industry-kg[serve]'" in found["serve"].cure
    assert "older than" in found["validate"].what
    assert found["train"].state == "ok"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the knowledge, to be broken."""
    shutil.copytree(resources.ontology_folder(), tmp_path / "ontology")
    for name in ("lexicon", "rules", "markers", "models"):
        shutil.copytree(resources.seeds_folder() / name, tmp_path / "seeds" / name)
    return tmp_path


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:1000])


BREAKS: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "missing model": (
        lambda root: (root / "seeds/models/tagger.npz").unlink(),
        "tagger.npz is missing",
        "'kg train' makes the models again",
    ),
    "model cut short": (lambda root: cut(root / "seeds/models/relations.npz"), "relations.npz", "install kg again"),
    "model of another kg": (
        lambda root: shutil.copy(root / "seeds/models/relations.npz", root / "seeds/models/tagger.npz"),
        "tagger.npz",
        "install kg again",
    ),
    "missing folder": (lambda root: shutil.rmtree(root / "seeds/markers"), "markers is missing", "install kg again"),
    "lexicon that is no text": (
        lambda root: (root / "seeds/lexicon/company.tsv").write_bytes(b"\xff\xfe\x00"),
        "lexicon",
        "install kg again",
    ),
    "rules cut short": (lambda root: cut(root / "seeds/rules/acquires.toml"), "acquires.toml", "install kg again"),
    "ontology cut short": (
        lambda root: cut(sorted((root / "ontology").glob("*.ttl"))[0]),
        "ontology",
        "install kg again",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKS)
def test_broken_knowledge_is_told_with_its_cure(name: str, root: Path) -> None:
    broken, what, cure = BREAKS[name]
    broken(root)
    found = wrong(installation.knowledge(root))
    assert [what in one.what and cure in one.cure for one in found] == [True], found


@pytest.mark.parametrize("output", ["ascii", "latin-1", "", "no-such-encoding"])
def test_a_terminal_that_cannot_show_chinese_is_told(output: str) -> None:
    found = surroundings.encoding(output, "utf-8")
    assert found.state == "wrong" and "PYTHONUTF8=1" in found.cure
    assert surroundings.encoding("utf-8", output).state == "wrong"
    assert surroundings.encoding("gbk", "utf-8").state == "ok"


def test_the_encoding_of_a_real_terminal_is_looked_at(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "KG_STORE": str(tmp_path / "none.kg")}
    ran = subprocess.run(
        [sys.executable, "-m", "kg", "doctor", "-f", "tsv"], capture_output=True, env=environment, check=False
    )
    assert ran.returncode == 1
    assert b"wrong\tencoding\tthe terminal: iso8859-1 has no Chinese characters" in ran.stdout


def test_a_store_that_is_not_there_yet_is_a_note(tmp_path: Path) -> None:
    found = list(surroundings.local(tmp_path / "graph.kg"))
    assert [(one.check, one.state) for one in found[:2]] == [("store", "note"), ("access", "ok")]
    assert list(tmp_path.iterdir()) == []


def test_looking_at_a_store_changes_nothing_of_it(tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    before = sorted((path, path.stat().st_mtime_ns) for path in (tmp_path / "graph.kg" / "quads").iterdir())
    list(surroundings.local(tmp_path / "graph.kg"))
    assert before == sorted(
        (path, path.stat().st_mtime_ns) for path in (tmp_path / "graph.kg" / "quads").iterdir()
    )


def test_decisions_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    sample(tmp_path / "graph.kg").close()
    decisions_file(tmp_path / "graph.kg").write_bytes(b"\xff\xfe")
    (found,) = wrong(surroundings.local(tmp_path / "graph.kg"))
    assert found.check == "decisions" and "decisions.tsv" in found.cure


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    (found,) = wrong(surroundings.local(tmp_path / "graph.kg"))
    assert found.check == "access" and "cannot be written (Permission denied)" in found.what


def test_little_room_and_few_files_are_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resource = pytest.importorskip("resource")
    monkeypatch.setattr(surroundings, "_LEAST_FREE", 1 << 60)
    assert [one.cure for one in surroundings.local(tmp_path / "a.kg") if one.check == "disk"] == ["make room"]
    monkeypatch.setattr(resource, "getrlimit", lambda _: (64, 64))
    assert [one.cure for one in surroundings.limits()] == ["ulimit -n 512"]


def test_a_server_that_does_not_answer_is_told() -> None:
    found = surroundings.remote("http://127.0.0.1:9")
    assert found.state == "wrong" and "127.0.0.1:9" in found.what


def test_temporary_files_that_cannot_be_made_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(surroundings.tempfile, "TemporaryDirectory", refuse)
    found = surroundings.temporary()
    assert found.state == "wrong" and "No space left" in found.what and "TMPDIR" in found.cure
