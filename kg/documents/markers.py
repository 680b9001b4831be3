"""The words and patterns that tell a digest's parts: ``seeds/markers/digest.toml``, read and checked.

They are data because each publisher has his own section names; the layout rules beside them are code.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg import resources
from kg.errors import RuleError


@dataclass(frozen=True, slots=True, kw_only=True)
class Markers:
    """What ``digest.toml`` holds, patterns compiled."""

    masthead_endings: tuple[str, ...]
    issue: re.Pattern[str]
    section_names: frozenset[str]
    section_endings: tuple[str, ...]
    contents: frozenset[str]
    furniture: re.Pattern[str]
    credits: re.Pattern[str]
    source_words: re.Pattern[str]
    speaker: re.Pattern[str]
    press: re.Pattern[str]
    news: re.Pattern[str]


@cache
def markers() -> Markers:
    """The markers that ship with kg.

    >>> "企业情报" in markers().section_names
    True
    """
    return load(resources.seeds_folder() / "markers" / "digest.toml")


def load(path: Path) -> Markers:
    """The markers of a file.

    Raises:
        RuleError: the file is missing, is not TOML, lacks a key, or holds a pattern that does not compile.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf8"))
    except (OSError, ValueError) as error:
        raise RuleError(f"{path}: cannot be read as TOML ({error}): mend or restore the file") from error
    words = _strings(path, table, "source", "words")
    return Markers(
        masthead_endings=tuple(_strings(path, table, "masthead", "endings")),
        issue=_pattern(path, _value(path, table, "masthead", "issue")),
        section_names=frozenset(_strings(path, table, "sections", "names")),
        section_endings=tuple(_strings(path, table, "sections", "endings")),
        contents=frozenset(_strings(path, table, "contents", "words")),
        furniture=_pattern(path, "|".join(_strings(path, table, "furniture", "patterns"))),
        credits=_pattern(path, "|".join(_strings(path, table, "credits", "patterns"))),
        # The longest word first, or 来源 would take the end of 文章来源.
        source_words=_pattern(path, "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))),
        speaker=_pattern(path, _value(path, table, "titles", "speaker")),
        press=_pattern(path, _value(path, table, "titles", "press")),
        news=_pattern(path, _value(path, table, "titles", "news")),
    )


def _value(path: Path, table: dict[str, Any], section: str, key: str) -> Any:
    try:
        return table[section][key]
    except (KeyError, TypeError) as error:
        raise RuleError(f"{path}: [{section}] has no {key!r}: add it or restore the file") from error


def _strings(path: Path, table: dict[str, Any], section: str, key: str) -> list[str]:
    value = _value(path, table, section, key)
    if not (isinstance(value, list) and value and all(isinstance(item, str) and item for item in value)):
        raise RuleError(f'{path}: [{section}] {key} is not a list of words: write it as ["…", "…"]')
    return value


def _pattern(path: Path, source: Any) -> re.Pattern[str]:
    try:
        return re.compile(source)
    except (re.error, TypeError) as error:
        raise RuleError(f"{path}: {source!r} is not a regular expression ({error}): mend it") from error
