"""Finding things and articles by words: parts of names, pinyin, pinyin initials, words of a title or text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.query.names import Names, key
from kg.store import ArticleRow, Content, EntityRow

_LETTERS = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A thing or an article that fits, how well (0 to 1), and by which of its names or words."""

    entity: EntityRow | None = None
    article: ArticleRow | None = None
    score: float
    by: str


def find(content: Content, words: str, *, limit: int = 20) -> list[Found]:
    """Entities and articles that the words fit, the best first; of equals the one with more facts.

    >>> find(Content(entities={}, articles={}, facts=()), "zxgj")
    []
    """
    asked = key(words)
    if not asked:
        return []
    facts = Counter(iri for fact in content.facts for iri in (fact.subject, fact.object))
    entities = sorted(
        _entities(content.entities.values(), asked),
        key=lambda found: (-found.score, -facts[_iri(found)], _iri(found)),
    )
    articles = sorted(
        _articles(content.articles.values(), words), key=lambda found: (-found.score, _iri(found))
    )
    return sorted([*entities, *articles], key=lambda found: -found.score)[:limit]


def _iri(found: Found) -> str:
    row = found.entity or found.article
    return row.iri if row else ""


def _entities(entities: Iterable[EntityRow], asked: str) -> Iterator[Found]:
    spelled = asked if _LETTERS.fullmatch(asked) else ""
    for entity in entities:
        best = max(
            ((_fit(key(name.text), name.text, asked, spelled), name.text) for name in entity.labels),
            default=(0.0, ""),
            key=lambda pair: pair[0],
        )
        codes = {part for code in entity.codes for part in (code.lower(), code.lower().split(".")[0])}
        if asked in {entity.id, *codes}:
            best = (1.0, entity.id)
        if best[0] > 0:
            yield Found(entity=entity, score=round(best[0], 3), by=best[1])


def _fit(name: str, text: str, asked: str, spelled: str) -> float:
    """How well a name fits: the whole of it, its beginning, a part; then by its sound."""
    if name == asked:
        return 1.0
    share = len(asked) / max(len(name), 1)
    if name.startswith(asked):
        return 0.8 + 0.1 * share
    if asked in name:
        return 0.7 + 0.1 * share
    if spelled and not text.isascii() and spelled[0] in _begins(text[0]):
        initials, full = _pinyin(text)
        for sound in (initials, full):
            if sound == spelled:
                return 0.75
            if sound.startswith(spelled):
                return 0.5 + 0.2 * len(spelled) / len(sound)
    return 0.0


@cache
def _begins(char: str) -> frozenset[str]:
    """What the sounds of a letter may begin with: reading whole names is a hundred times slower."""
    from pypinyin import Style, pinyin

    (sounds,) = pinyin(char, style=Style.NORMAL, heteronym=True)
    return frozenset(sound[:1].lower() for sound in sounds)


def _pinyin(text: str) -> tuple[str, str]:
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(text, style=Style.NORMAL)
    return "".join(syllable[:1] for syllable in syllables).lower(), "".join(syllables).lower()


def _articles(articles: Iterable[ArticleRow], words: str) -> Iterator[Found]:
    """Articles that hold every word; one in the title counts more than one in the text."""
    wanted = [word.lower() for word in words.split()]
    for article in articles:
        title, text = article.title.lower(), article.text.lower()
        if wanted and all(word in title or word in text for word in wanted):
            score = 0.4 + 0.3 * sum(word in title for word in wanted) / len(wanted)
            yield Found(article=article, score=round(score, 3), by=_snippet(article, wanted[0]))


def _snippet(article: ArticleRow, word: str) -> str:
    at = article.text.lower().find(word)
    if at < 0:
        return article.title
    start = max(0, at - 12)
    return article.text[start : at + len(word) + 24].replace("\n", " ")


def nearest_names(content: Content, words: str) -> list[str]:
    """Names like the words, for those who found nothing."""
    return Names(content.entities.values()).nearest(words)
