"""Sentences of an article, as spans of its text.

A sentence ends at 。！？； or at the end of a line, and never inside quotation marks or brackets that were
opened in the same line, so that a quoted speech stays with its speaker. What runs on without end (a table
that lost its lines, a list of a thousand names) is cut at a mark between its parts, or else where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Article, Sentence, Span

_END = frozenset("。！？；!?")
_PAIRS = {"“": "”", "「": "」", "《": "》", "（": "）", "(": ")", "【": "】"}
_CLOSING = frozenset(_PAIRS.values())
# A quotation longer than this is cut at its own sentence ends: evidence should stay readable.
_LONGEST_QUOTE = 160
_HEADING_LONGEST = 40
# Five times the longest sentences of news; all pairs of the names of a sentence are weighed.
_LONGEST = 1000
_BETWEEN = "，：、 "


def sentences(article: Article) -> list[Sentence]:
    """The sentences of an article in order; together they hold all its text but white space.

    >>> from kg.model import Article
    >>> text = "标题\\n甲公司投资乙公司。乙公司说：“很好。谢谢。”"
    >>> [s.text for s in sentences(Article(id="a", document="d", title="标题", text=text))]
    ['标题', '甲公司投资乙公司。', '乙公司说：“很好。谢谢。”']
    """
    found: list[Sentence] = []
    start = 0
    for paragraph, line in enumerate(article.text.split("\n")):
        ends = _ends(line)
        is_heading = paragraph == 0 or (len(line) <= _HEADING_LONGEST and line[-1:] not in _END | {"”", "："})
        begin = 0
        for end in _bounded(line, ends):
            lead = len(line[begin:end]) - len(line[begin:end].lstrip())
            text = line[begin:end].strip()
            if text:
                at = start + begin + lead
                span = Span(at, at + len(text))
                found.append(Sentence(text=text, span=span, paragraph=paragraph, is_heading=is_heading))
            begin = end
        start += len(line) + 1
    return found


def _bounded(line: str, ends: Iterable[int]) -> Iterator[int]:
    """The same ends, and more where a sentence is too long."""
    begin = 0
    for end in ends:
        while end - begin > _LONGEST:
            last = begin + _LONGEST
            cut = max(line.rfind(mark, begin + _LONGEST // 2, last) for mark in _BETWEEN)
            begin = cut + 1 if cut >= 0 else last
            yield begin
        yield end
        begin = end


def _ends(line: str) -> list[int]:
    """Offsets after each sentence of a line; the last one is the line's length."""
    ends: list[int] = []
    open_marks: list[str] = []
    opened_at = 0
    for i, char in enumerate(line):
        if char in _PAIRS:
            if not open_marks:
                opened_at = i
            open_marks.append(_PAIRS[char])
            continue
        if open_marks and char == open_marks[-1]:
            open_marks.pop()
            inner_end = line[i - 1 : i] in _END and i > 0
            if inner_end and char == "”" and not open_marks and _starts_new(line, i + 1):
                ends.append(i + 1)
            continue
        too_long = open_marks and i - opened_at > _LONGEST_QUOTE
        if char in _END and (not open_marks or too_long):
            if i + 1 < len(line) and line[i + 1] in _END | _CLOSING and not too_long:
                continue
            ends.append(i + 1)
    if not ends or ends[-1] != len(line):
        ends.append(len(line))
    return ends


def _starts_new(line: str, at: int) -> bool:
    """Whether a new sentence begins after a closed quotation, rather than its own reporting clause."""
    return at >= len(line) or line[at] not in "，、。；：的"
