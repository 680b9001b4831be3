"""The values that pass between the stages: no behaviour beyond their own consistency, no input or output.

    Document → Article → Sentence → Mention → Link, Entity → Fact

All spans are half-open ranges of Unicode code points in ``Article.text``. That text is the title in the
first line and then one paragraph a line, hard wraps already undone; it is what evidence quotes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from kg.vocab import EntityType, Modality, Relation


def digest_of(*parts: str) -> str:
    """A stable 16-digit hexadecimal name for a sequence of strings.

    >>> digest_of("a", "bc") == digest_of("ab", "c")
    False
    """
    return hasher("\x1f".join(parts).encode("utf8", "surrogatepass")).hexdigest()


def hasher(data: bytes = b"") -> hashlib.blake2b:
    """What tells names apart, and documents by their bytes: 16 hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=8)


def document_id(digest: str) -> str:
    """The id of the document with these bytes."""
    return f"doc-{digest}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file or record as it was read: its decoded text and where it came from."""

    id: str
    path: str
    media_type: str
    text: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One piece of news: ``text`` holds the title in its first line, then a paragraph a line."""

    id: str
    document: str
    title: str
    text: str
    section: str = ""
    issued: date | None = None
    source: str = ""

    def __post_init__(self) -> None:
        if self.text.split("\n", 1)[0] != self.title:
            raise ValueError(f"article {self.id}: its text does not begin with its title")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of an article; ``text`` is the article's text at ``span``."""

    text: str
    span: Span
    paragraph: int
    is_heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in an article's text. ``source`` tells which finder found it: lexicon, shape, tagger, repeat…"""

    span: Span
    surface: str
    type: EntityType
    source: str
    confidence: float
    entity: str = ""  # the lexicon's id, where the finder already knows it

    @property
    def place(self) -> tuple[int, int]:
        """Where its span begins and ends: what orders mentions."""
        return self.span.start, self.span.end


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name of an entity, with the language it is in (BCP 47: zh, en, or und where it is neither)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One real thing. The first name is the preferred one. ``origin``: lexicon, user or new."""

    id: str
    type: EntityType
    names: tuple[Name, ...]
    identifiers: tuple[tuple[str, str], ...] = ()
    origin: str = "new"

    def __post_init__(self) -> None:
        if not self.names:
            raise ValueError(f"entity {self.id} has no name")

    @property
    def label(self) -> str:
        """The preferred name."""
        return self.names[0].text


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That a mention stands for an entity, and why: lexicon, definition, short form, pronoun, decision, new."""

    mention: Mention
    entity: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """That an entity is meant where its name does not stand: by a pronoun, or by a subject left out.

    ``sentence`` is the number of the sentence; an ellipsis has the sentence's beginning as ``start`` and ``end``.
    """

    sentence: int
    start: int
    end: int
    entity: str
    surface: str
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount of money; ``currency`` is an ISO 4217 code, or empty where the text names none."""

    value: Decimal
    currency: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRef:
    """A date as far as it is known: ``value`` is ``2021``, ``2021-05`` or ``2021-05-27``."""

    value: str
    text: str

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``; empty where the words could not be resolved."""
        return {0: "", 4: "year", 7: "month", 10: "day"}[len(self.value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifiers:
    """What an article adds to a fact. ``percent`` is a share of one: 96% is 0.96. ``product`` is an entity's id."""

    amount: Money | None = None
    percent: Decimal | None = None
    time: TimeRef | None = None
    title: str = ""
    product: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A statement of an article: without its sentence and the rule that made it, it cannot be built."""

    article: str
    subject: str
    relation: Relation
    object: str
    modality: Modality
    evidence: Span
    evidence_text: str
    rule: str
    confidence: float
    qualifiers: Qualifiers = field(default_factory=Qualifiers)

    def __post_init__(self) -> None:
        if not (self.evidence_text and self.rule):
            raise ValueError("a fact needs its evidence and its rule")
        if self.subject == self.object:
            raise ValueError(f"{self.relation}: subject and object are both {self.subject}")
        if not 0.0 < self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence} is not within (0, 1]")

    @property
    def id(self) -> str:
        """The hash of what the fact says and where: building again gives the same."""
        where = f"{self.evidence.start}-{self.evidence.end}"
        return "fact-" + digest_of(
            self.article, self.subject, self.relation, self.object, self.modality, where
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made a graph: the version of kg and digests of its knowledge."""

    id: str
    started: datetime
    version: str
    lexicon: str
    rules: str
