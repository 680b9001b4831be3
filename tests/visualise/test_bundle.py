"""The script that ships is the one that the sources give."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "kg" / "visualise" / "assets"
WEB = ROOT / "web"


@pytest.fixture(autouse=True)
def _checkout() -> None:
    if not (WEB / "src").is_dir():
        pytest.skip("the sources of the script are in a checkout only")


def test_the_bundle_was_built_from_the_sources_as_they_are() -> None:
    built = json.loads((ASSETS / "explorer.sources.json").read_text("utf8"))
    paths = [
        WEB / "build.mjs",
        WEB / "package-lock.json",
        *(WEB / "src").glob("*.js"),
        *(WEB / "src").glob("*.css"),
    ]
    now = {path.relative_to(WEB).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    assert len(now) > 25
    changed = {name for name in now | built if now.get(name) != built.get(name)}
    assert changed == set(), "run `make page`"


def test_building_again_gives_the_same_bundle() -> None:
    node = shutil.which("node")
    if node is None or not (WEB / "node_modules" / "esbuild").is_dir():
        pytest.skip("needs node and the packages of web/: make page")
    ran = subprocess.run(
        [node, "build.mjs", "--check"], cwd=WEB, capture_output=True, encoding="utf8", timeout=60, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_the_parts_of_the_script_are_small() -> None:
    longest = {path.name: len(path.read_text("utf8").splitlines()) for path in (WEB / "src").glob("*.js")}
    assert {name: lines for name, lines in longest.items() if lines >= 250} == {}


def test_packages_are_pinned_and_none_of_them_is_in_the_bundle() -> None:
    package = json.loads((WEB / "package.json").read_text("utf8"))
    assert "dependencies" not in package
    assert all(version[0].isdigit() for version in package["devDependencies"].values())
    for path in (WEB / "src").glob("*.js"):
        for line in path.read_text("utf8").splitlines():
            if line.startswith("import "):
                assert '"./' in line, (
                    f"{path.name}: {line}: a library comes with its licence: keep it, and test that"
                )


def test_what_ships_names_its_licence() -> None:
    from industry_graph import industry_view

    from kg.visualise import choose, page

    for name in ("explorer.js", "explorer.css"):
        assert (ASSETS / name).read_text("utf8").startswith("/*! industry-kg explorer, Apache-2.0 */")
    text = page(choose(industry_view().content(), limit=5))
    assert "@license" in text and "MIT License" in text  # vis-network's own, which pyvis puts into its pages
