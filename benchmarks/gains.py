"""Facts gained and lost against another revision, sentence by sentence: to be read before any number.

    python benchmarks/gains.py REVISION [DOCUMENTS ...]

Builds the documents (the sample ones by default) with the named git revision and with the working tree, and
prints each sentence of which they say different things: ``+`` gained, ``-`` lost, ``~`` as sure as the
confidence that follows, before and after.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
# A change of confidence below this is no news.
_NOTICED = 0.2


class Stated(NamedTuple):
    """What a fact says, whatever the ids of its entities are."""

    subject: str
    relation: str
    object: str
    modality: str

    def __str__(self) -> str:
        modality = "" if self.modality == "Asserted" else f" ({self.modality})"
        return f"{self.subject} {self.relation} {self.object}{modality}"


Facts = dict[str, dict[Stated, float]]


def main() -> None:
    """Build twice, compare, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("revision")
    options.add_argument("documents", nargs="*", default=[str(ROOT / "seeds" / "documents")])
    given = options.parse_args()
    documents = [str(Path(path).resolve()) for path in given.documents]
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "then"
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", str(tree), given.revision], cwd=ROOT, check=True
        )
        try:
            then = facts(tree, documents, Path(folder) / "then.kg")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)
        now = facts(ROOT, documents, Path(folder) / "now.kg")
    report(then, now)


def facts(tree: Path, documents: list[str], store: Path) -> Facts:
    """The facts that a checkout finds in the documents: sentence → fact → confidence."""

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "kg", *arguments, "--store", str(store)]
        environment = {**os.environ, "PYTHONPATH": str(tree)}
        return subprocess.run(
            command, cwd=tree, env=environment, check=True, capture_output=True, text=True
        ).stdout

    run("build", *documents)
    found: Facts = defaultdict(dict)
    for line in run("facts", "--format", "jsonl").splitlines():
        row = json.loads(line)
        stated = Stated(row["subject"], row["relation"], row["object"], row["modality"])
        found[row["sentence"]][stated] = row["confidence"]
    return found


def report(then: Facts, now: Facts) -> None:
    """Print what differs, a sentence at a time, and how much that is in all."""
    gained = lost = 0
    for sentence in sorted({*then, *now}):
        before, after = then.get(sentence, {}), now.get(sentence, {})
        lines = [f"  + {one}  {after[one]:.2f}" for one in sorted(after.keys() - before.keys())]
        gained += len(lines)
        lost += len(before.keys() - after.keys())
        lines += [f"  - {one}  {before[one]:.2f}" for one in sorted(before.keys() - after.keys())]
        lines += [
            f"  ~ {one}  {before[one]:.2f} → {after[one]:.2f}"
            for one in sorted(before.keys() & after.keys())
            if abs(before[one] - after[one]) >= _NOTICED
        ]
        if lines:
            print(sentence, *lines, "", sep="\n")
    print(f"{gained} facts gained, {lost} lost")


if __name__ == "__main__":
    main()
