"""The one entity or article that a name or an id stands for."""

from __future__ import annotations

from collections.abc import Iterable

from kg.errors import NotFoundError
from kg.query import Names
from kg.store import ArticleRow, EntityRow


class Several(Exception):  # noqa: N818 - a choice for the user rather than an error
    """Several things bear a name."""

    def __init__(self, name: str, found: Iterable[EntityRow]) -> None:
        super().__init__(name)
        self.candidates = [
            {
                "id": entity.id,
                "type": entity.type.value,
                "name": entity.label,
                "also": [label.text for label in entity.labels[1:]],
            }
            for entity in found
        ]
        self.message = f"{name}: {len(self.candidates)} things are called so: name one by its id"


def one_called(names: Names, name: str) -> EntityRow:
    """The entity of that name, id or IRI.

    Raises:
        Several: more than one is called so.
        NotFoundError: none is.
    """
    found = names.resolve(name)
    if len(found) > 1:
        raise Several(name, found)
    return found[0]


def article_called(articles: dict[str, ArticleRow], name: str, *, base: str) -> ArticleRow:
    """The article of that id or IRI.

    Raises:
        NotFoundError: there is none.
    """
    found = articles.get(name) or articles.get(base + name)
    if found is None:
        raise NotFoundError(f"{name}: no article of the graph is called so: look for one with 'kg find'")
    return found
