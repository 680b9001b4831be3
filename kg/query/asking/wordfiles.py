"""Files of words that questions are read by, each read into the value that its module needs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import QueryError

Made = TypeVar("Made")
# What is left without these has letters that case tells apart.
_NO_LETTERS = re.compile(r"\\u[0-9a-f]{4}|\\[a-zA-Z]|\?P<\w+>|A-Za-z")
_LETTERS = re.compile("[A-Za-z]")


def read_words(path: Path, make: Callable[[dict[str, Any]], Made]) -> Made:
    """What ``make`` makes of a file's tables.

    Raises:
        QueryError: the file cannot be read, a table of it is missing, or a pattern is none.
    """
    try:
        return make(tomllib.loads(path.read_text("utf8")))
    except (OSError, ValueError, KeyError, IndexError, TypeError, re.error) as error:
        raise QueryError(f"{path.name}: cannot be read ({error!r}): mend the file") from None


def caseless(written: str) -> re.Pattern[str]:
    """The pattern, in which case counts for nothing.

    Only a pattern of Latin letters is told so: of others it says nothing, and without case a range such as
    ``[\\u3400-\\u9fff]`` takes a hundred times as long to compile.
    """
    return re.compile(written, re.I if _LETTERS.search(_NO_LETTERS.sub("", written)) else 0)
