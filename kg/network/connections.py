"""A graph's content as a network: every statement an edge, or who is connected with whom."""

from __future__ import annotations

from typing import Any

import networkx as nx

from kg.query import statements
from kg.store import Content, View
from kg.vocab import Modality


def to_networkx(view: View) -> nx.MultiDiGraph:
    """The graph for networkx: a node an entity (by IRI), an edge a statement (its key: relation/modality).

    Nodes carry ``label``, ``type``, ``id``; edges carry ``relation``, ``modality``, ``confidence``,
    ``sources``, ``sentence``, ``article``, and ``time``, ``amount``, ``currency``, ``percent``, ``title``
    where stated. Every value is a string or a number, so that networkx can write it in any of its formats.
    """
    content = view.content()
    graph = nx.MultiDiGraph()
    for iri, entity in content.entities.items():
        graph.add_node(iri, label=entity.label, type=entity.type.value, id=entity.id)
    for statement in statements(content.facts):
        fact = statement.fact
        told: dict[str, Any] = {
            "relation": fact.relation.value,
            "modality": fact.modality.value,
            "confidence": fact.confidence,
            "sources": statement.sources,
            "sentence": fact.evidence,
            "article": fact.article_title,
            "time": fact.time,
            "currency": fact.currency,
            "title": fact.title,
        }
        if fact.amount is not None:
            told["amount"] = float(fact.amount)
        if fact.percent is not None:
            told["percent"] = float(fact.percent)
        kept = {name: value for name, value in told.items() if value != ""}
        graph.add_edge(fact.subject, fact.object, key=f"{fact.relation}/{fact.modality}", **kept)
    return graph


def connections(content: Content) -> nx.Graph:
    """Who is connected with whom, either way; the weight is the number of statements."""
    graph = nx.Graph()
    for statement in statements(content.facts):
        fact = statement.fact
        if fact.modality is Modality.NEGATED:
            continue
        if graph.has_edge(fact.subject, fact.object):
            edge = graph.edges[fact.subject, fact.object]
            edge["weight"] += 1
            edge["statements"].append(statement)
        else:
            graph.add_edge(fact.subject, fact.object, weight=1, statements=[statement])
    return graph
