"""Last words of names (…公司, …大学, …条例), read from the markers, found like known names."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kg.errors import RuleError
from kg.lexicon import Lexicon, LexiconEntry
from kg.mentions.known import KnownNames
from kg.vocab import EntityType


def load_suffixes(path: Path) -> tuple[KnownNames, frozenset[str]]:
    """The suffixes of a marker file, ready to be found, and which of them are strong."""
    try:
        tables = tomllib.loads(path.read_text("utf8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{path.name}: cannot be read ({error}): mend the file") from None
    entries: list[LexiconEntry] = []
    strong: set[str] = set()
    for kind, table in tables.items():
        strong.update(table["strong"])
        for suffix in (*table["strong"], *table["weak"]):
            entries.append(
                LexiconEntry(id=f"{kind.lower()}-{len(entries)}", type=EntityType(kind), names=(suffix,))
            )
    return KnownNames(Lexicon(entries)), frozenset(strong)
