"""What kg brings along is pinned, listed with its licence, and fetched from nowhere else."""

from __future__ import annotations

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements-dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
_PINNED = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)

pytestmark = pytest.mark.skipif(not LOCK.is_file(), reason="the lock is in a checkout only")


def key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, set[Version]]:
    found: dict[str, set[Version]] = {}
    for name, version in _PINNED.findall(LOCK.read_text("utf8")):
        found.setdefault(name, set()).add(Version(version))
    return found


def asked() -> list[Requirement]:
    extras = PROJECT["optional-dependencies"]
    texts = PROJECT["dependencies"] + [
        text for name in ("train", "validate", "frames", "serve", "dev") for text in extras[name]
    ]
    return [one for one in map(Requirement, texts) if one.name != "industry-kg"]


def program(name: str) -> ModuleType:
    """A program of the folder .ci as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_package_is_asked_for_with_a_lower_bound() -> None:
    for extra in ([], *PROJECT["optional-dependencies"].values()):
        for one in map(Requirement, extra or PROJECT["dependencies"]):
            assert one.name == "industry-kg" or any(part.operator == ">=" for part in one.specifier), one


def test_the_lock_pins_all_that_the_project_asks_for_within_its_bounds() -> None:
    found = pinned()
    assert len(found) > 50
    for one in asked():
        assert key(one.name) in found, f"{one.name} is not in {LOCK.name}: run make lock"
        assert all(version in one.specifier for version in found[key(one.name)]), one


def test_every_pin_has_hashes_and_no_place_of_its_own() -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", LOCK.read_text("utf8").strip())
    assert len(blocks) > 50
    for block in blocks:
        assert block.count("--hash=sha256:") >= 1, block.splitlines()[0]
    assert "://" not in LOCK.read_text("utf8")
    assert "--index-url" not in LOCK.read_text("utf8")


def test_every_package_that_an_installation_brings_is_listed_with_its_licence() -> None:
    listed = dict(
        re.findall(
            r"^\| ([a-z0-9-]+) \| \S+ \| ([^|]+) \|$",
            (ROOT / "docs" / "third-party.md").read_text("utf8"),
            re.M,
        )
    )
    brought = program("third_party").closure()
    assert len(brought) > 30
    assert set(brought) <= set(listed), f"{set(brought) - set(listed)}: run make licences"
    assert not [name for name, stated in listed.items() if stated.strip() in ("", "UNKNOWN")]
    # Copyleft that would reach into kg itself; of two licences one may choose the other.
    bound = {
        name for name, stated in listed.items() if re.search(r"\bA?GPL\b", stated) and " OR " not in stated
    }
    assert bound == set()


def test_the_tools_of_the_page_are_pinned_with_hashes() -> None:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text("utf8"))["packages"]
    named = {name: one for name, one in packages.items() if name}
    assert len(named) >= 4
    assert all(one["integrity"].startswith("sha512-") and one["version"] for one in named.values())
    wanted = json.loads((ROOT / "web" / "package.json").read_text("utf8"))
    assert "dependencies" not in wanted, "a library in the bundle has to be named in docs/third-party.md"
    assert all(version[0].isdigit() for version in wanted["devDependencies"].values())


def test_what_security_md_names_is_there() -> None:
    text = (ROOT / "SECURITY.md").read_text("utf8")
    named = set(re.findall(r"`(tests/[a-z_/]+\.py)`", text)) | {
        f"tests/serve/{name}" for name in re.findall(r"`(test_[a-z_]+\.py)`", text)
    }
    assert len(named) > 8
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
    targets = (ROOT / "Makefile").read_text("utf8")
    for target in set(re.findall(r"`make ([a-z]+)`", text)):
        assert re.search(rf"^{target}:", targets, re.M), target


AFFECTED: dict[str, dict[str, object]] = {
    "listed": {"versions": ["1.5"]},
    "never mended": {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]},
    "mended later": {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.4"}, {"fixed": "1.10"}]}]},
    "the last": {
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"last_affected": "1.5"}]}]
    },
}
SAFE: dict[str, dict[str, object]] = {
    "mended": {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.5"}]}]},
    "younger": {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.10"}]}]},
    "commits": {"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]},
}


@pytest.mark.parametrize("case", [*AFFECTED, *SAFE])
def test_an_advisory_names_the_versions_that_it_affects(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "lock"
    lock.write_text("some-package==1.5 \\\n    --hash=sha256:00\n", "utf8")
    package = {"package": {"name": "Some_Package", "ecosystem": "PyPI"}, **(AFFECTED | SAFE)[case]}
    told = {"id": "X-1", "published": "2024-10-10T00:00:00Z", "affected": [package]}
    (tmp_path / "advisories").mkdir()
    (tmp_path / "advisories" / "X-1.json").write_text(json.dumps(told), "utf8")
    status = program("advisories").main(tmp_path / "advisories", lock)
    assert status == int(case in AFFECTED)
    assert ("some-package 1.5: X-1" in capsys.readouterr().out) == (case in AFFECTED)


def test_a_folder_without_advisories_is_no_clean_bill(tmp_path: Path) -> None:
    assert program("advisories").main(tmp_path, LOCK) == 2
