"""Files, folders and standard input as the sources of documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import DocumentError

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RECORDS = "application/jsonl"

MEDIA_TYPES = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".jsonl": RECORDS,
    ".ndjson": RECORDS,
}
STANDARD_INPUT = "-"
_ABOUT = ("README", "LICENSE", "LICENCE", "CHANGELOG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a document lies. ``media_type`` is empty where only its content can tell (standard input)."""

    path: str
    media_type: str = ""


def sources(paths: Sequence[str], *, note: Callable[[str], None] | None = None) -> list[Source]:
    """The documents that paths name: files as they are, folders with all they hold, ``-`` for standard input.

    Folders are walked in sorted order; hidden files, READMEs and what kg does not read are left out; each
    file is taken once. A file that is named itself is taken whatever its name.

    Args:
        paths: files, folders, or ``-``.
        note: told, in a line, of each file of a folder that is left out, hidden ones excepted.

    Raises:
        DocumentError: a path does not exist.
    """
    found: dict[str, Source] = {}
    for path in paths:
        for source in _of(path, note):
            found.setdefault(source.path, source)
    return list(found.values())


def _of(path: str, note: Callable[[str], None] | None) -> Iterator[Source]:
    if path == STANDARD_INPUT:
        yield Source(path=path)
        return
    place = Path(path)
    if not path or "\0" in path or not place.exists():
        raise DocumentError(f"{path}: there is no such file or folder: check the path")
    if not place.is_dir():
        yield Source(path=path, media_type=MEDIA_TYPES.get(place.suffix.lower(), ""))
        return
    for name in _files_below(place):
        media_type = MEDIA_TYPES.get(name.suffix.lower())
        if name.exists() and not name.is_file():
            if note:  # opening a pipe waits for whoever writes to it, and nobody may
                note(f"{name}: skipped: it is a pipe or a device: name it itself to read it")
        elif name.stem.upper() in _ABOUT:
            if note:
                note(f"{name}: skipped: it tells about the folder: name the file itself to read it")
        elif media_type:
            yield Source(path=str(name), media_type=media_type)
        elif note:
            known = " ".join(MEDIA_TYPES)
            note(f"{name}: skipped: its ending is none of {known}: name the file itself to read it as text")


def _files_below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):  # ~$: the lock file of an open Word document
                yield Path(root) / name
