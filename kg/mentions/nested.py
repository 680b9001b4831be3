"""Known names inside longer names: 厦门大学 in 厦门大学微电子学院, 芜湖 in 芜湖白马山水泥厂."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kg.errors import RuleError
from kg.mentions.characters import stands_alone
from kg.mentions.known import Hit, KnownNames
from kg.model import Mention, Span
from kg.vocab import EntityType

# Shorter names hold no other name that would be meant.
_SHORTEST_OUTER = 5
_SHORTEST_INNER = 2
_CONFIDENCE = 0.7

Pairs = Mapping[EntityType, frozenset[EntityType]]


class NestedNames:
    """Finds the names within names that ``seeds/markers/nested.toml`` lists by type."""

    def __init__(self, known: KnownNames, start: Pairs, anywhere: Pairs) -> None:
        self._known = known
        self._start = start
        self._anywhere = anywhere

    @classmethod
    def load(cls, path: Path, known: KnownNames) -> NestedNames:
        """From the markers file."""
        try:
            tables = tomllib.loads(path.read_text("utf8"))
            start, anywhere = (
                {EntityType(outer): frozenset(map(EntityType, inner)) for outer, inner in tables[key].items()}
                for key in ("start", "anywhere")
            )
        except (OSError, ValueError, KeyError) as error:
            raise RuleError(f"{path.name}: cannot be read ({error}): mend the file") from None
        return cls(known, start, anywhere)

    def find(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """The names within the mentions, each as a mention of its own.

        A name that the article uses by itself elsewhere (激光雷达) counts within any longer one (96线激光雷达);
        other known names only where their types make it likely.
        """
        own = {mention.surface: mention for mention in mentions if len(mention.surface) >= _SHORTEST_INNER}
        for mention in mentions:
            if len(mention.surface) <= _SHORTEST_INNER:
                continue
            spans: set[Span] = set()
            for inner in _names_within(mention, own):
                spans.add(inner.span)
                yield inner
            if len(mention.surface) < _SHORTEST_OUTER:
                continue
            for hit in self._hits(mention):
                if Span(mention.span.start + hit.start, mention.span.start + hit.end) in spans:
                    continue
                yield Mention(
                    span=Span(mention.span.start + hit.start, mention.span.start + hit.end),
                    surface=mention.surface[hit.start : hit.end],
                    type=hit.entry.type,
                    source="nested",
                    confidence=_CONFIDENCE,
                )

    def _hits(self, mention: Mention) -> Iterator[Hit]:
        at_start = self._start.get(mention.type, frozenset())
        anywhere = self._anywhere.get(mention.type, frozenset())
        if not (at_start or anywhere):
            return
        # Without its last character the outer name itself cannot hide what it holds.
        for hit in self._known.find(mention.surface[:-1]):
            if hit.entry.type in anywhere or (hit.start == 0 and hit.entry.type in at_start):
                yield hit


def _names_within(mention: Mention, own: Mapping[str, Mention]) -> Iterator[Mention]:
    """The article's own names that stand within a longer one."""
    for name, model in own.items():
        at = mention.surface.find(name)
        if at < 0 or len(name) >= len(mention.surface):
            continue
        if not stands_alone(mention.surface, at, at + len(name)):
            continue
        start = mention.span.start + at
        yield replace(model, span=Span(start, start + len(name)), source="nested", confidence=_CONFIDENCE)
