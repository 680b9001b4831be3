"""The words of the graph: namespaces, properties, classes, and how ids and numbers are written.

Numbers are written in canonical form (``0.93``, not ``0.9300``), as the store would rewrite them anyway.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph as ox

from kg.model import Name, TimeRef
from kg.vocab import EntityType, Modality, Relation

IKG = "https://w3id.org/industry-kg/ontology#"
DEFAULT_BASE = "https://w3id.org/industry-kg/id/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
OWL = "http://www.w3.org/2002/07/owl#"

PREFIXES: dict[str, str] = {
    "dcterms": DCTERMS,
    "id": DEFAULT_BASE,
    "ikg": IKG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}
"""The prefixes of every query and export; ``id`` changes with a graph's base."""

STOCK_SUFFIXES: dict[str, str] = {
    "sse": "SH",
    "szse": "SZ",
    "bse": "BJ",
    "hkex": "HK",
    "nasdaq": "O",
    "nyse": "N",
    "tse": "T",
    "krx": "KS",
    "twse": "TW",
}
"""Exchange → the suffix of its stock codes as Chinese data services write them: ``688981.SH``."""

_TIME_TYPES = {"year": "gYear", "month": "gYearMonth", "day": "date"}


def _node(namespace: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(namespace + name)


TYPE = _node(RDF, "type")
ARTICLE, FACT, DOCUMENT, RUN = (_node(IKG, name) for name in ("Article", "Fact", "Document", "Run"))
SUBJECT, PREDICATE, OBJECT = (_node(RDF, name) for name in ("subject", "predicate", "object"))
PREF_LABEL, ALT_LABEL = _node(SKOS, "prefLabel"), _node(SKOS, "altLabel")
TITLE, ISSUED, SOURCE = _node(DCTERMS, "title"), _node(DCTERMS, "issued"), _node(DCTERMS, "source")
PART_OF_DOCUMENT, FORMAT = _node(DCTERMS, "isPartOf"), _node(DCTERMS, "format")
MENTIONS, IDENTIFIER, FILE_NAME = (_node(SCHEMA, name) for name in ("mentions", "identifier", "name"))
DERIVED_FROM, GENERATED_BY = _node(PROV, "wasDerivedFrom"), _node(PROV, "wasGeneratedBy")
SAME_AS, SOFTWARE_VERSION = _node(OWL, "sameAs"), _node(SCHEMA, "softwareVersion")
SECTION, TEXT, STOCK_CODE, RULE, MODALITY, CONFIDENCE = (
    _node(IKG, name) for name in ("section", "text", "stockCode", "rule", "modality", "confidence")
)
AMOUNT, CURRENCY, AMOUNT_TEXT, PERCENT, TIME, TIME_TEXT, POST, PRODUCT = (
    _node(IKG, name)
    for name in ("amount", "currency", "amountText", "percent", "time", "timeText", "title", "product")
)
EVIDENCE, EVIDENCE_START, EVIDENCE_END = (
    _node(IKG, name) for name in ("evidence", "evidenceStart", "evidenceEnd")
)
DIGEST, LEXICON, RULES = (_node(IKG, name) for name in ("digest", "lexiconDigest", "rulesDigest"))
CLASSES: dict[EntityType, ox.NamedNode] = {type_: _node(IKG, type_) for type_ in EntityType}
RELATIONS: dict[Relation, ox.NamedNode] = {relation: _node(IKG, relation) for relation in Relation}
MODALITIES: dict[Modality, ox.NamedNode] = {modality: _node(IKG, modality) for modality in Modality}
DECIMAL, INTEGER, DATE = (_node(XSD, name) for name in ("decimal", "integer", "date"))


def iri(name: str, *, base: str = DEFAULT_BASE) -> ox.NamedNode:
    """The IRI of the entity, article, document, fact or run of that id.

    >>> iri("smic").value
    'https://w3id.org/industry-kg/id/smic'
    >>> iri("a b", base="http://example.org/").value
    'http://example.org/a%20b'
    """
    return _iri(base, name)


# An article, its run and its entities are named in each of its facts.
@lru_cache(maxsize=4096)
def _iri(base: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(base + quote(name, safe="-._~:@!$&'()*+,;=/"))


def decimal(value: Decimal | float) -> ox.Literal:
    """The number as a canonical ``xsd:decimal``: no exponent, no closing zeros.

    >>> decimal(Decimal("2E+9")).value, decimal(Decimal("0.9600")).value
    ('2000000000', '0.96')
    """
    text = format(Decimal(str(value)), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return ox.Literal("0" if text in ("-0", "") else text, datatype=DECIMAL)


def time(value: TimeRef) -> ox.Literal | None:
    """The date typed by how far it is known, or nothing where the words could not be resolved.

    >>> time(TimeRef(value="2021-05", text="今年5月")).datatype.value.rpartition("#")[2]
    'gYearMonth'
    """
    if not value.precision:
        return None
    return ox.Literal(value.value, datatype=_node(XSD, _TIME_TYPES[value.precision]))


def chinese(text: str) -> ox.Literal:
    """The text, tagged as Chinese."""
    return ox.Literal(text, language="zh")


def name_literal(name: Name) -> ox.Literal:
    """The name tagged with its language.

    A name of no language (``und``: GPT-4) carries no tag, rather than one that no query would ask for.

    >>> str(name_literal(Name("中芯国际", "zh"))), str(name_literal(Name("GPT-4", "und")))
    ('"中芯国际"@zh', '"GPT-4"')
    """
    if name.language in ("", "und"):
        return ox.Literal(name.text)
    return ox.Literal(name.text, language=name.language)


def identifier(scheme: str, value: str) -> tuple[ox.NamedNode, ox.Literal | ox.NamedNode]:
    """How an identifier is said: as a stock code, as the same Wikidata item, or as ``scheme:value``.

    >>> identifier("sse", "688981")[1].value, identifier("iso", "CN")[1].value
    ('688981.SH', 'iso:CN')
    """
    if scheme in STOCK_SUFFIXES:
        return STOCK_CODE, ox.Literal(f"{value}.{STOCK_SUFFIXES[scheme]}")
    if scheme == "wikidata":
        return SAME_AS, ox.NamedNode("http://www.wikidata.org/entity/" + quote(value))
    return IDENTIFIER, ox.Literal(f"{scheme}:{value}")
