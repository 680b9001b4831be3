"""A document out of a file: its bytes decoded, its markup taken off, its text clean.

Each format has a module of its own that gives plain text: the title in the first line, a dateline below it
where the format states one, then the text. What the text says is not looked at here.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from kg.documents import encodings, locations, markdown, pdf, web, word
from kg.documents.cleaning import clean
from kg.documents.locations import Source
from kg.errors import DocumentError
from kg.model import Document, document_id, hasher

LARGEST = 512_000_000
"""Bytes of the largest file that is read."""

_STANDARD_INPUT = "standard input"
_SIGNATURES = (
    (b"%PDF-", "a PDF", ".pdf"),
    (b"PK\x03\x04", "a zip archive (Word, Excel or the like)", ".docx if it is a Word document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file", ".docx, saved anew from Word"),
    (b"\x89PNG", "an image", ""),
    (b"\xff\xd8\xff", "an image", ""),
    (b"GIF8", "an image", ""),
    (b"\x1f\x8b", "a gzip archive", ""),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", ""),
    (b"Rar!", "a RAR archive", ""),
)


def read(source: Source, *, given: bytes | None = None) -> Document:
    """The document that a source holds.

    Args:
        source: where it lies.
        given: its bytes, where they are at hand already.

    Raises:
        DocumentError: it cannot be read, is empty, broken, locked by a password, or not what its name says.
    """
    where = _STANDARD_INPUT if source.path == locations.STANDARD_INPUT else source.path
    data = _bytes(source, where) if given is None else given
    if len(data) > LARGEST:
        raise DocumentError(f"{where}: is larger than {LARGEST // 1_000_000} MB: split it")
    if not data.strip():
        raise DocumentError(f"{where}: is empty: leave it out")
    media_type = source.media_type or _media_type(data)
    text = clean(_text(data, media_type, where))
    if not text.strip():
        raise DocumentError(f"{where}: holds no text: leave it out")
    digest = hasher(data).hexdigest()
    return Document(id=document_id(digest), path=source.path, media_type=media_type, text=text, digest=digest)


def _bytes(source: Source, where: str) -> bytes:
    try:
        if source.path == locations.STANDARD_INPUT:
            return sys.stdin.buffer.read(LARGEST + 1)
        path = Path(source.path)
        if path.is_dir():
            raise DocumentError(f"{where}: is a folder: give it to sources() to read what it holds")
        with path.open("rb") as file:
            is_regular = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
            # Reading "at most so many" makes room for so many first.
            return file.read() if is_regular and path.stat().st_size <= LARGEST else file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DocumentError(
            f"{where}: cannot be read ({reason}): check the path and its permissions"
        ) from error


def _media_type(data: bytes) -> str:
    """What unnamed bytes are, by how they begin."""
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return locations.PDF
    if start.startswith(b"pk\x03\x04") and b"word/" in data:
        return locations.DOCX
    if start.startswith((b"<!doctype html", b"<html")):
        return locations.HTML
    if start.startswith(b'{"') and b'"text"' in data:
        return locations.RECORDS
    return locations.TEXT


def _text(data: bytes, media_type: str, where: str) -> str:
    if media_type == locations.PDF:
        return pdf.text(data, where)
    if media_type == locations.DOCX:
        return word.text(data, where)
    for signature, kind, ending in _SIGNATURES:
        if data.startswith(signature):
            remedy = f"name it {ending}" if ending else "leave it out"
            raise DocumentError(f"{where}: is {kind}, not text: {remedy}")
    if media_type == locations.HTML:
        return web.text(data, where)
    found = encodings.decoded(data)
    if found is None:
        raise DocumentError(f"{where}: is not text in any known encoding: save it as UTF-8, or leave it out")
    return markdown.text(clean(found[0])) if media_type == locations.MARKDOWN else found[0]
