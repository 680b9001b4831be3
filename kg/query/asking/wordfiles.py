"""Files of words that questions are read by, each read into the value that its module needs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import QueryError

Made = TypeVar("Made")


def read_words(path: Path, make: Callable[[dict[str, Any]], Made]) -> Made:
    """What ``make`` makes of a file's tables.

    Raises:
        QueryError: the file cannot be read, a table of it is missing, or a pattern is none.
    """
    try:
        return make(tomllib.loads(path.read_text("utf8")))
    except (OSError, ValueError, KeyError, IndexError, TypeError, re.error) as error:
        raise QueryError(f"{path.name}: cannot be read ({error!r}): mend the file") from None
