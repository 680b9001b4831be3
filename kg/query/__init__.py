"""Asking a graph: names, facts, words, SPARQL, and questions in Chinese and English."""

from typing import TYPE_CHECKING, Any

from kg.query.facts import (
    FactFilter,
    Record,
    Statement,
    fact_record,
    modality_named,
    relation_named,
    statements,
    types_named,
    when,
    within,
)
from kg.query.finding import Found, find, nearest_names
from kg.query.names import Names, key
from kg.query.ontology import ontology, ontology_differences, ontology_terms
from kg.query.running import Result, run_sparql, statistics

if TYPE_CHECKING:
    from kg.query.asking import Answer, Asker, Question, Reply, ask

# The grammar of questions takes a tenth of a second to load, which only those who ask need wait for.
_ASKING = frozenset({"Answer", "Asker", "Question", "Reply", "ask"})


def __getattr__(name: str) -> Any:
    if name in _ASKING:
        from kg.query import asking

        return getattr(asking, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "Answer",
    "Asker",
    "FactFilter",
    "Found",
    "Names",
    "Question",
    "Record",
    "Reply",
    "Result",
    "Statement",
    "ask",
    "fact_record",
    "find",
    "key",
    "modality_named",
    "nearest_names",
    "ontology",
    "ontology_differences",
    "ontology_terms",
    "relation_named",
    "run_sparql",
    "statements",
    "statistics",
    "types_named",
    "when",
    "within",
]
