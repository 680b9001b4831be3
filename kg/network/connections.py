"""A graph's content as a network: every statement an edge, or who is connected with whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.query import statements
from kg.store import Content, View
from kg.vocab import Modality

if TYPE_CHECKING:
    import networkx as nx

Weights = dict[str, dict[str, int]]
"""For each entity that is connected with any, how many statements connect it with each other one."""


def to_networkx(view: View) -> nx.MultiDiGraph:
    """The graph for networkx: a node an entity (by IRI), an edge a statement (its key: relation/modality).

    Nodes carry ``label``, ``type``, ``id``; edges carry ``relation``, ``modality``, ``confidence``,
    ``sources``, ``sentence``, ``article``, and ``time``, ``amount``, ``currency``, ``percent``, ``title``
    where stated. Every value is a string or a number, so that networkx can write it in any of its formats.
    """
    import networkx as nx

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
    import networkx as nx

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


def weights(content: Content) -> Weights:
    """The same without the statements, and without networkx, which takes as long to load as all the rest."""
    found: Weights = defaultdict(lambda: defaultdict(int))
    told = {(fact.subject, fact.relation, fact.object, fact.modality) for fact in content.facts}
    for subject, _, object_, modality in told:
        if modality is not Modality.NEGATED:
            found[subject][object_] += 1
            if subject != object_:
                found[object_][subject] += 1
    return {node: dict(row) for node, row in found.items()}
