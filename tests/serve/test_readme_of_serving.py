"""What the READMEs say of serving, done: the commands of their ``sh`` blocks against the server that they start."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg import resources
from serve.serving import served

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.zh.md")
ADDRESS = "http://127.0.0.1:8080"


def blocks(readme: str) -> list[list[str]]:
    found = re.findall(r"```sh\n(.*?)```", (ROOT / readme).read_text("utf8"), flags=re.S)
    return [block.splitlines() for block in found if "kg serve" in block or ADDRESS in block]


def run(line: str, address: str, folder: Path) -> str:
    """Run a line of the README, with settings before the command, against the server at this address."""
    words = shlex.split(line.replace(ADDRESS, address))
    settings = [word for word in words if re.fullmatch(r"[A-Z_]+=\S+", word)]
    program, *arguments = words[len(settings) :]
    command = [sys.executable, "-m", "kg"] if program == "kg" else [program]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | dict(word.split("=", 1) for word in settings)
    done = subprocess.run(
        [*command, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf8", check=False
    )
    assert done.returncode == 0, f"{line}\n{done.stderr}"
    return done.stdout + done.stderr


def test_both_readmes_say_the_same() -> None:
    assert blocks(READMES[0]) == blocks(READMES[1])
    assert [len(block) for block in blocks(READMES[0])] == [1, 3, 2]


def test_what_the_readme_asks_of_a_server_is_answered(tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    serving, asking, (writable, building) = blocks(READMES[0])
    news = "documents/microsoft-activision.txt"
    (tmp_path / "seeds" / "documents").mkdir(parents=True)
    for name in (news, "documents/byd-profile.txt"):
        shutil.copy(resources.seeds_folder() / name, tmp_path / "seeds" / name)
    run(f"kg build seeds/{news}", ADDRESS, tmp_path)
    assert serving[0].split("#")[0].split() == ["kg", "serve"]
    with served(tmp_path / "graph.kg") as running:
        rows, answer, asked = (run(line, running.url, tmp_path) for line in asking)
    assert re.search(r"ontology#acquires,[1-9]", rows)
    assert '"微软"' in answer
    assert "微软" in asked
    token, *command = shlex.split(writable)
    assert command == ["kg", "serve", "--store", "shared.kg", "--writable"]
    with served(tmp_path / "shared.kg", "--writable", token=token.partition("=")[2]) as running:
        assert "1 documents built" in run(building, running.url, tmp_path)
