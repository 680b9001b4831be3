"""From mentions to entities: which names of one article stand for one thing, and which thing that is.

Names are joined only for a reason that can be told: the lexicon knows both, the article defines one by the
other, or one is a short form of the other and of no third. Two different lexicon entities are never joined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.entities.decisions import Decisions
from kg.entities.shortening import SHORTEST, Shortening
from kg.lexicon import Lexicon, name_key, name_of
from kg.model import Entity, Link, Mention, digest_of
from kg.vocab import ORGANIZATIONS, EntityType, family

# Things that are called with their place or maker, and without it.
_TAILED = (EntityType.FACILITY, EntityType.PRODUCT)


class _Group:
    """The mentions that stand for one entity, while links are being made."""

    def __init__(self, mentions: list[Mention]) -> None:
        self.mentions = mentions
        self.known = Counter(mention.entity for mention in mentions if mention.entity)
        self.reasons: dict[str, str] = {}
        self._type: EntityType | None = None

    @property
    def entity(self) -> str:
        return min(self.known, key=lambda known: (-self.known[known], known)) if self.known else ""

    def type(self) -> EntityType:
        if self._type is None:
            votes: dict[EntityType, float] = defaultdict(float)
            for mention in self.mentions:
                votes[mention.type] += mention.confidence
            self._type = max(sorted(votes), key=lambda kind: votes[kind])
        return self._type

    def names(self) -> list[str]:
        """The surfaces, the fullest first."""
        surfaces = {mention.surface for mention in self.mentions}
        return sorted(surfaces, key=lambda name: (-_fullness(name), name))

    def absorb(self, other: _Group, reason: str) -> None:
        self.mentions += other.mentions
        self._type = None
        self.known += other.known
        self.reasons.update(other.reasons)
        for mention in other.mentions:
            self.reasons.setdefault(mention.surface, reason)


def _fullness(name: str) -> float:
    """How much of a full name a name is: Chinese over Latin, longer over shorter."""
    return len(name) - (0.5 * len(name) + 4 if name.isascii() else 0)


def _merged(known: Entity | None, entity: Entity) -> Entity:
    """Two groups of names that turn out to be one entity, as one."""
    if known is None:
        return entity
    return replace(known, names=tuple(dict.fromkeys(known.names + entity.names)))


class Linker:
    """Joins an article's mentions to entities, with the lexicon's and the article's own knowledge."""

    def __init__(self, lexicon: Lexicon, shortening: Shortening, decisions: Decisions | None = None) -> None:
        self._lexicon = lexicon
        self._shortening = shortening
        self._decisions = decisions or Decisions()

    def link(
        self, mentions: Sequence[Mention], definitions: Iterable[tuple[str, str]]
    ) -> tuple[list[Link], list[Entity]]:
        """Links and entities of one article; ``definitions`` pairs a full name with its defined short one."""
        groups = self._by_name(mentions)
        self._join_same_lexicon(groups)
        self._join_defined(groups, definitions)
        self._join_short_forms(groups)
        links: list[Link] = []
        entities: dict[str, Entity] = {}
        for group in {id(group): group for group in groups.values()}.values():
            entity = self._entity(group)
            entities[entity.id] = _merged(entities.get(entity.id), entity)
            links += [
                Link(mention=mention, entity=entity.id, reason=self._reason(group, mention))
                for mention in group.mentions
            ]
        links.sort(key=lambda link: link.mention.place)
        return links, sorted(entities.values(), key=lambda entity: entity.id)

    def _reason(self, group: _Group, mention: Mention) -> str:
        if mention.surface in group.reasons:
            return group.reasons[mention.surface]
        return "lexicon" if mention.entity else "new"

    def _by_name(self, mentions: Sequence[Mention]) -> dict[str, _Group]:
        """One group a name, whatever types its mentions were given: the article means one thing by it."""
        by_name: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            by_name[name_key(mention.surface)].append(mention)
        return {name: _Group(found) for name, found in by_name.items()}

    def _join(self, groups: dict[str, _Group], name: str, other: str, reason: str) -> None:
        first, second = groups[name], groups[other]
        if first is second or (first.entity and second.entity and first.entity != second.entity):
            return
        if len(self._decisions) and self._decisions.are_different(
            self._entity(first).id, self._entity(second).id
        ):
            return
        first.absorb(second, reason)
        for key, group in groups.items():
            if group is second:
                groups[key] = first

    def _join_same_lexicon(self, groups: dict[str, _Group]) -> None:
        seen: dict[str, str] = {}
        for name in sorted(groups):
            entity = groups[name].entity
            if entity and entity in seen:
                self._join(groups, seen[entity], name, "lexicon")
            elif entity:
                seen[entity] = name

    def _join_defined(self, groups: dict[str, _Group], definitions: Iterable[tuple[str, str]]) -> None:
        for full, short in definitions:
            name, other = name_key(full), name_key(short)
            if name not in groups or other not in groups:
                continue
            self._join(groups, name, other, "definition")

    def _join_short_forms(self, groups: dict[str, _Group]) -> None:
        owners: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name, group in groups.items():
            kind = group.type()
            for surface in {mention.surface for mention in group.mentions}:
                for form in self._shortening.short_forms(surface, kind):
                    owners[family(kind), name_key(form)].add(name)
        for name in sorted(groups):
            full = owners.get((family(groups[name].type()), name), set()) - {name}
            if len({id(groups[owner]) for owner in full}) == 1:
                self._join(groups, min(full), name, "short form")
        self._join_tails(groups)
        self._join_abbreviations(groups)

    def _join_tails(self, groups: dict[str, _Group]) -> None:
        """Join what a plant or a product is called after its place or its maker: 华为鸿蒙系统, 江苏虞城换流站."""
        for kind in _TAILED:
            names = {name for name, group in groups.items() if group.type() is kind and len(name) > SHORTEST}
            for tail in sorted(names):
                full = {name for name in names - {tail} if name.endswith(tail)}
                fitting = {name for name in full if self._stands_before(groups, name, tail, kind)}
                if len({id(groups[name]) for name in fitting}) == 1:
                    self._join(groups, min(fitting), tail, "short form")

    def _stands_before(self, groups: Mapping[str, _Group], full: str, tail: str, kind: EntityType) -> bool:
        """Whether what a full name has before its tail says no more than whose or where it is."""
        if kind is EntityType.FACILITY:
            return True
        before = full.removesuffix(tail)
        if before in groups:
            return groups[before].type() in ORGANIZATIONS
        known = self._lexicon.find(before)
        return known is not None and known.type in ORGANIZATIONS

    def _join_abbreviations(self, groups: dict[str, _Group]) -> None:
        """Join a name that nothing else explains to the one full name that it abbreviates."""
        organisations = sorted(name for name in groups if groups[name].type() in ORGANIZATIONS)
        beginnings: dict[str, list[str]] = defaultdict(list)
        for name in organisations:
            beginnings[self._shortening.beginning(name)].append(name)
        for name in organisations:
            if groups[name].entity or len(groups[name].names()) > 1:
                continue
            full = [
                other
                for other in beginnings.get(name[:SHORTEST], ())
                if groups[other] is not groups[name] and self._shortening.abbreviates(name, other)
            ]
            if len({id(groups[owner]) for owner in full}) == 1:
                self._join(groups, full[0], name, "short form")

    def _entity(self, group: _Group) -> Entity:
        found = self._undecided(group)
        decided = self._decisions.canonical(found.id)
        if decided == found.id:
            return found
        if decided in self._lexicon:
            known = self._lexicon.entries[decided].entity()
            return replace(known, names=tuple(dict.fromkeys(known.names + found.names)))
        return replace(found, id=decided)

    def _undecided(self, group: _Group) -> Entity:
        surfaces = group.names()
        kind = group.type()
        entity_id = group.entity or self._known_by_short_form(surfaces, kind)
        if entity_id in self._lexicon and family(self._lexicon.entries[entity_id].type) == family(kind):
            known = self._lexicon.entries[entity_id].entity()
            listed = {name_key(name.text) for name in known.names}
            extra = tuple(name_of(name) for name in surfaces if name_key(name) not in listed)
            return replace(known, names=known.names + extra) if extra else known
        core = self._shortening.core(surfaces[0], kind)
        names = [core, *(name for name in surfaces if name != core)]
        return Entity(
            id="x-" + digest_of(family(kind), name_key(core)), type=kind, names=tuple(map(name_of, names))
        )

    def _known_by_short_form(self, surfaces: Sequence[str], kind: EntityType) -> str:
        """The lexicon's id for a full name of which the lexicon knows exactly one short form."""
        if kind not in ORGANIZATIONS:
            return ""
        found = set()
        for surface in surfaces:
            for form in self._shortening.own_forms(surface):
                entry = self._lexicon.find(form)
                if entry is not None and entry.type is kind:
                    found.add(entry.id)
        return found.pop() if len(found) == 1 else ""
