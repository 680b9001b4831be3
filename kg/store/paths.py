"""Which path holds which document: the part of a store's bookkeeping that follows files as they move."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg.store.changes import Changes
from kg.store.dataset import STATE

_HOLDS = ox.NamedNode("urn:industry-kg:state#path-holds")
_MEDIA_TYPE = ox.NamedNode("urn:industry-kg:state#path-media-type")
_PREFIX = "urn:industry-kg:path:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """That a path holds a document, and as what."""

    path: str
    document: ox.NamedNode
    media_type: str


def path_key(path: str) -> str:
    """The path in full, so that it is the same from wherever kg is called.

    >>> path_key("news/../a.txt") == path_key("a.txt")
    True
    """
    return os.path.normpath(Path(path).absolute())


def _exists(path: str) -> bool:
    # A record of a file may be named file.jsonl#12.
    return Path(path).exists() or Path(path.partition("#")[0]).exists()


def _node(path: str) -> ox.NamedNode:
    return ox.NamedNode(_PREFIX + quote(os.fsencode(path)))


class Paths:
    """The paths that a store knows."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def all(self) -> list[Held]:
        """Every path, sorted."""
        return self._found(None, None)

    def of(self, path: str) -> Held | None:
        """What the path holds."""
        return next(iter(self._found(_node(path), None)), None)

    def holders(self, document: ox.NamedNode) -> list[Held]:
        """The paths that hold the document, sorted."""
        return self._found(None, document)

    def alive(self, document: ox.NamedNode, *, besides: set[str]) -> list[Held]:
        """The other paths that hold the document and still exist."""
        return [held for held in self.holders(document) if held.path not in besides and _exists(held.path)]

    def write(self, changes: Changes, document: ox.NamedNode, holders: list[Held]) -> None:
        """Let these paths and no others hold the document."""
        staying = {held.path for held in holders}
        for path in {held.path for held in self.holders(document)} - staying:
            # A path that turns to another document in the same changes has been given its new one already.
            if not changes.puts(_node(path), _HOLDS):
                changes.set_state(_node(path), _HOLDS, [])
                changes.set_state(_node(path), _MEDIA_TYPE, [])
        for held in holders:
            changes.set_state(_node(held.path), _HOLDS, [held.document])
            changes.set_state(_node(held.path), _MEDIA_TYPE, [ox.Literal(held.media_type)])

    def _found(self, path: ox.NamedNode | None, document: ox.NamedNode | None) -> list[Held]:
        found = []
        for quad in list(self._store.quads_for_pattern(path, _HOLDS, document, STATE)):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                types = self._store.quads_for_pattern(quad.subject, _MEDIA_TYPE, None, STATE)
                media_type = next(
                    (one.object.value for one in types if isinstance(one.object, ox.Literal)), ""
                )
                name = os.fsdecode(unquote(quad.subject.value.removeprefix(_PREFIX)).encode("utf8"))
                found.append(Held(path=name, document=quad.object, media_type=media_type))
        return sorted(found, key=lambda held: held.path)
