"""Which document holds which articles, and which paths hold the document: settled when any of them changes.

An article stays while a document holds it, a document while a path does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pyoxigraph as ox

from kg.model import Document
from kg.quads import document_quads, iri, terms
from kg.store.changes import Changes
from kg.store.dataset import STATE, UNION
from kg.store.paths import Held, Paths, path_key
from kg.store.rows import short_id

DONE = ox.NamedNode("urn:industry-kg:state#document-done-by")
MADE = ox.NamedNode("urn:industry-kg:state#article-made-by")
LOOSE = ox.NamedNode("urn:industry-kg:state#article-of-no-document")
STARTED = ox.NamedNode("urn:industry-kg:state#started")


class Holdings:
    """Documents, their paths and their articles in a store, and what follows from a change of them."""

    def __init__(self, store: ox.Store, *, base: str) -> None:
        self._store = store
        self._base = base
        self.paths = Paths(store)

    def settle(
        self,
        document: Document,
        articles: Iterable[ox.NamedNode],
        changes: Changes,
        *,
        is_sparing: bool = False,
    ) -> None:
        """Let the document's path hold it, and it these articles; what nothing holds any more goes.

        Args:
            document: what was read at the path.
            articles: those in it, all of them stored.
            changes: what this is added to.
            is_sparing: articles that nothing holds any more stay as loose ones, for others may be about to.
        """
        staying = set(articles)
        node = iri(document.id, base=self._base)
        here = Held(path=path_key(document.path), document=node, media_type=document.media_type)
        before = self.paths.of(here.path)
        holders = [here, *self.paths.alive(node, besides={here.path})]
        self.paths.write(changes, node, holders)
        affected = self.articles_of(node)
        changes.replace(node, self._description(document, holders, staying))
        if before and before.document != node:
            affected += self.leave(before.document, {here.path}, changes)
        for article in staying:
            changes.set_state(article, LOOSE, [])
        homeless = self._homeless(set(affected) - staying, changes)
        for article in homeless:
            if is_sparing:
                changes.set_state(article, LOOSE, [ox.Literal("true")])
            else:
                self.remove_article(article, changes)

    def is_settled(self, document: Document) -> bool:
        """Whether the document's path, and no other, is known to hold it."""
        node = iri(document.id, base=self._base)
        here = Held(path=path_key(document.path), document=node, media_type=document.media_type)
        return self.paths.holders(node) == [here]

    def is_replacing(self, document: Document) -> bool:
        """Whether the document's path holds another one so far."""
        before = self.paths.of(path_key(document.path))
        return before is not None and before.document != iri(document.id, base=self._base)

    def leave(self, document: ox.NamedNode, paths: set[str], changes: Changes) -> list[ox.NamedNode]:
        """Let paths no longer hold a document; the articles that lose it, if no other path holds it."""
        holders = self.paths.alive(document, besides=paths)
        self.paths.write(changes, document, holders)
        articles = self.articles_of(document)
        if holders:
            digests = self._store.quads_for_pattern(document, terms.DIGEST, None, document)
            digest = next((quad.object.value for quad in digests if isinstance(quad.object, ox.Literal)), "")
            known = Document(id=self.id_of(document), path="", media_type="", text="", digest=digest)
            changes.replace(document, self._description(known, holders, articles))
            return []
        changes.remove_graph(document)
        changes.set_state(document, DONE, [])
        return articles

    def remove_homeless(self, articles: Iterable[ox.NamedNode], changes: Changes) -> list[ox.NamedNode]:
        """Remove those of the articles that no document holds after the changes; which they were."""
        removed = self._homeless(articles, changes)
        for article in removed:
            self.remove_article(article, changes)
        return removed

    def _homeless(self, articles: Iterable[ox.NamedNode], changes: Changes) -> list[ox.NamedNode]:
        def is_homeless(article: ox.NamedNode) -> bool:
            homes = self._store.quads_for_pattern(article, terms.PART_OF_DOCUMENT, None, None)
            return all(home.graph_name == UNION or changes.takes_out(home) for home in homes)

        return [article for article in sorted(set(articles), key=str) if is_homeless(article)]

    def remove_article(self, article: ox.NamedNode, changes: Changes) -> None:
        """Remove an article with all that it said, and from the documents that hold it."""
        for home in self._store.quads_for_pattern(article, terms.PART_OF_DOCUMENT, None, None):
            if home.graph_name != UNION:
                changes.remove(home)
        changes.remove_graph(article)
        changes.set_state(article, MADE, [])
        changes.set_state(article, LOOSE, [])

    def loose_articles(self) -> list[ox.NamedNode]:
        """The articles that no document holds yet: those of a build at work, or of one that was killed."""
        loose = self._store.quads_for_pattern(None, LOOSE, None, STATE)
        return [quad.subject for quad in loose if isinstance(quad.subject, ox.NamedNode)]

    def articles_of(self, document: ox.NamedNode) -> list[ox.NamedNode]:
        """The articles that the document holds."""
        parts = self._store.quads_for_pattern(None, terms.PART_OF_DOCUMENT, document, document)
        return [part.subject for part in parts if isinstance(part.subject, ox.NamedNode)]

    def is_held(self, article: ox.NamedNode) -> bool:
        """Whether a document holds the article."""
        return any(self._store.quads_for_pattern(article, terms.PART_OF_DOCUMENT, None, UNION))

    def id_of(self, node: object) -> str:
        """The id that a resource's IRI was made of."""
        return short_id(str(getattr(node, "value", node)), base=self._base)

    def _description(
        self, document: Document, holders: list[Held], articles: Iterable[ox.NamedNode]
    ) -> set[ox.Quad]:
        """The document's quads, with the file names and media types under which all its holders know it."""
        ids = [self.id_of(article) for article in articles]
        named = (replace(document, path=held.path, media_type=held.media_type) for held in holders)
        return {quad for one in named for quad in document_quads(one, ids, base=self._base)}
