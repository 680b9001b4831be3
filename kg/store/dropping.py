"""Taking documents and articles out of a store, by whatever they are called, and what nothing holds any more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import NotFoundError, StoreError, nearest
from kg.quads import terms
from kg.store.dataset import UNION
from kg.store.holdings import STARTED
from kg.store.paths import path_key
from kg.store.rows import text_of

if TYPE_CHECKING:
    from kg.store.store import Store

_SWEPT = 50  # articles a transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """What a drop took out: paths forgotten, documents and articles (ids) gone with all they said."""

    paths: tuple[str, ...]
    documents: tuple[str, ...]
    articles: tuple[str, ...]


def drop(store: Store, name: str) -> Dropped:
    """Take out what is called so: a path, a document's or an article's id, a file name, a title, in this order.

    Raises:
        NotFoundError: nothing is called so.
        StoreError: several documents or articles are called so.
    """
    key = path_key(name)
    holdings = store._holdings
    held = holdings.paths.all()
    node = ox.NamedNode(name) if name.startswith(store.base) else store._iri(name)
    if any(one.path == key for one in held):
        return _drop_paths(store, [key])
    if any(one.document == node for one in held):
        return _drop_paths(store, [one.path for one in held if one.document == node])
    if ox.Quad(node, terms.TYPE, terms.ARTICLE, UNION) in store._store:
        return _drop_article(store, node)
    if namesakes := [one for one in held if Path(one.path).name == name]:
        if len({one.document for one in namesakes}) > 1:
            raise _ambiguous(name, "documents", [one.path for one in namesakes])
        return _drop_paths(store, [one.path for one in namesakes])
    titles = {triple.subject: text_of(triple.object) for triple in store.triples(None, terms.TITLE)}
    titled = [article for article, title in titles.items() if title == name]
    if len(titled) > 1:
        raise _ambiguous(name, "articles", [holdings.id_of(article) for article in titled])
    if isinstance(found := next(iter(titled), None), ox.NamedNode):
        return _drop_article(store, found)
    known = [Path(one.path).name for one in held] + list(titles.values())
    raise NotFoundError(f"{name}: no document or article is called so{nearest(name, known)}")


def _drop_paths(store: Store, paths: list[str]) -> Dropped:
    changes, holdings = store._changes(), store._holdings
    documents = sorted({held.document for path in paths if (held := holdings.paths.of(path))}, key=str)
    affected = [
        article for document in documents for article in holdings.leave(document, set(paths), changes)
    ]
    removed = holdings.remove_homeless(affected, changes)
    store._commit(changes)
    return Dropped(
        paths=tuple(paths),
        documents=tuple(holdings.id_of(one) for one in documents if changes.removes_graph(one)),
        articles=tuple(holdings.id_of(article) for article in removed),
    )


def _drop_article(store: Store, article: ox.NamedNode) -> Dropped:
    changes = store._changes()
    store._holdings.remove_article(article, changes)
    store._commit(changes)
    return Dropped(paths=(), documents=(), articles=(store._holdings.id_of(article),))


def _ambiguous(name: str, what: str, which: list[str]) -> StoreError:
    listed = ", ".join(sorted(which))
    return StoreError(f"{name}: {len(which)} {what} are called so ({listed}): name one of these")


def sweep(store: Store) -> None:
    """Take out the articles that belong to no document, as a killed build leaves them, and idle runs."""
    loose = store._holdings.loose_articles()
    for begin in range(0, len(loose), _SWEPT):
        changes = store._changes()
        for article in loose[begin : begin + _SWEPT]:
            store._holdings.remove_article(article, changes)
        store._commit(changes)
    changes = store._changes()
    for run in store._idle_runs():
        changes.remove_graph(run)
        changes.set_state(run, STARTED, [])
    store._commit(changes)
