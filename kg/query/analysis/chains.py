"""Supply chains: who supplies whom with what, step after step, with the sentences.

A thing is followed once, where it is nearest; where it comes up again the link says so: ``cycle`` if the
chain leads back to a thing it came through, ``above`` if it is followed elsewhere. So a chain in a graph full
of cycles ends, and is as long as it has links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.query.analysis.moments import standing
from kg.query.facts import Statement, statements
from kg.store import Content, EntityRow, FactRow
from kg.vocab import Modality, Relation

ASSERTED = frozenset({Modality.ASSERTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That one supplies another, ``depth`` steps away from where the chain begins.

    ``goods`` are the products that are named; ``repeats`` is ``cycle``, ``above`` or empty.
    """

    depth: int
    supplier: EntityRow
    customer: EntityRow
    goods: tuple[str, ...]
    statements: tuple[Statement, ...]
    is_upward: bool
    repeats: str = ""

    @property
    def reached(self) -> EntityRow:
        """The farther end."""
        return self.supplier if self.is_upward else self.customer


def chain(
    content: Content,
    entity: str,
    *,
    upward: bool,
    depth: int = 3,
    modalities: frozenset[Modality] = ASSERTED,
    as_of: str = "",
) -> list[Link]:
    """The suppliers of an entity (by IRI) and theirs, or its customers and theirs; each under what leads to it.

    Of a product they are those who supply it, or who are supplied with it.

    Args:
        content: the graph.
        entity: where the chain begins.
        upward: towards suppliers.
        depth: at most so many steps.
        modalities: of the facts that make a link.
        as_of: only what stood on that day.
    """
    facts = [fact for fact in content.facts if fact.relation is Relation.SUPPLIES]
    told = [fact for fact in standing(facts, as_of=as_of) if fact.modality in modalities]
    links: dict[str, dict[str, list[FactRow]]] = defaultdict(lambda: defaultdict(list))
    for fact in told:
        near, far = (fact.object, fact.subject) if upward else (fact.subject, fact.object)
        links[near][far].append(fact)
        if fact.product == entity and far != entity:
            # The goods stand for those who take them in, or send them out.
            links[entity][far].append(fact)
    return list(_Walk(content, links, upward, depth).links(entity))


class _Walk:
    """The links in the order of reading, each thing followed from where it is nearest."""

    def __init__(
        self, content: Content, links: dict[str, dict[str, list[FactRow]]], upward: bool, depth: int
    ) -> None:
        self._content, self._links, self._upward, self._depth = content, links, upward, depth
        self._followed: dict[str, str] = {}  # a thing → from which other it is followed

    def links(self, start: str) -> Iterator[Link]:
        self._survey(start)
        yield from self._from(start, (start,))

    def _survey(self, start: str) -> None:
        """Which link to a thing is the first of the nearest: breadth first."""
        self._followed[start] = ""
        edge = [start]
        for _ in range(self._depth):
            following = []
            for near in edge:
                for far in self._ordered(near):
                    if far not in self._followed:
                        self._followed[far] = near
                        following.append(far)
            edge = following

    def _ordered(self, near: str) -> list[str]:
        if near not in self._links:
            return []
        return sorted(self._links[near], key=lambda far: (self._content.entities[far].label, far))

    def _from(self, near: str, way: tuple[str, ...]) -> Iterator[Link]:
        for far in self._ordered(near):
            repeats = "cycle" if far in way else "above" if self._followed.get(far) != near else ""
            yield self._link(near, far, len(way), repeats)
            if not repeats and len(way) < self._depth:
                yield from self._from(far, (*way, far))

    def _link(self, near: str, far: str, depth: int, repeats: str) -> Link:
        facts = self._links[near][far]
        goods = sorted({fact.product_label for fact in facts if fact.product_label})
        ends = (far, near) if self._upward else (near, far)
        return Link(
            depth=depth,
            supplier=self._content.entities[ends[0]],
            customer=self._content.entities[ends[1]],
            goods=tuple(goods),
            statements=tuple(statements(facts)),
            is_upward=self._upward,
            repeats=repeats,
        )
