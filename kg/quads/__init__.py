"""Articles, entities, facts, documents and runs as RDF quads."""

from kg.quads.statements import (
    article_lines,
    article_quads,
    document_quads,
    entity_triples,
    fact_triples,
    run_quads,
)
from kg.quads.terms import DEFAULT_BASE, IKG, PREFIXES, iri

__all__ = [
    "DEFAULT_BASE",
    "IKG",
    "PREFIXES",
    "article_lines",
    "article_quads",
    "document_quads",
    "entity_triples",
    "fact_triples",
    "iri",
    "run_quads",
]
