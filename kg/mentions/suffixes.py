"""Last words of names (…公司, …大学, …条例), read from the markers, found like known names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg import markers
from kg.lexicon import Lexicon, LexiconEntry
from kg.mentions.known import KnownNames
from kg.vocab import EntityType


def load_suffixes(path: Path) -> tuple[KnownNames, frozenset[str]]:
    """The suffixes of a marker file, ready to be found, and which of them are strong."""
    return markers.read(path, _suffixes)


def _suffixes(tables: dict[str, Any]) -> tuple[KnownNames, frozenset[str]]:
    entries: list[LexiconEntry] = []
    strong: set[str] = set()
    for kind, table in tables.items():
        strong.update(table["strong"])
        for suffix in (*table["strong"], *table["weak"]):
            entries.append(
                LexiconEntry(id=f"{kind.lower()}-{len(entries)}", type=EntityType(kind), names=(suffix,))
            )
    return KnownNames(Lexicon(entries)), frozenset(strong)
