"""A relation's page: what it means, and everything it states, sorted as asked and a page at a time."""

from __future__ import annotations

from typing import Any

from kg.errors import NotFoundError, QueryError, nearest
from kg.query import Statement, ontology, statements, when
from kg.serve.answers.records import statement_record
from kg.serve.reader import Graph
from kg.vocab import SIGNATURES, Relation

PAGE = 100
SORTS = ("subject", "object", "modality", "time", "amount", "percent", "confidence", "sources")


def relation(graph: Graph, values: dict[str, Any]) -> dict[str, Any]:
    """The statements of the relation called ``name``: ``sort``, ``order`` (asc, desc) and ``page``."""
    known = {one.value: one for one in Relation}
    name, sort, order = values["name"], values["sort"] or "time", values["order"] or "desc"
    if name not in known:
        hint = nearest(name, list(known)) or f": known are {', '.join(known)}"
        raise NotFoundError(f"{name}: no relation is called so{hint}")
    if sort not in SORTS or order not in ("asc", "desc"):
        raise QueryError(f"sort: give one of {', '.join(SORTS)}, and order asc or desc")
    listed = graph.once(f"relation {name}", lambda: _statements(graph, known[name]))
    # What has no value stands last whichever way: nobody sorts to see what is not there.
    valued = [one for one in listed if _key(one, sort) is not None]
    valued.sort(key=lambda one: (_key(one, sort), one.fact.id), reverse=order == "desc")
    rows = valued + [one for one in listed if _key(one, sort) is None]
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, int(values["page"])), pages)
    term = ontology().relations[known[name]]
    signature = SIGNATURES[known[name]]
    return {
        "relation": name,
        "label": term.label,
        "definition": term.definition,
        "inverse": term.inverse_label,
        "subjects": sorted(one.value for one in signature.subjects),
        "objects": sorted(one.value for one in signature.objects),
        "count": len(rows),
        "sort": sort,
        "order": order,
        "page": page,
        "pages": pages,
        "rows": [statement_record(one) for one in rows[(page - 1) * PAGE : page * PAGE]],
    }


def _statements(graph: Graph, wanted: Relation) -> list[Statement]:
    return statements(fact for fact in graph.content.facts if fact.relation is wanted)


def _key(statement: Statement, sort: str) -> Any:
    fact = statement.fact
    match sort:
        case "time":
            return when(fact) or None
        case "sources":
            return statement.sources
        case "subject" | "object":
            return fact.subject_label if sort == "subject" else fact.object_label
        case "modality":
            return fact.modality.value
    return {"amount": fact.amount, "percent": fact.percent, "confidence": fact.confidence}[sort]
