"""A graph as GraphML and GEXF for Gephi, yEd, Cytoscape and the like: entities, facts and all they say."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from kg.store import EntityRow, FactRow, View, short_id

if TYPE_CHECKING:
    import networkx

# XML 1.0 has no way to write these characters, not even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_GEXF_DATE = re.compile(rb' lastmodifieddate="[^"]*"')

Attributes = dict[str, str | int | float]


def network(view: View) -> networkx.MultiDiGraph:
    """Entities as nodes by id, facts as edges by fact id; what is not stated has no attribute."""
    import networkx

    graph = networkx.MultiDiGraph()
    content = view.content()
    for entity in content.entities.values():
        graph.add_node(_clean(entity.id), **_node(entity))
    for fact in content.facts:
        ends = (_clean(short_id(one, base=view.base)) for one in (fact.subject, fact.object))
        graph.add_edge(*ends, key=fact.id, **_edge(fact))
    return graph


def graphml(view: View) -> bytes:
    """The graph as GraphML."""
    import networkx

    file = io.BytesIO()
    # The plain writer: the one on lxml gives the same, but only where lxml is at hand.
    networkx.write_graphml_xml(network(view), file, named_key_ids=True)
    return file.getvalue() + b"\n"


def gexf(view: View) -> bytes:
    """The graph as GEXF 1.2."""
    import networkx

    graph = network(view)
    for _, _, key, attributes in graph.edges(keys=True, data=True):
        attributes["id"] = key
    file = io.BytesIO()
    networkx.write_gexf(graph, file, version="1.2draft")
    return _GEXF_DATE.sub(b"", file.getvalue())  # today's date would make each export another


def _node(entity: EntityRow) -> Attributes:
    return {
        "label": _clean(entity.label),
        "type": entity.type.value,
        "names": _clean(" | ".join(name.text for name in entity.labels)),
        "codes": _clean(" | ".join(entity.codes)),
        "iri": _clean(entity.iri),
    }


def _edge(fact: FactRow) -> Attributes:
    told: dict[str, str | int | float | None] = {
        "label": fact.relation.value,
        "modality": fact.modality.value,
        "confidence": fact.confidence,
        "amount": None if fact.amount is None else float(fact.amount),
        "currency": fact.currency,
        "amount_text": fact.amount_text,
        "percent": None if fact.percent is None else float(fact.percent),
        "time": fact.time,
        "time_text": fact.time_text,
        "title": fact.title,
        "product": fact.product_label,
        "evidence": fact.evidence,
        "evidence_start": fact.start,
        "evidence_end": fact.end,
        "article": fact.article,
        "article_title": fact.article_title,
        "section": fact.section,
        "issued": fact.issued.isoformat() if fact.issued else "",
        "rule": fact.rule,
    }
    return {
        name: _clean(value) if isinstance(value, str) else value
        for name, value in told.items()
        if value is not None and value != ""
    }


def _clean(text: str) -> str:
    return NOT_XML.sub("�", text)
