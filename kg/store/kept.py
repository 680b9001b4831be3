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
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from kg.model import Name, digest_of
from kg.store.rows import ArticleRow, Content, EntityRow, FactRow
from kg.vocab import EntityType, Modality, Relation

_CONTENT, _ENTITIES = "content.json", "entities.json"
_Written = dict[str, list[list[Any]]]
_T = TypeVar("_T")
# With other fields than these it is another kg's.
_SHAPE = [[field.name for field in fields(row)] for row in (EntityRow, ArticleRow, FactRow)]
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


def load(path: Path, mark: str) -> Content | None:
    """What was kept of the store in that state, if anything was."""
    return _load(path / _CONTENT, mark, _content)


def save(path: Path, mark: str, content: Content) -> None:
    """Keep what was read from the store in that state."""
    _save(path / _CONTENT, mark, lambda: _written(content))


def load_entities(path: Path, mark: str) -> tuple[EntityRow, ...] | None:
    """The entities that were kept of the store in that state, if they were."""
    return _load(path / _ENTITIES, mark, lambda written: tuple(_entities(written["entities"]).values()))


def save_entities(path: Path, mark: str, entities: Iterable[EntityRow]) -> None:
    """Keep the entities that were read from the store in that state."""
    _save(path / _ENTITIES, mark, lambda: {"entities": _written_entities(entities)})


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


def _written_entities(entities: Iterable[EntityRow]) -> list[list[Any]]:
    return [
        [entity.iri, entity.id, entity.types, entity.label, [[*_name(name)] for name in entity.labels],
         entity.codes]
        for entity in entities
    ]  # fmt: skip


def _written(content: Content) -> _Written:
    return {
        "entities": _written_entities(content.entities.values()),
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


def _name(name: Name) -> tuple[str, str]:
    return name.text, name.language


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entities(written: list[list[Any]]) -> dict[str, EntityRow]:
    kinds = {type_.value: type_ for type_ in EntityType}
    return {
        iri: EntityRow(
            iri=iri,
            id=id_,
            types=tuple(kinds[type_] for type_ in types),
            label=label,
            labels=tuple(Name(text, language) for text, language in labels),
            codes=tuple(codes),
        )
        for iri, id_, types, label, labels, codes in written
    }


def _content(written: _Written) -> Content:
    entities = _entities(written["entities"])
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
