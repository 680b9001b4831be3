"""Names inside longer names: 厦门大学 in 厦门大学微电子学院, 芜湖 in 芜湖白马山水泥厂.

They are known, or the article's own, or the beginning of a body's name shows where the body ends whose part it is.
"""

from __future__ import annotations

import re
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
# What is left of a body's name after the body that it is part of.
_SHORTEST_PART = 3
_SHORTEST_HEAD = 4
_CONFIDENCE = 0.7

# Bodies that are named after places without being there, and those that are.
_NAMED_AFTER = frozenset({EntityType.COMPANY, EntityType.ASSOCIATION, EntityType.FUND, EntityType.MEDIA})
_BRANCHES = ("分公司", "分行", "支行", "分社", "分部", "分所", "分院", "分校", "总部")

Pairs = Mapping[EntityType, frozenset[EntityType]]
Heads = Mapping[EntityType, re.Pattern[str]]


class NestedNames:
    """Finds the names within names that ``seeds/markers/nested.toml`` lists by type."""

    def __init__(self, known: KnownNames, start: Pairs, anywhere: Pairs, heads: Heads) -> None:
        self._known = known
        self._start = start
        self._anywhere = anywhere
        self._heads = heads

    @classmethod
    def load(cls, path: Path, known: KnownNames) -> NestedNames:
        """From the markers file."""
        try:
            tables = tomllib.loads(path.read_text("utf8"))
            start, anywhere = (
                {EntityType(outer): frozenset(map(EntityType, inner)) for outer, inner in tables[key].items()}
                for key in ("start", "anywhere")
            )
            heads = {EntityType(kind): re.compile("|".join(words)) for kind, words in tables["heads"].items()}
        except (OSError, ValueError, KeyError, re.error) as error:
            raise RuleError(f"{path.name}: cannot be read ({error}): mend the file") from None
        return cls(known, start, anywhere, heads)

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
            hits = [(hit.start, hit.end, hit.entry.type) for hit in self._hits(mention)]
            for start, end, kind in dict.fromkeys([*hits, *self._bodies(mention)]):
                span = Span(mention.span.start + start, mention.span.start + end)
                if span not in spans:
                    spans.add(span)
                    yield Mention(
                        span=span,
                        surface=mention.surface[start:end],
                        type=kind,
                        source="nested",
                        confidence=_CONFIDENCE,
                    )

    def _bodies(self, mention: Mention) -> Iterator[tuple[int, int, EntityType]]:
        """The bodies of which the mention is a part, each from its beginning."""
        heads = self._heads.get(mention.type)
        for head in heads.finditer(mention.surface) if heads else ():
            part = mention.surface[head.end() :]
            if head.end() >= _SHORTEST_HEAD and len(part) >= _SHORTEST_PART and part[0] not in "（(":
                yield 0, head.end(), mention.type

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
        if not stands_alone(mention.surface, at, at + len(name)) or _is_no_part(mention, model):
            continue
        start = mention.span.start + at
        yield replace(model, span=Span(start, start + len(name)), source="nested", confidence=_CONFIDENCE)


def _is_no_part(outer: Mention, inner: Mention) -> bool:
    """Whether a place only lends its name: 中国联通 is not in 中国 more than others, 分公司 are where they say."""
    is_named_after = outer.type in _NAMED_AFTER and inner.type is EntityType.LOCATION
    return is_named_after and not outer.surface.endswith(_BRANCHES)
