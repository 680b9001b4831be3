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


def third_party() -> ModuleType:
    spec = importlib.util.spec_from_file_location("third_party", ROOT / ".ci" / "third_party.py")
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
    brought = third_party().closure()
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
