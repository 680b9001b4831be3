"""A text as lines that remember how they stood on the page: indent, blank lines, page breaks.

All rules about wraps, furniture and headings look at these traces, so they are kept apart from the words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# What ends a sentence, and the quotes and brackets that may close behind it.
ENDS_SENTENCE = re.compile(r"[。！？；…!?;：:．][”’」』）)】》\"']*$|[A-Za-z0-9”)]\.[\"')”]?$")

_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")
_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that is not blank, without the white space around it.

    ``indent`` counts cells (a full-width character is two), ``blanks`` the blank lines above, ``trailing``
    says that white space stood behind it, ``opens_page`` that a page break lies directly above, and ``level``
    is the heading level where the format knows one.
    """

    text: str
    indent: int = 0
    blanks: int = 0
    trailing: bool = False
    opens_page: bool = False
    level: int = 0

    @property
    def width(self) -> int:
        """Cells that the text takes in a monospaced font."""
        return width(self.text)

    @property
    def reach(self) -> int:
        """The cell where the text ends, counted from the left margin."""
        return self.indent + self.width

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return ENDS_SENTENCE.search(self.text) is not None


@lru_cache(maxsize=4096)
def width(text: str) -> int:
    """Cells that a text takes in a monospaced font.

    >>> width("5G网络")
    6
    """
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def lines_of(text: str, *, headings: bool = False) -> list[Line]:
    """The lines of a cleaned text that are not blank.

    Args:
        headings: read ``## …`` as a heading of level 2, as in Markdown.
    """
    lines: list[Line] = []
    blanks, opens_page = 0, False
    for raw in _BREAKS.split(text):
        opens_page = opens_page or "\f" in raw
        row = raw.replace("\f", "")
        stripped = row.strip()
        if not stripped:
            blanks += 1
            continue
        level, content = 0, stripped
        if headings and (match := _MARKDOWN_HEADING.fullmatch(stripped)) and match[2].strip():
            level, content = len(match[1]), match[2].strip()
        indent = width(row[: len(row) - len(row.lstrip())].replace("\t", "    "))
        lines.append(
            Line(
                text=content,
                indent=indent,
                blanks=blanks,
                trailing=row != row.rstrip(),
                opens_page=opens_page,
                level=level,
            )
        )
        blanks, opens_page = 0, False
    return lines


def compact(text: str) -> str:
    """A text without its white space: what two settings of the same line share.

    >>> compact("工信部：5G 手机")
    '工信部：5G手机'
    """
    return "".join(text.split())
