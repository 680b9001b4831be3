"""Marker files: words and patterns as TOML in ``seeds/markers``, each read into the value that its module needs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import RuleError

Made = TypeVar("Made")


def read(path: Path, make: Callable[[dict[str, Any]], Made]) -> Made:
    """What ``make`` makes of a file's tables.

    Raises:
        RuleError: the file is missing, is not TOML, lacks a table, or holds what ``make`` cannot use.
    """
    try:
        return make(tomllib.loads(path.read_text("utf8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise RuleError(f"{path.name}: cannot be read ({error}): mend the file") from None
