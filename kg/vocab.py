"""The words of the ontology that code needs: entity types, relations, modalities.

The ontology in ``ontology/industry-kg.ttl`` is what users read; the enums here are its twin for
typed code. A test holds the two to each other, domains and ranges included.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class EntityType(StrEnum):
    """The class of an entity; the value is the local name of the class in the ontology."""

    COMPANY = "Company"
    FUND = "Fund"
    GOVERNMENT = "GovernmentBody"
    RESEARCH = "ResearchInstitute"
    ASSOCIATION = "Association"
    MEDIA = "Media"
    PERSON = "Person"
    POLICY = "Policy"
    PUBLICATION = "Publication"
    TECHNOLOGY = "Technology"
    PRODUCT = "Product"
    FACILITY = "Facility"
    EVENT = "Event"
    LOCATION = "Location"


class Relation(StrEnum):
    """A relation of the ontology; the value is the property's local name. Read "subject relation object"."""

    INVESTS_IN = "investsIn"
    SHAREHOLDER_OF = "shareholderOf"
    SUBSIDIARY_OF = "subsidiaryOf"
    ACQUIRES = "acquires"
    MERGES_WITH = "mergesWith"
    FOUNDS = "founds"
    PARTNERS_WITH = "partnersWith"
    COMPETES_WITH = "competesWith"
    SUPPLIES = "supplies"
    DEVELOPS = "develops"
    USES = "uses"
    MEMBER_OF = "memberOf"
    WORKS_FOR = "worksFor"
    ISSUES = "issues"
    APPLIES_TO = "appliesTo"
    REGULATES = "regulates"
    LOCATED_IN = "locatedIn"
    OPERATES = "operates"
    ORGANIZES = "organizes"
    PART_OF = "partOf"


class Modality(StrEnum):
    """How an article states a fact; the value is the local name of the individual in the ontology."""

    ASSERTED = "Asserted"
    PLANNED = "Planned"
    NEGATED = "Negated"
    SPECULATIVE = "Speculative"


class Signature(NamedTuple):
    """The types that may stand on each side of a relation."""

    subjects: frozenset[EntityType]
    objects: frozenset[EntityType]


_T = EntityType
ORGANIZATIONS = frozenset({_T.COMPANY, _T.FUND, _T.GOVERNMENT, _T.RESEARCH, _T.ASSOCIATION, _T.MEDIA})
ARTEFACTS = frozenset({_T.TECHNOLOGY, _T.PRODUCT})
_ACTORS = ORGANIZATIONS | {_T.PERSON}
_PLACE = frozenset({_T.LOCATION})


def family(kind: EntityType) -> str:
    """Types that taggers and people confuse belong to one family: organisations, and things that are made.

    >>> family(EntityType.FUND) == family(EntityType.COMPANY), family(EntityType.PERSON)
    (True, 'Person')
    """
    if kind in ORGANIZATIONS:
        return "organization"
    return "artefact" if kind in ARTEFACTS else kind.value


SIGNATURES: dict[Relation, Signature] = {
    Relation.INVESTS_IN: Signature(_ACTORS | _PLACE, ORGANIZATIONS | ARTEFACTS | {_T.FACILITY, _T.LOCATION}),
    Relation.SHAREHOLDER_OF: Signature(_ACTORS, ORGANIZATIONS),
    Relation.SUBSIDIARY_OF: Signature(ORGANIZATIONS, ORGANIZATIONS),
    Relation.ACQUIRES: Signature(ORGANIZATIONS, ORGANIZATIONS),
    Relation.MERGES_WITH: Signature(ORGANIZATIONS, ORGANIZATIONS),
    Relation.FOUNDS: Signature(_ACTORS, ORGANIZATIONS | {_T.FACILITY}),
    Relation.PARTNERS_WITH: Signature(ORGANIZATIONS | _PLACE, ORGANIZATIONS | _PLACE),
    Relation.COMPETES_WITH: Signature(ORGANIZATIONS | {_T.PRODUCT}, ORGANIZATIONS | {_T.PRODUCT}),
    Relation.SUPPLIES: Signature(ORGANIZATIONS, ORGANIZATIONS | {_T.PRODUCT}),
    Relation.DEVELOPS: Signature(_ACTORS, ARTEFACTS),
    Relation.USES: Signature(ORGANIZATIONS | {_T.PRODUCT, _T.FACILITY, _T.LOCATION}, ARTEFACTS),
    Relation.MEMBER_OF: Signature(_ACTORS | _PLACE, ORGANIZATIONS),
    Relation.WORKS_FOR: Signature(frozenset({_T.PERSON}), ORGANIZATIONS),
    Relation.ISSUES: Signature(ORGANIZATIONS | _PLACE, frozenset({_T.POLICY, _T.PUBLICATION})),
    Relation.APPLIES_TO: Signature(
        frozenset({_T.POLICY}), ORGANIZATIONS | ARTEFACTS | {_T.LOCATION, _T.FACILITY}
    ),
    Relation.REGULATES: Signature(
        frozenset({_T.GOVERNMENT, _T.ASSOCIATION, _T.POLICY}), ORGANIZATIONS | ARTEFACTS
    ),
    Relation.LOCATED_IN: Signature(ORGANIZATIONS | {_T.FACILITY, _T.EVENT}, _PLACE),
    Relation.OPERATES: Signature(ORGANIZATIONS, frozenset({_T.FACILITY})),
    Relation.ORGANIZES: Signature(ORGANIZATIONS, frozenset({_T.EVENT})),
    Relation.PART_OF: Signature(ARTEFACTS | {_T.FACILITY, _T.POLICY}, ARTEFACTS | {_T.FACILITY, _T.POLICY}),
}

SYMMETRIC = frozenset({Relation.MERGES_WITH, Relation.PARTNERS_WITH, Relation.COMPETES_WITH})


def fits(relation: Relation, subject: EntityType, object_: EntityType) -> bool:
    """Whether the relation may hold between things of these types, in this direction.

    >>> fits(Relation.WORKS_FOR, EntityType.PERSON, EntityType.COMPANY)
    True
    >>> fits(Relation.WORKS_FOR, EntityType.COMPANY, EntityType.PERSON)
    False
    """
    signature = SIGNATURES[relation]
    return subject in signature.subjects and object_ in signature.objects
