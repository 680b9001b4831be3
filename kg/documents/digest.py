"""A monitoring digest taken apart: sections, and the articles of each.

A document is a digest only if it says so: by section heads, or by a masthead together with titles that are
listed, numbered or dated. An article with subheads, or a policy with 一、二、三, has neither: it stays whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.documents.contents import contents
from kg.documents.datelines import date_in, dateline, first_date
from kg.documents.headings import Heading, heading_of, sections
from kg.documents.lines import compact
from kg.documents.looks import SUBTITLE, Part, hints, verdicts
from kg.documents.markers import markers
from kg.documents.segmentation import Block, Rarity, grams, titles
from kg.documents.wraps import Paragraph

_FLASH = re.compile(r"【([^】]{6,60})】\s*(\S.{9,})", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article of a digest, before it has an identity: the title first, then its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The articles of an issue, and the issue's date where it states one."""

    pieces: tuple[Piece, ...]
    issued: date | None


def digest_of_articles(paragraphs: Sequence[Paragraph], furniture: Sequence[str]) -> Digest | None:
    """The digest that a text is, or nothing if it is a single article."""
    paragraphs = _flashes_parted(paragraphs)
    listed, entries = contents(paragraphs)
    rest = [paragraph for index, paragraph in enumerate(paragraphs) if index not in listed]
    headings = [heading_of(paragraph) for paragraph in rest]
    heads = sections(headings)
    masthead = _masthead(rest, headings, heads)
    front = [rest[index].text for index in sorted(masthead)]
    parts = _parts(rest, headings, heads, masthead)
    if not _is_digest(parts, heads, headings, entries, [*front, *furniture]):
        return None
    pieces = _pieces(parts, entries)
    if len(pieces) < 2:
        return None
    return Digest(pieces=pieces, issued=first_date([*front, *furniture]))


def _flashes_parted(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """【title】text in one paragraph, as short news is printed, made two; if it happens more than once."""
    matches = [_FLASH.fullmatch(paragraph.text) for paragraph in paragraphs]
    if sum(match is not None for match in matches) < 2:
        return list(paragraphs)
    result: list[Paragraph] = []
    for paragraph, match in zip(paragraphs, matches, strict=True):
        if match is None:
            result.append(paragraph)
            continue
        title = f"【{match[1]}】"
        result.append(Paragraph(text=title, first=replace(paragraph.first, text=title)))
        result.append(
            Paragraph(text=match[2], first=replace(paragraph.first, text=match[2], blanks=0), lines=2)
        )
    return result


def _masthead(
    paragraphs: Sequence[Paragraph], headings: Sequence[Heading | None], heads: Mapping[int, str]
) -> set[int]:
    """The lines above the first section or text that name the issue: its name, number, date, makers."""
    long = (i for i, heading in enumerate(headings) if heading is None and _is_long(paragraphs[i]))
    text = next(long, len(paragraphs))
    end = min([*heads, max(text - 1, 0)])  # the heading right above the first text is that text's
    if heads and end == min(heads):
        return set(range(end))
    return {index for index in range(end) if _names_issue(paragraphs[index].text)}


def _is_long(paragraph: Paragraph) -> bool:
    return paragraph.lines > 1 or paragraph.first.width > 60


def _names_issue(text: str) -> bool:
    """Whether a line belongs to a masthead: 产业观察月报, 2021年第12期, 2021年5月27日, 主办：…"""
    known = markers()
    name = compact(text).strip("【】《》“”—-")
    return bool(
        (len(name) <= 20 and name.endswith(known.masthead_endings))
        or known.issue.search(text)
        or date_in(text)
        or known.credits.fullmatch(text)
        or dateline(text)
    )


def _parts(
    paragraphs: Sequence[Paragraph],
    headings: Sequence[Heading | None],
    heads: Mapping[int, str],
    masthead: set[int],
) -> list[Part]:
    parts: list[Part] = []
    section, opens, heading = "", True, None
    body: list[Paragraph] = []

    def close() -> None:
        if heading is not None:
            parts.append(Part(heading=heading, section=section, body=tuple(body), opens_section=opened))

    opened = opens
    for index, paragraph in enumerate(paragraphs):
        if index in masthead:
            continue
        if index in heads:
            close()
            section, opens, heading, body = heads[index], True, None, []
        elif (found := headings[index]) and not (SUBTITLE.match(found.text) and not body):
            close()
            heading, body, opened, opens = found, [], opens, False
        else:
            body.append(paragraph)
    close()
    return parts


def _is_digest(
    parts: Sequence[Part],
    heads: Mapping[int, str],
    headings: Sequence[Heading | None],
    entries: set[str],
    front: Sequence[str],
) -> bool:
    known = markers()
    names = {compact(text).strip("【】《》“”—-") for text in front}
    has_name = any(len(name) <= 20 and name.endswith(known.masthead_endings) for name in names)
    has_number = any(known.issue.search(text) for text in front)
    real = {
        name for index, name in heads.items() if has_name or has_number or not _is_outline(headings, index)
    }
    dated = sum(part.is_dated for part in parts)
    if len(real) >= 2 or dated >= 3:
        return True
    numbered = Counter(part.heading.style for part in parts if part.heading.style)
    if has_name or has_number:
        return (
            bool(real)
            or len(entries) >= 3
            or dated >= 2
            or (has_number and max(numbered.values(), default=0) >= 3)
        )
    return False


def _is_outline(headings: Sequence[Heading | None], index: int) -> bool:
    """Whether a numbered head stands above a lower number, as in a policy: 二、政策环境 above （一）…"""
    head, below = headings[index], headings[index + 1]
    return bool(head and head.style and below and below.style not in ("", head.style, "number"))


def _pieces(parts: Sequence[Part], entries: set[str]) -> tuple[Piece, ...]:
    """The articles: each part that is a title, with the parts up to the next title."""
    blocks = [
        Block(
            heading=part.heading.text,
            text="".join(paragraph.text for paragraph in part.body),
            grams=grams("".join(paragraph.text for paragraph in part.body)),
            hint=hint,
            is_title=verdict,
        )
        for part, hint, verdict in zip(parts, hints(parts), verdicts(parts, entries), strict=True)
    ]
    rarity = Rarity(blocks)
    starts = [index for index, part in enumerate(parts) if part.opens_section]
    opening: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        opening |= {start + index for index in titles(blocks[start:end], rarity)}
    order = sorted(opening)
    pieces = (_piece(parts[a:b]) for a, b in zip(order, [*order[1:], len(parts)], strict=True))
    return tuple(piece for piece in pieces if piece.paragraphs)


def _piece(parts: Sequence[Part]) -> Piece:
    paragraphs: list[str] = []
    for index, part in enumerate(parts):
        if index:
            paragraphs.append(part.heading.paragraph.text)
        paragraphs.extend(paragraph.text for paragraph in part.body)
    title = parts[0].heading.text
    return Piece(title=title, paragraphs=tuple(paragraphs), section=parts[0].section)
