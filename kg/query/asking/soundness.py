"""Which relations and names of a parsed question can be meant at all, going by the types of things.

华为发布了什么政策 can only be of issuing, 谁发布了鸿蒙 only of developing: options whose signature does not fit
go, and a question with a clause that no option is left of makes no sense.
"""

from __future__ import annotations

from dataclasses import replace

from kg.query.asking.question import Clause, Option, Thing
from kg.query.asking.vocabulary import ACTORS
from kg.query.names import Names
from kg.vocab import ARTEFACTS, SIGNATURES, SYMMETRIC, EntityType, Relation

_ANY = frozenset(EntityType)


def sound(thing: Thing, names: Names) -> Thing | None:
    """The thing with only the names and options that fit together, or nothing."""
    for _ in range(3):  # a choice at one end can settle the other; nested clauses are never deeper
        pruned = _pruned(thing, names)
        if pruned is None or pruned == thing:
            return pruned
        thing = pruned
    return thing


def types_of(thing: Thing, names: Names) -> frozenset[EntityType]:
    """The types that the thing may have, by what is said of it."""
    if thing.entities:
        known = frozenset(kind for iri in thing.entities for kind in names.entities[iri].types)
        return known & thing.types if thing.types else known
    return thing.types or _ANY


def _pruned(thing: Thing, names: Names) -> Thing | None:
    if any(iri not in names.entities for iri in thing.entities):
        return None
    clauses = []
    own = types_of(thing, names)
    for clause in thing.clauses:
        other = sound(clause.other, names)
        if other is None:
            return None
        theirs = types_of(other, names)
        options = tuple(option for option in clause.options if _fits(option, own, theirs))
        if not options:
            return None
        reachable = frozenset().union(*(_far(option) for option in options))
        other = _narrowed(other, reachable, names)
        if other is None:
            return None
        product = sound(clause.product, names) if clause.product else None
        if clause.product and (product is None or not types_of(product, names) & ARTEFACTS):
            return None
        clauses.append(Clause(options=options, other=other, product=product))
        own &= frozenset().union(*(_near(option) for option in options))
    result = _narrowed(replace(thing, clauses=tuple(clauses)), own, names)
    return result if own else None


def _narrowed(thing: Thing, types: frozenset[EntityType], names: Names) -> Thing | None:
    """The thing with those of its names that are of one of the types."""
    if not thing.entities:
        return thing
    fitting = tuple(iri for iri in thing.entities if types.intersection(names.entities[iri].types))
    if not fitting:
        return None
    return replace(thing, entities=fitting) if len(fitting) < len(thing.entities) else thing


def _near(option: Option) -> frozenset[EntityType]:
    signature = SIGNATURES[option.relation]
    near = signature.subjects if option.outward else signature.objects
    if option.relation in SYMMETRIC:
        near = signature.subjects | signature.objects
    return near & option.head if option.head else near


def _far(option: Option) -> frozenset[EntityType]:
    signature = SIGNATURES[option.relation]
    if option.relation in SYMMETRIC:
        return signature.subjects | signature.objects
    return signature.objects if option.outward else signature.subjects


def _fits(option: Option, own: frozenset[EntityType], theirs: frozenset[EntityType]) -> bool:
    if option.relation is Relation.LOCATED_IN and not option.outward and own == ACTORS:
        return False  # 谁举办了大会 asks for no city
    return bool(_near(option) & own and _far(option) & theirs)
