"""Documents read in a process of its own, so that none takes more time or memory than it may.

Documents come from strangers, and libraries in C read PDF, Word and web pages: one that crashes on a document,
runs without end or asks for all memory is ended with its process. The document is reported like any other that
cannot be read, and the next one is read by a new process. What passes between the two is JSON, so that nothing
that comes back can run here.
"""

from __future__ import annotations

import base64
import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Self

from kg.documents import locations
from kg.documents.locations import Source
from kg.documents.reading import LARGEST
from kg.errors import DocumentError
from kg.model import Article, Document

_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.documents.reader import main; main()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may take: ``seconds`` to be read, and again to extract each article; ``memory`` bytes.

    A PDF of a thousand pages takes some 20 seconds and 300 MB.
    """

    seconds: float = 120.0
    memory: int = 2 << 30


class Reader:
    """Reads documents, one after the other, each within its limits."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_late = False

    def start(self) -> None:
        """Start the process ahead of the first document."""
        if self._process is None or self._process.poll() is not None:
            arguments = [json.dumps(sys.path), str(os.getpid()), str(self._limits.memory)]
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )

    def read(self, source: Source) -> Document:
        """The document of a source; its text stays in the process that read it, for ``articles``.

        Raises:
            DocumentError: it cannot be read, or not within its limits.
        """
        asked: dict[str, Any] = {"path": source.path, "media_type": source.media_type}
        if _comes_once(source.path):
            asked["bytes"] = base64.b64encode(_once(source.path)).decode("ascii")
        return Document(**self._answer(asked, source.path)["document"], text="")

    def articles(
        self, document: Document, *, problem: Callable[[DocumentError], None] | None = None
    ) -> list[Article]:
        """The articles of the document that was read last; ``problem`` is told of records that are none.

        Raises:
            DocumentError: it holds no article, or they are not found within its limits.
        """
        answer = self._answer({"articles": document.id}, document.path)
        for told in answer["problems"]:
            if problem is None:
                raise DocumentError(told)
            problem(DocumentError(told))
        return [_article(fields) for fields in answer["articles"]]

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):  # what it still held goes nowhere
                    if stream is not None:
                        stream.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _answer(self, asked: dict[str, Any], where: str) -> dict[str, Any]:
        self.start()
        assert self._process is not None
        self._is_late = False
        timer = threading.Timer(self._limits.seconds, self._too_late, (self._process,))
        timer.daemon = True
        timer.start()
        try:
            line = self._line(self._process, asked)
        finally:
            timer.cancel()
        if not line:
            self.close()
            raise DocumentError(f"{where}: {self._reason()}: leave it out, or save it as plain text")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise DocumentError(answer["error"])
        return answer

    @staticmethod
    def _line(process: subprocess.Popen[bytes], asked: dict[str, Any]) -> bytes:
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(json.dumps(asked).encode("ascii") + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            return b""
        return line if line.endswith(b"\n") else b""

    def _reason(self) -> str:
        if self._is_late:
            return f"takes longer than {self._limits.seconds:g} s to read (--time-limit)"
        return f"breaks what reads it, or needs more than {self._limits.memory >> 20} MB of memory"

    def _too_late(self, process: subprocess.Popen[bytes]) -> None:
        self._is_late = True
        process.kill()


def _comes_once(path: str) -> bool:
    """Whether only this process can read it: standard input, or a pipe that a shell made."""
    if path == locations.STANDARD_INPUT:
        return True
    try:
        return not stat.S_ISREG(Path(path).stat().st_mode) and not Path(path).is_dir()
    except (OSError, ValueError):
        return False  # reading will say why


def _once(path: str) -> bytes:
    if path == locations.STANDARD_INPUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        reason = error.strerror or error
        raise DocumentError(
            f"{path}: cannot be read ({reason}): check the path and its permissions"
        ) from None


def _article(fields: dict[str, Any]) -> Article:
    issued = fields.pop("issued")
    return Article(**fields, issued=date.fromisoformat(issued) if issued else None)
