"""Annotated articles: the text, the entities it names and the facts it states, as people marked them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DocumentError
from kg.mentions.characters import stands_alone
from kg.model import Article, Span, digest_of
from kg.vocab import EntityType, Modality, Relation

_ENCLOSING = {"《": "》", "“": "”", "〈": "〉", "「": "」", '"': '"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """An entity that a person marked; ``aliases`` are the forms that the article uses, its name first."""

    id: str
    type: EntityType
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFact:
    """A fact that a person marked, with the words that state it."""

    subject: str
    relation: Relation
    object: str
    modality: Modality
    evidence: str
    qualifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """An article with its marked entities and facts."""

    article: Article
    entities: tuple[GoldEntity, ...]
    facts: tuple[GoldFact, ...]

    def mentions(self) -> list[tuple[Span, GoldEntity]]:
        """Every place where an entity's alias stands, the longest alias first, without overlaps.

        Quotation and book-title marks that enclose a whole alias are left outside.
        """
        text = self.article.text
        by_alias: dict[str, GoldEntity] = {}
        for entity in self.entities:
            for alias in entity.aliases:
                by_alias.setdefault(bare(alias), entity)
        taken = bytearray(len(text))
        found: list[tuple[Span, GoldEntity]] = []
        for alias in sorted(by_alias, key=lambda a: (-len(a), a)):
            at = text.find(alias)
            while at >= 0:
                end = at + len(alias)
                if not any(taken[at:end]) and stands_alone(text, at, end):
                    taken[at:end] = b"\x01" * len(alias)
                    found.append((Span(at, end), by_alias[alias]))
                at = text.find(alias, at + 1)
        return sorted(found, key=lambda pair: pair[0])


def bare(name: str) -> str:
    """A name without marks that enclose all of it.

    >>> bare("《数据安全法》"), bare("“猎鹰”激光雷达")
    ('数据安全法', '“猎鹰”激光雷达')
    """
    while len(name) > 2 and _ENCLOSING.get(name[0]) == name[-1] and name[0] not in name[1:-1]:
        name = name[1:-1]
    return name


def read(folder: Path) -> Iterator[AnnotatedArticle]:
    """The annotated articles of a folder, in the order of their names: NAME.json beside NAME.txt."""
    for path in sorted(folder.glob("*.json")):
        try:
            record: dict[str, Any] = json.loads(path.read_text("utf8"))
            lines = path.with_suffix(".txt").read_text("utf8").splitlines()
        except (OSError, ValueError) as error:
            raise DocumentError(f"{path}: no annotated article ({error}): see seeds/README.md") from None
        text = "\n".join(line.strip() for line in lines if line.strip())
        title = text.split("\n", 1)[0]
        try:
            yield _article(path, title, text, record)
        except (KeyError, TypeError, ValueError) as error:
            raise DocumentError(f"{path}: not an annotation ({error!r}): see seeds/README.md") from None


def _article(path: Path, title: str, text: str, record: dict[str, Any]) -> AnnotatedArticle:
    return AnnotatedArticle(
        article=Article(id="article-" + digest_of(title, text), document=path.name, title=title, text=text),
        entities=tuple(
            GoldEntity(
                id=e["id"],
                type=EntityType(e["type"]),
                aliases=tuple(dict.fromkeys((e["name"], *e["aliases"]))),
            )
            for e in record["entities"]
        ),
        facts=tuple(_fact(r) for r in record["relations"]),
    )


def _fact(record: dict[str, Any]) -> GoldFact:
    return GoldFact(
        subject=record["subject"],
        relation=Relation(record["predicate"]),
        object=record["object"],
        modality=Modality(record["modality"].capitalize()),
        evidence=record["evidence"],
        qualifiers=tuple(sorted(record.get("qualifiers", {}).items())),
    )
