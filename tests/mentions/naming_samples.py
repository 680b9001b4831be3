"""Small lexicons and mentions, made by hand."""

from __future__ import annotations

from kg.lexicon import Lexicon, LexiconEntry
from kg.mentions.known import Hit
from kg.model import Mention, Span
from kg.vocab import EntityType


def entry(
    id_: str,
    *names: str,
    kind: EntityType = EntityType.COMPANY,
    english: tuple[str, ...] = (),
    origin: str = "lexicon",
) -> LexiconEntry:
    """A row of a lexicon."""
    return LexiconEntry(id=id_, type=kind, names=names, english=english, origin=origin)


LEXICON = Lexicon(
    [
        entry("smic", "中芯国际", english=("SMIC",)),
        entry("smic-beijing", "中芯国际北京"),
        entry("arm", "安谋", english=("ARM",)),
        entry("saic", "上汽集团", english=("SAIC Motor",)),
        entry("ai", "人工智能", kind=EntityType.TECHNOLOGY, english=("AI",)),
        entry("openai", "OpenAI"),
        entry("wuhu", "芜湖", kind=EntityType.LOCATION),
        entry("xiamen-university", "厦门大学", kind=EntityType.RESEARCH),
        entry("xiamen", "厦门", kind=EntityType.LOCATION),
    ]
)


def mention(
    text: str,
    surface: str,
    kind: EntityType = EntityType.COMPANY,
    *,
    source: str = "tagger",
    confidence: float = 0.9,
    after: int = 0,
) -> Mention:
    """The mention of a surface where the text first holds it (from ``after`` on)."""
    start = text.index(surface, after)
    return Mention(
        span=Span(start, start + len(surface)),
        surface=surface,
        type=kind,
        source=source,
        confidence=confidence,
    )


def found(text: str, hits: list[Hit]) -> list[tuple[str, str]]:
    """Hits as (words, id of the entry)."""
    return [(text[hit.start : hit.end], hit.entry.id) for hit in hits]
