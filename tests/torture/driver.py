"""A process that has loaded all knowledge and runs ``kg`` in forks of itself, one after the other.

Loading takes two seconds and reading an article a tenth; an experiment that kills two hundred builds wants them
spent once, so that what is killed is the writing. Each line of standard input is JSON: a file for what the command
says, and its arguments. Told are the process that runs it, and then how it ended. ``warm STORE PATH…`` is no
command of kg: the paths are read here, with the decisions on the store, so that every later build finds what was
drawn from them.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.build import building
from kg.build.extraction import Extraction, Extractor
from kg.cli import main
from kg.documents import articles, read, sources
from kg.entities.decision_file import decisions_file
from kg.model import Article


class Knowledge:
    """The extractors that were loaded, and what they drew."""

    def __init__(self, seeds: Path) -> None:
        self._seeds = seeds
        self._loaded: dict[bytes, Extractor] = {}
        self._drawn: dict[tuple[str, str], Extraction] = {}
        self._load = building.Settings.load
        self._extract_many = Extractor.extract_many

        def load(settings: building.Settings) -> Extractor:
            return self.load(settings)

        def extract_many(extractor: Extractor, batch: Sequence[Article]) -> Iterator[Extraction]:
            return self.extract(extractor, batch)

        # What a build asks for is looked up here.
        building.Settings.load = load  # type: ignore[method-assign]
        Extractor.extract_many = extract_many  # type: ignore[method-assign]

    def load(self, settings: building.Settings) -> Extractor:
        """The extractor for these decisions."""
        key = settings.decisions.read_bytes() if settings.decisions.exists() else b""
        if key not in self._loaded:
            self._loaded[key] = self._load(settings._replace(seeds=self._seeds))
        return self._loaded[key]

    def extract(self, extractor: Extractor, batch: Sequence[Article]) -> Iterator[Extraction]:
        """What is drawn from articles, the first time or since."""
        new = [article for article in batch if (extractor.decisions.digest, article.id) not in self._drawn]
        for extraction in self._extract_many(extractor, new):
            self._drawn[extractor.decisions.digest, extraction.article.id] = extraction
        return iter([self._drawn[extractor.decisions.digest, article.id] for article in batch])

    def warm(self, store: str, paths: list[str]) -> None:
        """Read documents."""
        extractor = self.load(building.Settings(self._seeds, None, decisions_file(store)))
        for source in sources(paths):
            list(self.extract(extractor, articles(read(source))))


def serve(knowledge: Knowledge) -> None:
    """Run the commands that come in."""
    for line in sys.stdin:
        told, *arguments = json.loads(line)
        sys.stdout.flush()
        if arguments[0] == "warm":
            knowledge.warm(arguments[1], arguments[2:])
            arguments = ["--version"]
        _tell(process := _forked(told, arguments))
        _, status = os.waitpid(process, 0)
        _tell(os.waitstatus_to_exitcode(status))


def _forked(told: str, arguments: list[str]) -> int:
    process = os.fork()
    if process == 0:
        os.setsid()  # so that what it starts itself can be counted
        with open(told, "w") as file:  # noqa: PTH123 - dup2 wants the number of a file
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        sys.stdin.close()
        main(arguments)
    return process


def _tell(what: Any) -> None:
    print(what, flush=True)  # noqa: T201 - it is how this process answers


if __name__ == "__main__":
    known = Knowledge(Path(sys.argv[1]))
    known.warm("graph.kg", sys.argv[2:])
    _tell("ready")
    serve(known)
