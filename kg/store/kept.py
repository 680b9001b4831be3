"""The plain values of a store, kept beside its quads, so that they are read from them once and not at each command.

Reading every statement of ten thousand facts takes a second and a half; reading what was kept takes a fifth of
that. It is kept with a mark of the state that it was read from: RocksDB never gives a file name twice and only
adds to its log, so the names, sizes and times of the files tell one state from every other. What bears another
mark, or cannot be read, is as good as nothing; where nothing can be written, nothing is kept.

It is JSON and not a pickle: a store that comes from somebody else must not run anything.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from kg.model import digest_of
from kg.store.catalogue import Catalogue, Columns
from kg.store.rows import ArticleRow, Content, EntityRow, FactRow
from kg.vocab import Modality, Relation

_CONTENT, _ENTITIES = "content.json", "entities.json"
_Written = dict[str, Any]
_T = TypeVar("_T")
# With other fields than these it is another kg's.
_SHAPE = [Columns._fields, *([field.name for field in fields(row)] for row in (ArticleRow, FactRow))]
# What a fact has from its two ends, its product and its article is not written again.
_OWN = (
    "iri", "id", "subject", "relation", "object", "modality", "confidence", "amount", "currency",
    "amount_text", "percent", "time", "time_text", "title", "product", "evidence", "start", "end", "article",
    "rule",
)  # fmt: skip


def state(quads: Path) -> str:
    """The mark of the state that Oxigraph's files are in; empty where it cannot be told."""
    try:
        files = [
            (file.name, status.st_size, status.st_mtime_ns)
            for file in os.scandir(quads)
            if file.name.endswith((".sst", ".log")) and (status := file.stat())
        ]
        return digest_of((quads / "IDENTITY").read_text("ascii"), json.dumps([sorted(files), _SHAPE]))
    except (OSError, ValueError):
        return ""


def load(path: Path, mark: str, *, base: str) -> Content | None:
    """What was kept of the store in that state, if anything was."""
    return _load(path / _CONTENT, mark, lambda written: _content(written, base))


def save(path: Path, mark: str, content: Content) -> None:
    """Keep what was read from the store in that state."""
    _save(path / _CONTENT, mark, lambda: _written(content))


def load_entities(path: Path, mark: str, *, base: str) -> Catalogue | None:
    """The entities that were kept of the store in that state, if they were."""
    return _load(path / _ENTITIES, mark, lambda written: Catalogue(Columns(**written), base=base))


def save_entities(path: Path, mark: str, entities: Catalogue) -> None:
    """Keep the entities that were read from the store in that state."""
    _save(path / _ENTITIES, mark, entities.columns._asdict)


def _load(file: Path, mark: str, read: Callable[[_Written], _T]) -> _T | None:
    if not mark:
        return None
    try:
        with file.open(encoding="utf8") as opened:
            if opened.readline().strip() != mark:
                return None
            return read(json.load(opened))
    except (OSError, ValueError, KeyError, TypeError, IndexError, InvalidOperation):
        return None


def _save(file: Path, mark: str, written: Callable[[], _Written]) -> None:
    if not mark:
        return
    partial = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        with partial.open("w", encoding="utf8") as opened:
            opened.write(mark + "\n")
            json.dump(written(), opened, ensure_ascii=False, separators=(",", ":"))
        partial.replace(file)
    except (OSError, ValueError):
        with suppress(OSError):
            partial.unlink()


def _written(content: Content) -> _Written:
    return {
        "entities": Catalogue.of(content.entities.values()).columns._asdict(),
        "articles": [
            [article.iri, article.id, article.title, article.section, _day(article.issued), article.source,
             article.text, article.documents, article.mentions]
            for article in content.articles.values()
        ],
        "facts": [
            [str(value) if isinstance(value := getattr(fact, name), Decimal) else value for name in _OWN]
            for fact in content.facts
        ],
    }  # fmt: skip


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _content(written: _Written, base: str) -> Content:
    entities = dict(Catalogue(Columns(**written["entities"]), base=base))
    articles = {
        iri: ArticleRow(
            iri=iri,
            id=id_,
            title=title,
            section=section,
            issued=date.fromisoformat(issued) if issued else None,
            source=source,
            text=text,
            documents=tuple(documents),
            mentions=tuple(mentions),
        )
        for iri, id_, title, section, issued, source, text, documents, mentions in written["articles"]
    }
    return Content(entities=entities, articles=articles, facts=_facts(written["facts"], entities, articles))


def _facts(
    rows: list[list[Any]], entities: dict[str, EntityRow], articles: dict[str, ArticleRow]
) -> tuple[FactRow, ...]:
    relations = {relation.value: relation for relation in Relation}
    modalities = {modality.value: modality for modality in Modality}
    found = []
    for row in rows:
        own = dict(zip(_OWN, row, strict=True))
        subject, object_, article = (
            entities[own["subject"]],
            entities[own["object"]],
            articles.get(own["article"]),
        )
        product = entities.get(own["product"])
        own["relation"], own["modality"] = relations[own["relation"]], modalities[own["modality"]]
        own["amount"] = None if own["amount"] is None else Decimal(own["amount"])
        own["percent"] = None if own["percent"] is None else Decimal(own["percent"])
        found.append(
            FactRow(
                subject_label=subject.label,
                subject_type=subject.types[0],
                object_label=object_.label,
                object_type=object_.types[0],
                product_label=product.label if product else "",
                article_title=article.title if article else "",
                section=article.section if article else "",
                issued=article.issued if article else None,
                **own,
            )
        )
    return tuple(found)
