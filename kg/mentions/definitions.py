"""Names that an article defines in brackets: 优刻得科技股份有限公司（以下简称“优刻得”）, 美国半导体联盟（SIAC）.

A definition adds the second name as a mention of the first one's type, and tells the entities stage that
the two are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg import markers
from kg.model import Mention, Span

_BRACKET = re.compile(r"\s?[（(]([^（）()\n]{2,60})[）)]")
_MARKS = "“”\"'‘’「」《》：:，, "
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9&.\-+ ]{1,40}")
_PLAIN_NAME = re.compile(r"[\w&·.\- ]{2,24}")
_CODE = re.compile(r"(?:[A-Z]{2,6}[:：. ]?)?\d{3,6}(?:\.[A-Z]{2})?")


class Definition(NamedTuple):
    """That the text at ``short`` is another name of the mention ``full``."""

    full: Mention
    short: Span
    surface: str


class Definitions:
    """Finds defined names; ``cues`` are the words that introduce one (以下简称 …)."""

    def __init__(self, cues: Iterable[str]) -> None:
        words = "|".join(sorted(map(re.escape, cues), key=len, reverse=True))
        self._cue = re.compile(
            rf"(?:{words})(?:为|是)?[：:，, ]*[“\"'‘「《]?([\w&·.\- ]{{2,24}}?)[”\"'’」》]?(?=[，,、;；）)]|或|$)"
        )

    @classmethod
    def load(cls, path: Path) -> Definitions:
        """With the words that a markers file lists."""
        return markers.read(path, lambda tables: cls(tables["definitions"]))

    def find(self, text: str, mentions: Iterable[Mention]) -> Iterator[Definition]:
        """The definitions that directly follow one of the mentions."""
        for mention in mentions:
            bracket = _BRACKET.match(text, _after_marks(text, mention.span.end))
            if not bracket:
                continue
            inner, base = bracket.group(1), bracket.start(1)
            cued = list(self._cue.finditer(inner))
            for found in cued:
                yield from _definition(mention, found.group(1), base + found.start(1))
            plain = (inner[: cued[0].start()] if cued else inner).strip(_MARKS)
            if (_LATIN_NAME.fullmatch(plain) and not _CODE.fullmatch(plain)) or (
                mention.surface.isascii() and _PLAIN_NAME.fullmatch(plain) and not plain[0].isdigit()
            ):
                yield from _definition(mention, plain, base + inner.index(plain))


def _definition(mention: Mention, surface: str, start: int) -> Iterator[Definition]:
    surface = surface.strip()
    if len(surface) >= 2 and surface not in ("公司", "集团", "本公司") and surface != mention.surface:
        yield Definition(mention, Span(start, start + len(surface)), surface)


def _after_marks(text: str, at: int) -> int:
    while at < len(text) and text[at] in "”》’」":
        at += 1
    return at
