"""The article of a web page: its title, date and source, and the main text without menus, footers and ads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kg.documents import encodings
from kg.documents.cleaning import clean
from kg.documents.datelines import Dateline, date_in, dateline
from kg.documents.lines import compact
from kg.errors import DocumentError

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)|<\?xml[^>]{0,100}?encoding=["']([^"']+)""",
    re.IGNORECASE,
)
# In the order in which they are to be believed: what was written for machines first.
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='publishdate' or @name='PublishDate' or @name='pubdate' or @name='PubDate']/@content",
    "//meta[@name='date' or @name='DC.date.issued' or @name='dc.date']/@content",
    "//time[@pubdate or @itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
    "//time/@datetime",
    "//time/text()",
)
_SOURCES = (
    "//meta[@name='source' or @name='Source' or @name='contentSource' or @name='ContentSource']/@content",
)
_CHROME = " or ".join(
    f"self::{name}"
    for name in ("script", "style", "nav", "footer", "aside", "noscript", "form", "template", "button")
)


def text(data: bytes, where: str) -> str:
    """The page's article: title, dateline, paragraphs.

    Raises:
        DocumentError: it is not HTML, or no text is left of it.
    """
    decoded = _decoded(data)
    markup = clean(decoded) if decoded else ""  # the parser refuses control characters
    if not markup:
        raise DocumentError(f"{where}: is not HTML in any known encoding: save the page anew as UTF-8")
    tree = _tree(markup)
    if tree is None:
        raise DocumentError(f"{where}: is not HTML: save the page anew, or name the file .txt")
    title = _title(tree)
    issued = _issued(tree)
    paragraphs = _main_text(markup, tree)
    if paragraphs and compact(paragraphs[0]) == compact(title):
        paragraphs = paragraphs[1:]
    if not paragraphs:
        raise DocumentError(f"{where}: no article text is found in the page: save its text as .txt")
    head = [title] if title else []
    if issued.source or issued.issued:
        source = f"来源：{issued.source} " if issued.source else ""
        head.append(source + (issued.issued.isoformat() if issued.issued else ""))
    return "\n".join([*head, *paragraphs])


def _decoded(data: bytes) -> str | None:
    """The markup in the declared charset if that fits, else in the one that the bytes show."""
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = (declared[1] or declared[2]).decode("ascii", "ignore")
        read = encodings.in_encoding(data, name)
        if read is not None:
            return read
    found = encodings.decoded(data)
    return found[0] if found else None


def _tree(markup: str) -> Any:
    from lxml import etree, html

    # An XML declaration names an encoding that a decoded text no longer has; lxml refuses that.
    try:
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _first(tree: Any, paths: tuple[str, ...]) -> list[str]:
    return [value for path in paths for found in tree.xpath(path) if (value := " ".join(str(found).split()))]


def _title(tree: Any) -> str:
    """The headline: the page's only h1, else what it tells other sites, else its title without the site."""
    headings = [name for node in tree.xpath("//h1") if (name := " ".join(node.text_content().split()))]
    if len(set(headings)) == 1:
        return headings[0]
    shared = _first(tree, ("//meta[@property='og:title' or @name='og:title']/@content",))
    if shared:
        return shared[0]
    named = _first(tree, ("//title/text()",))
    inside = [heading for heading in headings if named and compact(heading) in compact(named[0])]
    if inside or not named:
        return (inside or headings or [""])[0]
    return (
        re.split(r"\s*[_|｜]\s*|\s+[-–—]\s+|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])", named[0])[0]
        or named[0]
    )


def _issued(tree: Any) -> Dateline:
    """Date and source as the page's metadata state them, else as a line that says nothing else does."""
    dates = (day for value in _first(tree, _DATES) if (day := date_in(value)))
    issued = next(dates, None)
    source = next(iter(_first(tree, _SOURCES)), "")
    for node in tree.xpath("//body//*[self::div or self::p or self::span or self::section or self::header]"):
        if issued and source:
            break
        line = " ".join(node.text_content().split()) if len(node) < 10 else ""
        stated = dateline(line) if 0 < len(line) < 80 else None
        if stated:
            issued, source = issued or stated.issued, source or stated.source
    return Dateline(issued=issued, source=source)


def _main_text(markup: str, tree: Any) -> list[str]:
    """The paragraphs of the main text."""
    import trafilatura

    found = trafilatura.extract(
        markup, include_comments=False, include_tables=True, include_formatting=False, favor_precision=True
    )
    lines = [line.strip(" |\t") for line in (found or "").splitlines()]
    densest = _densest(tree)
    # Pages of a few lines give the extractor too little to go by; those laid out with tables become one row.
    if _length(densest) > 1.3 * _length(lines) or _swallowed(densest, lines):
        lines = densest
    return [line for line in lines if line and not dateline(line)]


def _length(lines: Sequence[str]) -> int:
    return sum(map(len, lines))


def _swallowed(paragraphs: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether one of the lines holds a whole paragraph and much more."""
    longest = compact(max(paragraphs, key=len, default=""))
    return len(longest) > 20 and any(
        len(line) > 1.5 * len(longest) and longest in compact(line) for line in lines
    )


def _densest(tree: Any) -> list[str]:
    """The paragraphs of the element that holds most text in paragraphs, links and page parts left out."""
    best: list[str] = []
    for parent in tree.xpath(f"//*[p][not(ancestor-or-self::*[{_CHROME}])]"):
        lines = []
        for node in parent.xpath("./p|./h2|./h3|./h4|./ul/li|./ol/li|./blockquote/p"):
            line = " ".join(node.text_content().split())
            linked = sum(len(link.text_content()) for link in node.iter("a"))
            if line and linked <= len(line) / 3:
                lines.append(line)
        if _length(lines) > _length(best):
            best = lines
    if best:
        return best
    body = tree.xpath("//body")
    return [] if not body else _loose_text(body[0])


def _loose_text(body: Any) -> list[str]:
    """The lines of a page without paragraphs."""
    texts = body.xpath(f".//text()[not(ancestor::*[{_CHROME} or self::a or self::h1])]")
    return [line for text in texts if (line := " ".join(str(text).split()))]
