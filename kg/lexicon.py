"""The lexicon: known entities and their names.

A user's own rows are laid over the shipped ones: a name that the lexicon knows for the same type adds aliases to
that entity, any other name makes a new entity and takes the name over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.model import Entity, Name
from kg.vocab import EntityType

_HAN = re.compile(r"[\u3400-\u9fff]")
_REMEMBERED = 1 << 14
_QUOTES = "《》〈〉“”‘’「」\"' \u3000"
_WITHOUT_QUOTES = str.maketrans("", "", _QUOTES)


@lru_cache(_REMEMBERED)
def name_key(name: str) -> str:
    """What two writings of one name have in common: case, blanks and quotation marks aside.

    >>> name_key("《数据 安全法》") == name_key("数据安全法")
    True
    """
    return name.translate(_WITHOUT_QUOTES).lower()


def name_keys(names: str) -> str:
    """The same of many names in one text: a tenth of the time that they would take one by one.

    >>> name_keys("《数据 安全法》/ SMIC")
    '数据安全法/smic'
    """
    for quote in _QUOTES:
        names = names.replace(quote, "")
    return names.lower()


@lru_cache(_REMEMBERED)
def name_of(text: str) -> Name:
    """A name with its language, told by its script.

    >>> name_of("中芯国际").language, name_of("SMIC").language
    ('zh', 'en')
    """
    return Name(text, "zh" if _HAN.search(text) else "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconEntry:
    """A row of the lexicon. ``names`` are Chinese or original names, the preferred one first."""

    id: str
    type: EntityType
    names: tuple[str, ...]
    english: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    parent: str = ""
    note: str = ""
    origin: str = "lexicon"

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name, Chinese ones first."""
        return self.names + self.english

    def entity(self) -> Entity:
        """The entity that the row describes."""
        return Entity(
            id=self.id,
            type=self.type,
            names=tuple(name_of(name) for name in self.all_names),
            identifiers=tuple(tuple(code.split(":", 1)) for code in self.codes),  # type: ignore[misc]
            origin=self.origin,
        )


class Lexicon:
    """Known entities by id and by name."""

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        self.entries: dict[str, LexiconEntry] = {}
        self.user_names: list[str] = []
        self._by_name: dict[str, str] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: LexiconEntry) -> None:
        self.entries[entry.id] = entry
        for name in entry.all_names:
            key = name_key(name)
            self._by_name.setdefault(name if key == name else key, entry.id)  # most are the same: held once

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, entity_id: str) -> bool:
        return entity_id in self.entries

    def __iter__(self) -> Iterator[LexiconEntry]:
        return iter(self.entries.values())

    def find(self, name: str) -> LexiconEntry | None:
        """The entry that bears this name, if one does."""
        found = self._id_of(name)
        return self.entries[found] if found else None

    def _id_of(self, name: str) -> str | None:
        """The id that a name leads to; most names are their own keys."""
        return self._by_name.get(name) or self._by_name.get(name_key(name))

    def above(self, entity_id: str) -> frozenset[str]:
        """The ids of what an entity belongs to: its parent, the parent's parent and so on."""
        found: set[str] = set()
        entry = self.entries.get(entity_id)
        while entry is not None and entry.parent and entry.parent not in found:
            found.add(entry.parent)
            entry = self.entries.get(entry.parent)
        return frozenset(found)

    def given_names(self) -> Iterator[tuple[str, LexiconEntry]]:
        """The names of a user's own rows, with the entries that they lead to."""
        for name in dict.fromkeys(self.user_names):
            yield name, self.entries[self._by_name[name_key(name)]]

    def names(self) -> Iterator[tuple[str, LexiconEntry]]:
        """Every name with the entry that it leads to."""
        for entry in self.entries.values():
            for name in entry.all_names:
                if self._id_of(name) == entry.id:
                    yield name, entry

    def with_user_rows(self, rows: Iterable[LexiconEntry]) -> Lexicon:
        """This lexicon with a user's rows laid over it."""
        merged = Lexicon(self.entries.values())
        for row in rows:
            merged.user_names += row.names
            known = merged.find(row.names[0])
            if known is not None and known.type == row.type:
                new = tuple(
                    name for name in row.names if name_key(name) not in map(name_key, known.all_names)
                )
                merged._add(replace(known, names=known.names + new))
                continue
            merged._add(row)
            for name in row.names:
                merged._by_name[name_key(name)] = row.id
        return merged
