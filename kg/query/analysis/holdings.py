"""Who owns whom through whom: chains of holdings with the shares multiplied through.

``shareholderOf`` and ``acquires`` run from owner to owned, ``subsidiaryOf`` the other way. What the articles
say of one pair is one holding: the latest share that one of them states. Where none states a share it is
unknown, and so is every product with it; it is never taken for all or nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from kg.query.analysis.moments import period, standing
from kg.query.facts import when
from kg.store import Content, EntityRow, FactRow
from kg.vocab import Modality, Relation

OWNING = frozenset({Relation.SHAREHOLDER_OF, Relation.SUBSIDIARY_OF, Relation.ACQUIRES})
ASSERTED = frozenset({Modality.ASSERTED})
# What is owned every which way has very many chains; nobody reads more than so many steps.
MOST_STEPS = 10_000
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A step of a chain of holdings.

    ``percent`` is the share of this step, ``share`` that of the whole chain from where it begins, both of
    one (0.51) and both nothing where unknown. ``fact`` is the one that is quoted. ``path`` begins with the
    thing asked about. A step that ``closes`` a cycle leads back to a thing of its own chain.
    """

    depth: int
    owner: EntityRow
    owned: EntityRow
    percent: Decimal | None
    share: Decimal | None
    fact: FactRow
    facts: tuple[FactRow, ...]
    path: tuple[EntityRow, ...]
    closes: bool = False

    @property
    def reached(self) -> EntityRow:
        """The farther end."""
        return self.path[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """What an entity holds over all its chains: the sum of the known shares, and how many chains lack one."""

    entity: EntityRow
    share: Decimal | None
    chains: int
    unknown: int


def owner_and_owned(fact: FactRow) -> tuple[str, str]:
    """The IRIs of who owns and who is owned by a fact of one of the ``OWNING`` relations."""
    if fact.relation is Relation.SUBSIDIARY_OF:
        return fact.object, fact.subject
    return fact.subject, fact.object


def owners(
    content: Content,
    entity: str,
    *,
    down: bool = False,
    depth: int = 5,
    modalities: frozenset[Modality] = ASSERTED,
    as_of: str = "",
    limit: int = MOST_STEPS,
) -> list[Holding]:
    """Who owns an entity (by IRI), directly and through others; each step under the one that it prolongs.

    Args:
        content: the graph.
        entity: where the chains begin.
        down: what it owns, instead of who owns it.
        depth: at most so many steps.
        modalities: of the facts that make a holding.
        as_of: only what stood on that day.
        limit: at most so many steps in all.
    """
    facts = [fact for fact in content.facts if fact.relation in OWNING]
    steps: dict[str, dict[str, list[FactRow]]] = defaultdict(lambda: defaultdict(list))
    for fact in standing(facts, as_of=as_of):
        if fact.modality in modalities:
            owner, owned = owner_and_owned(fact)
            near, far = (owner, owned) if down else (owned, owner)
            steps[near][far].append(fact)
    found: list[Holding] = []
    for holding in _followed(content, steps, (entity,), _ONE, down=down, depth=depth):
        found.append(holding)
        if len(found) >= limit:
            break
    return found


def _followed(
    content: Content,
    steps: dict[str, dict[str, list[FactRow]]],
    way: tuple[str, ...],
    share: Decimal | None,
    *,
    down: bool,
    depth: int,
) -> Iterator[Holding]:
    near = way[-1]
    following = [(far, _latest(facts), facts) for far, facts in steps.get(near, {}).items()]
    following.sort(key=lambda step: (-(step[1].percent or 0), content.entities[step[0]].label, step[0]))
    for far, fact, facts in following:
        percent = _share(fact)
        through = None if share is None or percent is None else share * percent
        owner, owned = (near, far) if down else (far, near)
        closes = far in way
        yield Holding(
            depth=len(way),
            owner=content.entities[owner],
            owned=content.entities[owned],
            percent=percent,
            share=through,
            fact=fact,
            facts=tuple(facts),
            path=tuple(content.entities[iri] for iri in (*way, far)),
            closes=closes,
        )
        if not closes and len(way) < depth:
            yield from _followed(content, steps, (*way, far), through, down=down, depth=depth)


def _share(fact: FactRow) -> Decimal | None:
    """The share that a fact states; what is no share of one thing (0, 120%) is unknown."""
    return fact.percent if fact.percent is not None and 0 < fact.percent <= 1 else None


def _latest(facts: list[FactRow]) -> FactRow:
    """The fact to quote: one that states a share, of the latest date, the surest."""

    def standing_of(fact: FactRow) -> tuple[bool, str, float, str]:
        days = period(when(fact))
        return _share(fact) is not None, days[1].isoformat() if days else "", fact.confidence, fact.id

    return max(facts, key=standing_of)


def totals(holdings: Iterable[Holding]) -> list[Total]:
    """Each entity that the chains reach with what it holds over all of them, the most first."""
    chains: dict[str, list[Holding]] = defaultdict(list)
    for holding in holdings:
        if not holding.closes:
            chains[holding.reached.iri].append(holding)
    found = []
    for several in chains.values():
        known = [holding.share for holding in several if holding.share is not None]
        share = sum(known, Decimal(0)) if known else None
        unknown = len(several) - len(known)
        found.append(Total(entity=several[0].reached, share=share, chains=len(several), unknown=unknown))
    return sorted(found, key=lambda total: (-(total.share or 0), total.entity.label, total.entity.iri))
