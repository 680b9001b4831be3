"""Finding things and articles by words: parts of names, pinyin, pinyin initials, words of a title or text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pyoxigraph as ox

from kg.quads import terms
from kg.query.keys import key
from kg.query.names import Names
from kg.store import ArticleRow, Content, EntityRow, View, read_article, text_of

_LETTERS = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A thing or an article that fits, how well (0 to 1), and by which of its names or words."""

    entity: EntityRow | None = None
    article: ArticleRow | None = None
    score: float
    by: str

    def record(self) -> dict[str, object]:
        """What a table tells of it."""
        row = self.entity or self.article
        assert row is not None, "an entity or an article was found"
        return {
            "kind": self.entity.type.value if self.entity else "Article",
            "name": row.label if isinstance(row, EntityRow) else row.title,
            "id": row.id,
            "by": self.by,
            "score": self.score,
        }


def find(content: Content, words: str, *, limit: int = 20) -> list[Found]:
    """Entities and articles that the words fit, the best first; of equals the one with more facts.

    >>> find(Content(entities={}, articles={}, facts=()), "zxgj")
    []
    """
    facts = Counter(iri for fact in content.facts for iri in (fact.subject, fact.object))
    told = ((article.iri, article.title, article.text) for article in content.articles.values())
    fitting = [*_things(Names(content.entities.values()), words), *_articles(told, words)]
    return [_found(hit, content.articles.__getitem__) for hit in _best(fitting, facts.__getitem__, limit)]


def find_in(view: View, words: str, *, limit: int = 20) -> list[Found]:
    """The same in a graph of which only names, titles and texts are read: facts are counted for what fits alone."""

    def column(property_: ox.NamedNode) -> dict[str, str]:
        triples = sorted(view.triples(None, property_), key=lambda triple: str(triple.object), reverse=True)
        return {text_of(triple.subject): text_of(triple.object) for triple in triples}

    def facts(iri: str) -> int:
        ends = (terms.SUBJECT, terms.OBJECT)
        return sum(len(view.triples(None, end, _node(iri))) for end in ends)

    titles, texts = column(terms.TITLE), column(terms.TEXT)
    articles = (text_of(triple.subject) for triple in view.triples(None, terms.TYPE, terms.ARTICLE))
    told = ((iri, titles.get(iri, ""), texts.get(iri, "")) for iri in articles)
    fitting = [*_things(Names.of(view), words), *_articles(told, words)]
    return [_found(hit, lambda iri: read_article(view, _node(iri))) for hit in _best(fitting, facts, limit)]


def _node(iri: str) -> ox.NamedNode | ox.BlankNode:
    """What an IRI names; in a stranger's graph it may be the label of a blank node."""
    return ox.NamedNode(iri) if ":" in iri else ox.BlankNode(iri)


class _Hit(NamedTuple):
    """That a thing, or the article of an IRI, fits."""

    score: float
    iri: str
    by: str
    entity: EntityRow | None = None


def _best(fitting: Sequence[_Hit], facts: Callable[[str], int], limit: int) -> list[_Hit]:
    """The best, things before articles; only of those between which it decides are the facts counted."""
    ordered = sorted(fitting, key=lambda hit: -hit.score)[:limit]
    least = ordered[-1].score if ordered else 0.0

    def rank(hit: _Hit) -> tuple[float, bool, int, str]:
        return -hit.score, hit.entity is None, -facts(hit.iri) if hit.entity else 0, hit.iri

    return sorted((hit for hit in fitting if hit.score >= least), key=rank)[:limit]


def _found(hit: _Hit, article: Callable[[str], ArticleRow]) -> Found:
    return Found(
        entity=hit.entity, article=None if hit.entity else article(hit.iri), score=hit.score, by=hit.by
    )


def _things(names: Names, words: str) -> Iterator[_Hit]:
    asked = key(words)
    if not asked:
        return
    spelled = asked if _LETTERS.fullmatch(asked) else ""
    texts, called = names.entities.columns.texts, names.entities.called
    best: dict[str, tuple[float, str]] = {}
    for line in range(len(texts)) if spelled else names.substrings.having(asked):
        score = _fit(names.keys[line], texts[line], asked, spelled)
        if score and score > best.get(iri := called(line), (0.0, ""))[0]:
            best[iri] = score, texts[line]
    for iri in names.identified(asked):
        best[iri] = 1.0, names.entities.id_of(iri)
    for iri, (score, by) in best.items():
        yield _Hit(round(score, 3), iri, by, names.entities[iri])


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


def _articles(articles: Iterable[tuple[str, str, str]], words: str) -> Iterator[_Hit]:
    """Articles (IRI, title, text) that hold every word; one in the title counts more than one in the text."""
    wanted = [word.lower() for word in words.split()] if key(words) else []
    for iri, title, text in articles:
        in_title, in_text = title.lower(), text.lower()
        if wanted and all(word in in_title or word in in_text for word in wanted):
            score = 0.4 + 0.3 * sum(word in in_title for word in wanted) / len(wanted)
            yield _Hit(round(score, 3), iri, _snippet(title, text, wanted[0]))


def _snippet(title: str, text: str, word: str) -> str:
    at = text.lower().find(word)
    if at < 0:
        return title
    start = max(0, at - 12)
    return text[start : at + len(word) + 24].replace("\n", " ")
