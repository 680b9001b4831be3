"""Asking a graph: names, facts, words, SPARQL, and questions in Chinese and English."""

from importlib import import_module
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
from kg.query.keys import key
from kg.query.names import Names
from kg.query.ontology import ontology, ontology_differences, ontology_terms

if TYPE_CHECKING:
    from kg.query.asking import Answer, Asker, Question, Reply, ask
    from kg.query.finding import Found, find, find_in
    from kg.query.running import Result, run_sparql, statistics

# The grammar of questions takes a tenth of a second to load, which only those who ask need wait for.
_PLACES = {
    **dict.fromkeys(("Answer", "Asker", "Question", "Reply", "ask"), "kg.query.asking"),
    **dict.fromkeys(("Found", "find", "find_in"), "kg.query.finding"),
    **dict.fromkeys(("Result", "run_sparql", "statistics"), "kg.query.running"),
}


def __getattr__(name: str) -> Any:
    if name in _PLACES:
        return getattr(import_module(_PLACES[name]), name)
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
    "find_in",
    "key",
    "modality_named",
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
