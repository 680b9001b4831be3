"""Paragraphs out of hard-wrapped lines.

Whether a line ends because it was full or because the writer ended it is asked of the text itself: would the
first word of the next line have fit? Where the text marks its paragraphs (by indents, by blank lines, or by
the blank that PDF extraction leaves behind a paragraph's last line), the marks decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from kg.documents.lines import Line, width

# A line's first unbreakable piece: quotes that open, a word or one character, marks that may not begin one.
_PIECE = re.compile(
    r"[“‘（《【(\[]*(?:[A-Za-z0-9][A-Za-z0-9.,%+/_-]*|.)(?:[”’）》】)\]，。、；：！？%…—-]|[“‘（《].[”’）》])*"
)
_LIST_ITEM = re.compile(r"[◆●■★▲◇○▶►•※◎□☆△]|[-*+]\s|[①-⑳]")
_CONTENTS_ENTRY = re.compile(r"(?:[.．·•…‥﹒]\s*){3,}\d{0,4}$")
_PUNCTUATED = re.compile(r"[，。、；：,.;:]")
_PAUSES = ("，", "、", ",")


_Pair = tuple[Line, Line]  # a line and the one below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph and its first line, whose place on the page tells headings from text."""

    text: str
    first: Line
    lines: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a text is set: ``width`` is where lines wrap (0: not at all), the rest says what marks paragraphs.

    ``cuts_words`` says that lines are filled to the last cell, so that Latin words were cut without a hyphen.
    """

    width: int = 0
    cuts_words: bool = False
    blank_lines: bool = True
    indents: bool = False
    trailing: bool = False


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of a text; headings and list items stay on their own.

    >>> from kg.documents.lines import lines_of
    >>> text = "中芯国际公布季报\\n" + "一" * 30 + "，\\n" + "二" * 31 + "\\n三。"
    >>> [len(paragraph.text) for paragraph in paragraphs(lines_of(text))]
    [8, 64]
    """
    setting = setting_of(lines)
    found: list[Paragraph] = []
    pieces: list[Line] = []
    for line, then in zip_longest(lines, lines[1:]):
        if pieces and not _continues(pieces[-1], line, then, setting, is_second=pieces[-1] is lines[0]):
            found.append(_paragraph(pieces, setting))
            pieces = []
        pieces.append(line)
    if pieces:
        found.append(_paragraph(pieces, setting))
    return found


def _paragraph(pieces: Sequence[Line], setting: Setting) -> Paragraph:
    text = joined(pieces, cuts_words=setting.cuts_words)
    return Paragraph(text=text, first=pieces[0], lines=len(pieces))


def joined(pieces: Sequence[Line], *, cuts_words: bool = False) -> str:
    """Wrapped lines as one: nothing between Chinese characters, a blank between Latin words.

    >>> joined([Line(text="搭载Harmony"), Line(text="OS的设备超过3"), Line(text="亿台")])
    '搭载Harmony OS的设备超过3亿台'
    >>> joined([Line(text="投资的Op"), Line(text="enAI")], cuts_words=True)
    '投资的OpenAI'
    """
    result, before = "", None
    for line in pieces:
        if before and _parts_words(result[-1], line.text[0]) and (before.trailing or not cuts_words):
            result += " "
        result += line.text
        before = line
    return result


def _parts_words(left: str, right: str) -> bool:
    if not (left.isascii() and right.isascii()) or (left.isdigit() and right.isdigit()):
        return False  # a number that was cut at the margin stays one number
    return (left.isalnum() or left in ",.;:!?)") and (right.isalnum() or right == "(")


def setting_of(lines: Sequence[Line]) -> Setting:
    """How a text is set, by its own evidence."""
    if len(lines) < 2:
        return Setting()
    widths = sorted(line.reach for line in lines)
    margin = widths[min(len(widths) - 1, len(widths) * 19 // 20)]  # one line in twenty may stick out (tables)
    # Lines that stop in mid-sentence near the margin are what only a hard wrap makes. The title is not asked.
    broken = [
        (line, after)
        for line, after in pairwise(lines[1:])
        if not line.ends_sentence and line.reach >= margin / 2
    ]
    full = [(line, after) for line, after in broken if _was_full(line, after, margin)]
    if not _are_wraps(full, broken, margin):
        return Setting()
    ended = [(line, after) for line, after in pairwise(lines) if line.ends_sentence]
    short = [(line, after) for line, after in ended if line.reach < 0.8 * margin]
    close = [after for _, after in ended if not after.blanks]  # below a blank line stand headings
    return Setting(
        width=margin,
        cuts_words=_fills_every_cell([line.reach for line, _ in full]),
        blank_lines=_share(b.blanks > 0 and not b.opens_page for _, b in full) < 0.5,
        indents=_share(b.indent >= 2 for _, b in full) < 0.2 and _share(b.indent >= 2 for b in close) > 0.3,
        trailing=_share(a.trailing for a, _ in full) < 0.1
        and len(short) >= 3
        and _share(a.trailing for a, _ in short) > 0.9,
    )


def _are_wraps(full: Sequence[_Pair], broken: Sequence[_Pair], margin: int) -> bool:
    """Whether lines that stop in mid-sentence show a margin, and are not just a list.

    The wider the margin, the fewer full lines it takes: few names are that long. Lists are ragged,
    so that most of their lines would not count as full, and have no punctuation.
    """
    enough = len(full) >= (1 if margin >= 50 else 2 if margin >= 40 else 3)
    punctuated = _share(bool(_PUNCTUATED.search(line.text)) for line, _ in full) > 0.2
    return enough and margin >= 24 and len(full) >= 0.6 * len(broken) and punctuated


def _fills_every_cell(ends: Sequence[int]) -> bool:
    """Whether lines end in the same cell, give or take a wide character or a hanging comma.

    Typesetting that keeps words whole leaves gaps before long words; eight lines are enough to show some.
    """
    usual = Counter(ends).most_common(1)[0][0]
    return len(ends) >= 8 and _share(usual - 1 <= end <= usual + 2 for end in ends) >= 0.95


def _share(claims: Iterable[bool]) -> float:
    claims = list(claims)
    return sum(claims) / len(claims) if claims else 0.0


def _was_full(line: Line, after: Line, margin: int) -> bool:
    piece = _PIECE.match(after.text)
    # A tenth of slack: paragraph indents are lost in extraction, and fonts are not monospaced.
    return line.reach + width(piece[0] if piece else "") >= 0.9 * margin


def _stands_alone(line: Line, after: Line | None, margin: int) -> bool:
    """Whether a line that was not full may be a heading: it does not end a sentence, or asks a question."""
    ends = line.ends_sentence and (not line.text.endswith(("？", "！")) or "。" in line.text)
    return not ends and (after is None or not _was_full(line, after, margin))


def _continues(line: Line, after: Line, then: Line | None, setting: Setting, *, is_second: bool) -> bool:
    """Whether ``after`` goes on with the paragraph of ``line``; ``then`` is the line that follows."""
    if line.level or after.level or _LIST_ITEM.match(after.text) or _CONTENTS_ENTRY.search(line.text):
        return False
    if not setting.width:  # not wrapped: only a page break may have cut a sentence
        return after.opens_page and not is_second and not line.ends_sentence and line.width >= 24
    if setting.trailing:
        return not line.trailing or _ends_in_a_word(line, after, setting.width)
    return _fills_its_line(line, after, then, setting, is_second=is_second)


def _ends_in_a_word(line: Line, after: Line, margin: int) -> bool:
    """Whether the blank behind a line may be the one that parts two Latin words."""
    return line.text[-1].isascii() and not line.ends_sentence and _was_full(line, after, margin)


def _fills_its_line(line: Line, after: Line, then: Line | None, setting: Setting, *, is_second: bool) -> bool:
    """Whether a line was full, and nothing marks a new paragraph below it."""
    full = _was_full(line, after, setting.width)
    if not full or (is_second and not line.text.endswith(_PAUSES)):  # the first line is the title
        return False
    if line.ends_sentence and _stands_alone(after, then, setting.width):
        return False
    marked = (setting.blank_lines and after.blanks > 0) or (setting.indents and after.indent >= 2)
    if line.ends_sentence or not after.opens_page:
        # Where nothing marks a paragraph, a full line that ends a sentence goes on: a cut would cost more.
        return not marked
    return not (setting.indents and after.indent >= 2)
