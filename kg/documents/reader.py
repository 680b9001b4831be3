"""The process that reads documents for another one (``kg.documents.apart``): a line of JSON in, one out.

Answers go over standard output, so nothing else may be printed there.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import sys
from dataclasses import asdict
from typing import Any

from kg.documents.locations import Source
from kg.documents.reading import read
from kg.documents.splitting import articles
from kg.errors import DocumentError
from kg.model import Document
from kg.parents import end_with

# A file of another kind that is named .jsonl is wrong in every line: nobody wants to read them all.
_PROBLEMS_TOLD = 20


def main() -> None:
    """Read documents until the other side has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that asks
    _bound_memory(int(sys.argv[-1]))
    # The number is given: whoever asks may have ended before this process could look.
    end_with(int(sys.argv[-2]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    held: Document | None = None
    for line in sys.stdin.buffer:
        asked: dict[str, Any] = json.loads(line)
        try:
            if "path" in asked:
                held = None  # its memory is wanted
                held = _document(asked)
                answer: dict[str, Any] = {"document": _fields(held)}
            else:
                assert held is not None and held.id == asked["articles"]
                answer = _articles(held)
        except DocumentError as error:
            answer = {"error": str(error)}
        except MemoryError:
            os._exit(1)  # what is left of it is told by whoever asked
        except Exception as error:  # a mistake of kg's own costs its user one document, not the build
            where = asked.get("path") or (held.path if held else "")
            answer = {
                "error": f"{where}: kg fails to read it ({type(error).__name__}: {error}): please report it, "
                "and leave it out"
            }
        answers.write(json.dumps(answer).encode("ascii") + b"\n")
        answers.flush()


def _document(asked: dict[str, Any]) -> Document:
    source = Source(path=asked["path"], media_type=asked["media_type"])
    given = asked.get("bytes")
    return read(source, given=None if given is None else base64.b64decode(given))


def _fields(document: Document) -> dict[str, str]:
    return {name: getattr(document, name) for name in ("id", "path", "media_type", "digest")}


def _articles(document: Document) -> dict[str, Any]:
    problems: list[str] = []
    untold = 0

    def problem(error: DocumentError) -> None:
        nonlocal untold
        if len(problems) < _PROBLEMS_TOLD:
            problems.append(str(error))
        else:
            untold += 1

    found = articles(document, problem=problem)
    if untold:
        problems.append(f"{document.path}: {untold} more records cannot be read: mend those above first")
    listed = [
        asdict(article) | {"issued": article.issued.isoformat() if article.issued else ""}
        for article in found
    ]
    return {"articles": listed, "problems": problems}


def _bound_memory(most: int) -> None:
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):
        return  # a system without such limits


if __name__ == "__main__":
    main()
