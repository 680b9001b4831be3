"""A process that has loaded all knowledge and runs ``kg`` in forks of itself, one after the other.

Loading takes two seconds and reading an article a tenth; an experiment that kills two hundred builds wants them
spent once, so that what is killed is the writing. Each line of standard input is the arguments of a command as
JSON; told are the process that runs it, and then how it ended.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from kg.build import building
from kg.build.extraction import Extraction, Extractor
from kg.cli import main
from kg.documents import articles, read, sources
from kg.model import Article


def prepare(seeds: Path, documents: list[str]) -> None:
    """Read the documents, and let every later build of them find what was drawn from them."""
    loaded: dict[Any, Extractor] = {}
    drawn: dict[tuple[str, str], Extraction] = {}
    load, extract = building.Settings.load, Extractor.extract

    def loading(settings: building.Settings) -> Extractor:
        # Decisions change what is drawn, so who has some is loaded by itself.
        key = settings.decisions.read_bytes() if settings.decisions.exists() else b""
        if key not in loaded:
            loaded[key] = load(settings._replace(seeds=seeds))
        return loaded[key]

    def extracting(extractor: Extractor, article: Article) -> Extraction:
        key = extractor.knowledge, article.id
        if key not in drawn:
            drawn[key] = extract(extractor, article)
        return drawn[key]

    building.Settings.load = loading  # type: ignore[method-assign]
    Extractor.extract = extracting  # type: ignore[method-assign]
    extractor = building.Settings(seeds, None, seeds / "none.tsv").load()
    for source in sources(documents):
        for article in articles(read(source)):
            extractor.extract(article)


def serve() -> None:
    """Run the commands that come in."""
    for line in sys.stdin:
        arguments: list[str] = json.loads(line)
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            os.setsid()  # so that what it starts itself can be counted
            with open(arguments.pop(0), "w") as told:  # noqa: PTH123 - dup2 wants the number of a file
                os.dup2(told.fileno(), 1)
                os.dup2(told.fileno(), 2)
            sys.stdin.close()
            main(arguments)
        print(process, flush=True)  # noqa: T201
        _, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), sys.argv[2:])
    print("ready", flush=True)  # noqa: T201
    serve()
