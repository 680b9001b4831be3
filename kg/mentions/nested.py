"""Names inside longer names: 厦门大学 in 厦门大学微电子学院, 芜湖 in 芜湖白马山水泥厂.

They are known, or the article's own, or the beginning of a body's name shows where the body ends whose part it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg import markers
from kg.mentions.characters import stands_alone
from kg.mentions.known import Hit, KnownNames
from kg.model import Mention, Span
from kg.vocab import EntityType

_SHORTEST_INNER = 2
# What is left of a body's name after the body that it is part of.
_SHORTEST_PART = 3
_SHORTEST_HEAD = 4
_CONFIDENCE = 0.7

# Bodies that begin with the name of a place without being there, and those that are.
_NAMED_AFTER = frozenset({EntityType.COMPANY, EntityType.FUND, EntityType.MEDIA})
_BRANCHES = ("分公司", "分行", "支行", "分社", "分部", "分所", "分院", "分校", "总部")

# The name of a thing in marks, or its model, beside a word for what it is: “骐驭F8”四向车, 全飞秒设备VisuMax 800.
_CORES = (
    re.compile(r".*“([^“”]{2,})”.*"),
    re.compile(r"[\u3400-\u9fff]{2,}([A-Z][A-Za-z0-9.+\- ]+[A-Za-z0-9+])"),
    re.compile(r"([A-Z][A-Za-z0-9.+\- ]+[A-Za-z0-9+])[\u3400-\u9fff]{2,}"),
)

Pairs = Mapping[EntityType, frozenset[EntityType]]
Heads = Mapping[EntityType, re.Pattern[str]]


class NestedNames:
    """Finds the names within names that ``seeds/markers/nested.toml`` lists by type."""

    def __init__(
        self, known: KnownNames, *, start: Pairs, inside: Pairs, anywhere: Pairs, heads: Heads
    ) -> None:
        self._known = known
        self._start = start
        self._inside = inside
        self._anywhere = anywhere
        self._heads = heads

    @classmethod
    def load(cls, path: Path, known: KnownNames) -> NestedNames:
        """From the markers file."""

        def of(tables: dict[str, Any]) -> NestedNames:
            pairs = {
                key: {
                    EntityType(outer): frozenset(map(EntityType, inner))
                    for outer, inner in tables[key].items()
                }
                for key in ("start", "inside", "anywhere")
            }
            heads = {EntityType(kind): re.compile("|".join(words)) for kind, words in tables["heads"].items()}
            return cls(known, **pairs, heads=heads)

        return markers.read(path, of)

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
            hits = [(hit.start, hit.end, hit.entry.type) for hit in self._hits(mention)]
            for start, end, kind in dict.fromkeys([*hits, *self._bodies(mention), *self._cores(mention)]):
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

    def _cores(self, mention: Mention) -> Iterator[tuple[int, int, EntityType]]:
        """The name in marks, or the model, of a product; what is known by itself is something else."""
        if mention.type is not EntityType.PRODUCT:
            return
        for pattern in _CORES:
            found = pattern.fullmatch(mention.surface)
            if found and not self._known.find(found[1]):
                yield *found.span(1), mention.type
                return

    def _hits(self, mention: Mention) -> Iterator[Hit]:
        none: frozenset[EntityType] = frozenset()
        anywhere = self._anywhere.get(mention.type, none)
        at_start = anywhere | self._start.get(mention.type, none)
        further_in = anywhere | self._inside.get(mention.type, none)
        if not (at_start or further_in):
            return
        # Without its last character the outer name itself cannot hide what it holds.
        for hit in self._known.find(mention.surface[:-1]):
            if hit.entry.type in (further_in if hit.start else at_start):
                yield hit


def _names_within(mention: Mention, own: Mapping[str, Mention]) -> Iterator[Mention]:
    """The article's own names that stand within a longer one."""
    whole = mention.surface
    for name in [name for name in own if name in whole and name != whole]:
        at, model = whole.find(name), own[name]
        if not stands_alone(whole, at, at + len(name)) or _is_no_part(mention, model, at):
            continue
        start = mention.span.start + at
        yield replace(model, span=Span(start, start + len(name)), source="nested", confidence=_CONFIDENCE)


def _is_no_part(outer: Mention, inner: Mention, at: int) -> bool:
    """Whether a place only lends its name: 中国联通 is not in 中国 more than others, 分公司 are where they say."""
    is_named_after = outer.type in _NAMED_AFTER and inner.type is EntityType.LOCATION and at == 0
    return is_named_after and not outer.surface.endswith(_BRANCHES)
