"""The text of a PDF in reading order, its layout kept as blanks: indents, wider gaps, page breaks.

What repeats at the head or foot of pages is taken out here, where places are known; lines are joined later,
by the same rules as in plain text.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from kg.errors import DocumentError

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/共]\s*\d{1,4}\s*页?)?[-—–·\s]*|[Pp]age\s*\d+"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a page, or a piece of one; in points, ``base`` counted up from the page's foot.

    Characters are placed by their base line: fonts that are not embedded give Chinese characters no height.
    """

    text: str
    left: float
    right: float
    base: float
    size: float


def text(data: bytes, where: str) -> str:
    """The PDF's text, page breaks as form feeds.

    Raises:
        DocumentError: it is broken, locked, or holds only pictures of text.
    """
    pages = _pages(data, where)
    if not any(pages):
        raise DocumentError(
            f"{where}: has no text layer (scanned pages): run text recognition (OCR) on it first"
        )
    running = _running(pages)
    kept = [
        [row for i, row in enumerate(page) if (number, i) not in running] for number, page in enumerate(pages)
    ]
    sizes = [row.size for page in kept for row in page]
    size = median(sizes) if sizes else 1.0
    return "\n\f".join(_set(page, size) for page in kept if page)


def _pages(data: bytes, where: str) -> list[list[Row]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError(f"{where}: is locked by a password: save it without one") from error
        raise DocumentError(f"{where}: is not a whole PDF: download or export it anew") from error
    try:
        return [_rows(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise DocumentError(f"{where}: a page cannot be read ({error}): export the PDF anew") from error
    finally:
        document.close()


def _rows(page: Any) -> list[Row]:
    """A page's lines in reading order."""
    pieces = [piece for piece in _pieces(list(_characters(page))) if piece.text.strip()]
    return [row for column in _columns(pieces) for row in _lines(column)]


def _characters(page: Any) -> Iterator[Row]:
    from pypdfium2 import raw

    textpage = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        left, bottom, right, top = textpage.get_charbox(index, loose=True)
        yield Row(text=chr(code), left=left, right=right, base=y.value, size=max(top - bottom, 1.0))
    textpage.close()


def _pieces(characters: Sequence[Row]) -> Iterator[Row]:
    """Runs of characters that follow each other on one line."""
    run: list[Row] = []
    for character in characters:
        if character.text in "\r\n":
            continue
        last = run[-1] if run else None
        if last and last.text == character.text and abs(last.left - character.left) < 0.2 * last.size:
            continue  # bold by printing twice
        if last and not _follows(last, character):
            yield _run(run)
            run = []
        run.append(character)
    if run:
        yield _run(run)


def _follows(last: Row, character: Row) -> bool:
    size = max(last.size, character.size)
    level = abs(last.base - character.base) < 0.4 * size
    return level and -0.5 * size < character.left - last.right < size


def _run(characters: Sequence[Row]) -> Row:
    content = "".join(character.text for character in characters)
    return Row(
        text=content,
        left=characters[0].left,
        right=characters[-1].right,
        base=median(character.base for character in characters),
        size=median(character.size for character in characters),
    )


def _columns(pieces: Sequence[Row]) -> list[list[Row]]:
    """The pieces of each column, if a gutter runs down the page; else all of them."""
    if len(pieces) < 8:
        return [list(pieces)]
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    middle = (left + right) / 2
    crossing = [p for p in pieces if p.left < middle - 2 and p.right > middle + 2]
    first = [p for p in pieces if p.right <= middle + 2]
    second = [p for p in pieces if p.left >= middle - 2]
    # Two columns have both sides full; what crosses the gutter is the headline above or the page's foot.
    full = 0.35 * (right - left)
    wide = [sum(p.right - p.left > full for p in side) for side in (first, second)]
    if min(wide) < 4 or len(crossing) > 0.2 * len(pieces):
        return [list(pieces)]
    highest = max(p.base for p in [*first, *second] if p.right - p.left > full)
    head = [p for p in crossing if p.base > highest]
    foot = [p for p in crossing if p.base <= highest]
    return [part for part in (head, first, second, foot) if part]


def _lines(pieces: Sequence[Row]) -> list[Row]:
    """Pieces that stand side by side, put together from left to right; lines from top to bottom."""
    lines: list[list[Row]] = []
    for piece in sorted(pieces, key=lambda p: (-p.base, p.left)):
        if lines and abs(lines[-1][0].base - piece.base) < 0.4 * max(lines[-1][0].size, piece.size):
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [_line(sorted(line, key=lambda p: p.left)) for line in lines]


def _line(pieces: Sequence[Row]) -> Row:
    """Pieces as one line; they stand apart, which is a blank in the text."""
    return Row(
        text=" ".join(piece.text.strip() for piece in pieces),
        left=pieces[0].left,
        right=pieces[-1].right,
        base=pieces[0].base,
        size=max(piece.size for piece in pieces),
    )


def _running(pages: Sequence[Sequence[Row]]) -> set[tuple[int, int]]:
    """Lines at the head or foot of pages that come back in their place, with any number; and page numbers."""
    edges: dict[tuple[int, int], tuple[str, int]] = {}
    for number, page in enumerate(pages):
        for index in {*range(min(2, len(page))), *range(max(0, len(page) - 2), len(page))}:
            place = round(page[index].base / 4)  # points: furniture does not move, but rounding may
            edges[number, index] = (_DIGITS.sub("0", page[index].text), place)
    often = Counter(edges.values())
    least = max(2, len(pages) // 4)
    return {
        place
        for place, key in edges.items()
        if (often[key] >= least and len(pages) > 1)
        or (
            _PAGE_NUMBER.fullmatch(pages[place[0]][place[1]].text)
            and place[1] in (0, len(pages[place[0]]) - 1)
        )
    }


def _set(page: Sequence[Row], size: float) -> str:
    """A page as text: a blank line above a wider gap, blanks in front of an indented line."""
    margin = min(row.left for row in page)
    steps = [above.base - row.base for above, row in pairwise(page) if above.base > row.base]
    usual = median(steps) if steps else 0.0
    lines = [_indented(page[0], margin, size)]
    for above, row in pairwise(page):
        if above.base - row.base > usual + 0.4 * size:
            lines.append("")
        lines.append(_indented(row, margin, size))
    return "\n".join(lines)


def _indented(row: Row, margin: float, size: float) -> str:
    return "  " * max(0, min(8, round((row.left - margin) / size))) + row.text
