"""The text of a Word document: paragraphs and tables in the order of the document, headings marked.

A heading style becomes ``#``, as in Markdown, so that a digest's sections and titles stay known.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from kg.documents.datelines import date_in, dateline
from kg.errors import DocumentError

_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 200_000_000  # bytes unpacked: a real document is far below, a zip bomb far above


def text(data: bytes, where: str) -> str:
    """The document's text: the title first, then a paragraph or table row a line.

    Raises:
        DocumentError: it is locked, is an old .doc, or is not a Word document.
    """
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        kind = "is locked by a password" if locked else "is in the old .doc format"
        raise DocumentError(f"{where}: {kind}: save it from Word as .docx without a password")
    document = _opened(data, where)
    try:
        lines = list(_lines(document))
        date_stated = _stated_date(document)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise DocumentError(
            f"{where}: a part of it is malformed: open it in Word and save it anew"
        ) from error
    title = next((i for i, (_, style) in enumerate(lines[:10]) if style == "Title"), None)
    if title:
        lines.insert(0, lines.pop(title))
    rows = [line for line, _ in lines]
    if rows and not any(dateline(row) for row in rows[:4]) and date_stated:
        rows.insert(1, date_stated)
    return "\n".join(rows)


def _opened(data: bytes, where: str) -> Any:
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                raise DocumentError(f"{where}: unpacks to more than 200 MB: split it into smaller documents")
        return docx.Document(io.BytesIO(data))
    except DocumentError:
        raise
    except Exception as error:  # python-docx lets through whatever zipfile, lxml and its own parts raise
        raise DocumentError(
            f"{where}: is not a whole Word document: open it in Word and save it anew"
        ) from error


def _lines(document: Any) -> Iterator[tuple[str, str]]:
    """Each line with the name of its style."""
    from docx.table import Table

    styles: dict[str | None, str] = {}  # looking one up reads all of them
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from ((row, "") for row in _rows(block))
            continue
        if block._p.style not in styles:
            styles[block._p.style] = (block.style.name or "") if block.style is not None else ""
        style = styles[block._p.style]
        for line in block.text.splitlines():
            if line.strip():
                heading = _HEADING.match(style)
                yield ("#" * min(int(heading[1]), 6) + " " + line.strip() if heading else line.strip()), style


def _rows(table: Any) -> Iterator[str]:
    """The rows of a table, a merged cell once in each row that it covers.

    The cells are read as they are written: python-docx makes a copy of a cell for each column that it covers,
    and a cell can say that it covers a billion.
    """
    from docx.table import _Cell

    above: dict[int, str] = {}
    for row in table._tbl.tr_lst:
        column = row.grid_before
        cells: list[str] = []
        for cell in row.tc_lst:
            goes_on = cell.vMerge == "continue"
            content = above.get(column, "") if goes_on else " ".join(_Cell(cell, table).text.split())
            above[column] = content
            column += cell.grid_span
            if content:
                cells.append(content)
        if cells:
            yield "\t".join(cells)


def _stated_date(document: Any) -> str:
    """The day on which the document was made, if it says so itself and not just its template."""
    made = document.core_properties.created
    if made is None or made.date().isoformat() == "2013-12-23":  # the date of python-docx's own template
        return ""
    day = made.date().isoformat()
    return day if date_in(day) else ""
