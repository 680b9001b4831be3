"""Markdown with its marks taken off, all but those of headings, which tell titles from text later."""

from __future__ import annotations

import re

# What a mark encloses has an end, so that an opening one without a closing one is not looked after for long.
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,20000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|date|source)\s{0,9}:[ \t]{0,9}[\"']?(.{0,1000}?)[\"']?[ \t]*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}\)")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|~~|`{1,3})(?=[^\s*~`])([^\n]{0,500}?\S)\1")
_SINGLE = re.compile(r"(?<![A-Za-z0-9*])([*])(?=[^\s*])([^\n*]{0,500}?[^\s*])\1(?![A-Za-z0-9*])")
_RULE = re.compile(
    r"^[ \t]*(?:[-*_=][ \t]*){3,}$|^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t:-]*$", re.MULTILINE
)
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_TABLE_EDGE = re.compile(r"^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$", re.MULTILINE)


def text(markup: str) -> str:
    """The text of a Markdown document; title and date of its front matter come first.

    >>> text("# 标题\\n\\n**中芯国际**与[华为](https://example.org)合作")
    '# 标题\\n\\n中芯国际与华为合作'
    """
    markup = markup.lstrip("\ufeff").replace("\r\n", "\n")
    head: list[str] = []
    if match := _FRONT_MATTER.match(markup):
        fields = dict(_FIELD.findall(match[1]))
        markup = markup[match.end() :]
        source = f"来源：{fields['source']}" if fields.get("source") else ""
        head = [fields.get("title", ""), " ".join(part for part in (source, fields.get("date", "")) if part)]
        if not head[0] and head[1]:  # a dateline stands below the title, which is the first line of the text
            title, _, markup = markup.lstrip().partition("\n")
            head.insert(0, title)
    markup = _without_comments(markup)
    for pattern in (_IMAGE, _RULE, _QUOTE, _TABLE_EDGE):
        markup = pattern.sub("", markup)
    markup = _LINK.sub(r"\1", markup)
    for pattern in (_EMPHASIS, _EMPHASIS, _SINGLE):  # bold around code, and the other way round
        markup = pattern.sub(r"\2", markup)
    return "\n".join([line for line in head if line] + [markup])


def _without_comments(markup: str) -> str:
    kept = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start + 4)) >= 0:
        kept.append(markup[at:start])
        at = end + 3
    return "".join((*kept, markup[at:]))
