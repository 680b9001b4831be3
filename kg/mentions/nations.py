"""A country before a company's name: 日本软银, 法国Soitec. The tagger often takes the two for one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.lexicon import Lexicon, name_key
from kg.model import Mention, Span
from kg.vocab import ORGANIZATIONS, EntityType

# 中国移动 and 香港联交所 are whole names as a rule.
_HOME = frozenset({"iso:CN", "iso:HK", "iso:MO"})


class Nations:
    """Parts a company's name from the country before it, where what is left is surely a name by itself."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._countries = {
            name
            for entry in lexicon
            if entry.type is EntityType.LOCATION and _is_foreign_country(entry.codes)
            for name in entry.names
        }
        self._longest = max(map(len, self._countries), default=0)

    def part(self, mentions: Iterable[Mention]) -> Iterator[Mention]:
        """The mentions; a country and a company in one are two. A whole that the lexicon knows stays (英国电信)."""
        for one in mentions:
            size = self._country(one.surface) if one.type is EntityType.COMPANY else 0
            if size:
                middle = one.span.start + size
                country = replace(one, span=Span(one.span.start, middle), surface=one.surface[:size])
                yield replace(country, type=EntityType.LOCATION)
                yield replace(one, span=Span(middle, one.span.end), surface=one.surface[size:])
            else:
                yield one

    def _country(self, name: str) -> int:
        """How many characters at the beginning of a company's name are a country that is none of it."""
        if self._lexicon.find(name_key(name)) is not None:
            return 0
        for size in range(min(self._longest, len(name) - 2), 1, -1):
            if name[:size] in self._countries and self._is_name(name[size:]):
                return size
        return 0

    def _is_name(self, rest: str) -> bool:
        known = self._lexicon.find(name_key(rest))
        return (rest[0].isascii() and rest[0].isalpha()) or (
            known is not None and known.type in ORGANIZATIONS
        )


def _is_foreign_country(codes: Iterable[str]) -> bool:
    return any(code.startswith("iso:") and "-" not in code and code not in _HOME for code in codes)
