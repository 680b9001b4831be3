"""The README's tour, run as a newcomer would run it."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")


def commands(readme: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / readme).read_text("utf8"), flags=re.S)
    return [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_both_readmes_take_the_same_tour() -> None:
    tours = [commands(readme) for readme in READMES]
    assert tours[0] == tours[1]
    assert len(tours[0]) >= 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like a checkout to someone who follows the tour."""
    made = tmp_path_factory.mktemp("tour")
    shutil.copytree(resources.seeds_folder() / "documents", made / "seeds" / "documents")
    return made


def test_every_command_of_the_tour_answers(folder: Path) -> None:
    for command in commands("README.md"):
        program, *arguments = shlex.split(command)
        assert program == "kg"
        result = subprocess.run(
            [sys.executable, "-m", "kg", *arguments],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, f"{command}\n{result.stderr}"
        assert result.stdout or "--out" in arguments or "build" in arguments, command
    assert (folder / "graph.html").stat().st_size > 10_000
