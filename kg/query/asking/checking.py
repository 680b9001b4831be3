"""Whether a file of words names only relations, types and kinds of words that there are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.query.asking.categories import CATEGORIES, MODALITIES
from kg.query.asking.typewords import GROUPS
from kg.vocab import EntityType, Relation


def refuse_unknown(path: Path, table: dict[str, Any]) -> None:
    """Raise a ``QueryError`` that tells what to do where it names another."""
    known: dict[str, Iterable[str]] = {
        "relation": [relation.value for relation in Relation],
        "types": [*GROUPS, *(type_.value for type_ in EntityType)],
        "words": [*CATEGORIES, *MODALITIES, "who", "what", "where"],
    }
    for section, names in known.items():
        given = set(table.get(section, ()))
        if strange := given - set(names):
            raise QueryError(f"{path.name}: [{section}]: no {section} {sorted(strange)[0]!r}: remove it")
        if section == "relation" and (missing := set(names) - given):
            raise QueryError(f"{path.name}: [{section}.{sorted(missing)[0]}] is missing: add it")
