"""People of the same name: told apart by the organisation for which an article says that they work.

Within an article a name means one person. Over articles 张伟 of one company and 张伟 of another are two, unless
someone decides that they are one; 张伟 of no organisation is a third, since nobody can tell which he is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.entities.decisions import Decisions
from kg.model import Entity, Fact, Link, digest_of
from kg.vocab import EntityType, Modality, Relation


class Named(NamedTuple):
    """What an article names and states of it."""

    entities: list[Entity]
    links: list[Link]
    facts: list[Fact]


def told_apart(
    entities: Sequence[Entity], links: Iterable[Link], facts: Sequence[Fact], decisions: Decisions
) -> Named:
    """The same with the people who work for an organisation under ids of their own; known ones keep theirs."""
    ids = _ids(entities, facts, decisions)

    def new(old: str) -> str:
        return ids.get(old, old)

    by_id: dict[str, Entity] = {}
    for entity in entities:
        id_ = new(entity.id)
        if id_ == entity.id and id_ not in by_id:
            by_id[id_] = entity
            continue
        same = by_id.get(id_, entity)
        by_id[id_] = replace(same, id=id_, names=tuple(dict.fromkeys(same.names + entity.names)))
    return Named(
        entities=sorted(by_id.values(), key=lambda entity: entity.id),
        links=[replace(link, entity=ids[link.entity]) if link.entity in ids else link for link in links],
        facts=[
            replace(fact, subject=new(fact.subject), object=new(fact.object))
            if fact.subject in ids or fact.object in ids
            else fact
            for fact in facts
            if new(fact.subject) != new(fact.object)
        ],
    )


def _ids(entities: Iterable[Entity], facts: Iterable[Fact], decisions: Decisions) -> dict[str, str]:
    """New ids: of several organisations the surest one counts, of equally sure ones that with the least id."""
    people = {one.id for one in entities if one.type is EntityType.PERSON and one.origin == "new"}
    surest: dict[str, tuple[float, str]] = {}
    for fact in facts:
        if (
            fact.relation is Relation.WORKS_FOR
            and fact.modality is Modality.ASSERTED
            and fact.subject in people
        ):
            claim = (-fact.confidence, fact.object)
            surest[fact.subject] = min(claim, surest.get(fact.subject, claim))
    return {
        person: decisions.canonical("x-" + digest_of(person, organisation))
        for person, (_, organisation) in surest.items()
    }
