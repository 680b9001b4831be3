"""The articles of a document: one, or as many as a digest or a file of records holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from kg.documents import locations
from kg.documents.datelines import Dateline, date_in_name, dateline
from kg.documents.digest import digest_of_articles
from kg.documents.furniture import without_furniture
from kg.documents.lines import Line, compact, lines_of
from kg.documents.records import Record, records
from kg.documents.wraps import paragraphs
from kg.errors import DocumentError
from kg.model import Article, Document, digest_of

LONGEST = 400_000
"""Characters of the longest article: a report of some 400 pages. Extracting takes 3 KB of memory a character."""

_DATED_BY = 3  # paragraphs below the title within which a dateline stands: subtitle, author, date


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """What is known of an article before its text is read; ``is_certain`` if its datelines yield to it."""

    title: str
    issued: date | None = None
    section: str = ""
    source: str = ""
    is_certain: bool = False


def articles(document: Document, *, problem: Callable[[DocumentError], None] | None = None) -> list[Article]:
    """The articles of a document, in its order; the same article comes once.

    Args:
        document: as ``read`` gives it.
        problem: told of each record that cannot be read and each article that is too long, while the others
            come; without it the first raises.

    Raises:
        DocumentError: there is something to be told and nobody asked to be; or there is no article.
    """
    told = problem or _raised
    if document.media_type == locations.RECORDS:
        found = [_of_record(record, document) for record in records(document.text, document.path, told)]
    else:
        found = _of_text(document)
        if not found:
            raise DocumentError(f"{document.path}: holds no article, only page furniture: leave it out")
    for article in found:
        if len(article.text) > LONGEST:
            where = f"{document.path}: {article.title[:40]!r}"
            told(DocumentError(f"{where}: is longer than {LONGEST} characters: split it"))
    return list({article.id: article for article in found if len(article.text) <= LONGEST}.values())


def _raised(error: DocumentError) -> None:
    raise error


def _of_text(document: Document) -> list[Article]:
    marks_headings = document.media_type in (locations.MARKDOWN, locations.DOCX)
    lines, furniture = without_furniture(lines_of(document.text, headings=marks_headings))
    found = paragraphs(lines)
    named = date_in_name(PurePath(document.path).name)
    digest = digest_of_articles(found, furniture)
    if digest:
        issued = digest.issued or named
        return [
            _article(
                document, _Given(title=piece.title, issued=issued, section=piece.section), piece.paragraphs
            )
            for piece in digest.pieces
        ]
    texts = [paragraph.text for paragraph in found]
    return [_article(document, _Given(title=texts[0], issued=named), texts[1:])] if texts else []


def _of_record(record: Record, document: Document) -> Article:
    texts = [paragraph.text for paragraph in paragraphs(_lines_below(record))]
    given = _Given(
        title=record.title or texts.pop(0),
        issued=record.issued,
        section=record.section,
        source=record.source,
        is_certain=True,
    )
    return _article(document, given, texts)


def _lines_below(record: Record) -> list[Line]:
    """The lines of a record's text, without its title where the text repeats it."""
    lines = lines_of(record.text)
    repeats = bool(lines) and record.title and compact(lines[0].text) == compact(record.title)
    return lines[1:] if repeats and len(lines) > 1 else lines


def _article(document: Document, given: _Given, texts: Sequence[str]) -> Article:
    """An article with what its datelines say."""
    stated, body = _without_datelines(texts)
    first, second = (given.issued, stated.issued) if given.is_certain else (stated.issued, given.issued)
    issued = first or second
    text = "\n".join([given.title, *body])
    return Article(
        id="article-" + digest_of(given.title, text, given.section, issued.isoformat() if issued else ""),
        document=document.id,
        title=given.title,
        text=text,
        section=given.section,
        issued=issued,
        source=given.source or stated.source,
    )


def _without_datelines(texts: Sequence[str]) -> tuple[Dateline, list[str]]:
    """What the lines below the title and the last line say of date and source, and the other paragraphs."""
    issued, source = None, ""
    body: list[str] = []
    for index, text in enumerate(texts):
        found = dateline(text) if index < _DATED_BY or index == len(texts) - 1 else None
        if found:
            issued, source = issued or found.issued, source or found.source
        # A last line with a date alone is the signature of a notice, and stays.
        if not found or (index >= _DATED_BY and not found.source):
            body.append(text)
    return Dateline(issued=issued, source=source), body
