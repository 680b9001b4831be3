"""Quality of extraction on the annotated sets that are present: one table, each set built from its documents.

    python benchmarks/quality.py [--shared ../shared] [--hold 3]

Sets that are absent are skipped. ``--hold 3`` reports every third article of a set that others wrote apart: the part
on which nothing was tuned. ``unseen`` has articles of our own that no model has learned from.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kg.build import build
from kg.scoring import Figures, score
from kg.store import open_view

UNSEEN = Path(__file__).resolve().parent / "unseen"


def main() -> None:
    """Build each set, compare, print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    options.add_argument("--hold", type=int, default=3)
    given = options.parse_args()
    print("set              part       entity F1  relation P  R      F1     modality")
    with tempfile.TemporaryDirectory() as folder:
        for name, paths, gold, hold in sets(given.shared, given.hold):
            if not gold.is_dir():
                print(f"{name:16} absent")
                continue
            store = Path(folder) / name.replace("/", "-")
            build([str(path) for path in paths], store)
            content = open_view(store).content()
            for part, chosen in parts(gold, hold, Path(folder)):
                print(line(name, part, score(content, chosen)))
        finre(given.shared / "finre", Path(folder))


def sets(shared: Path, hold: int) -> Iterator[tuple[str, list[Path], Path, int]]:
    """Name, documents and annotations of each set, and every how many-th article of it is held back; 0 if none is."""
    news = shared / "gold" / "news"
    yield "gold/digest", sorted((shared / "corpus").glob("000_*.txt")), shared / "gold" / "digest", hold
    yield "gold/news", sorted(news.glob("*.txt")), news, hold
    yield "unseen", sorted(UNSEEN.glob("*.txt")), UNSEEN, 0


def parts(gold: Path, hold: int, folder: Path) -> Iterator[tuple[str, Path]]:
    """The whole set, the part that may be looked at, and the part held back, where some is."""
    yield "all", gold
    if not hold:
        return
    files = sorted(gold.glob("*.json"))
    for part in ("seen", "held back"):
        chosen = Path(tempfile.mkdtemp(dir=folder))
        for number, file in enumerate(files):
            if (number % hold == hold - 1) == (part == "held back"):
                shutil.copy(file, chosen)
                shutil.copy(file.with_suffix(".txt"), chosen)
        yield part, chosen


def line(name: str, part: str, figures: Figures) -> str:
    """One row of the table."""
    facts = figures.facts
    return (
        f"{name:16} {part:10} {figures.typed.f1:.3f}      {facts.precision:.3f}       {facts.recall:.3f}  "
        f"{facts.f1:.3f}  {figures.modality_right:.3f}"
    )


def finre(folder: Path, temporary: Path) -> None:
    """FinRE's own scorer on its validation pairs, the names given."""
    scorer = folder / "score_finre.py"
    if not scorer.exists():
        print("finre/valid      absent")
        return
    made, store, graph = temporary / "finre", temporary / "finre.kg", temporary / "finre.ttl"
    subprocess.run(
        [sys.executable, str(scorer), "make", str(folder / "valid.txt"), str(made)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    build([str(made / "corpus.jsonl")], store, lexicon=made / "names.csv")
    subprocess.run(
        [sys.executable, "-m", "kg", "export", "--store", str(store), "--out", str(graph)], check=True
    )
    result = subprocess.run(
        [sys.executable, str(scorer), "score", str(folder / "valid.txt"), str(graph)],
        check=True,
        capture_output=True,
        text=True,
    )
    print(f"finre/valid      all        {result.stdout.splitlines()[-1]}")


if __name__ == "__main__":
    main()
