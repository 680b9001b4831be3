"""What a graph says of one thing, looked up by it: the rows that reading everything would give of it.

Reading everything takes as long as there are facts. What is told of one thing hangs on it: its facts by their
subjects and objects, their articles and other ends by the facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import product

import pyoxigraph as ox

from kg.quads import terms
from kg.store.reading import read_content
from kg.store.rows import Content

Node = ox.NamedNode | ox.BlankNode
Finder = Callable[[Node | None, ox.NamedNode | None, Node | None], Iterable[ox.Quad]]
"""Gives the quads of the union that match a subject, a property and an object."""

# The ends of a fact have plain triples too, which are not wanted: there may be thousands.
_OF_ENTITIES = (terms.TYPE, terms.PREF_LABEL, terms.ALT_LABEL, terms.STOCK_CODE, terms.IDENTIFIER)
# Nine tenths of what is said of an article is its text and what else it names.
_OF_ARTICLES = (terms.TYPE, terms.TITLE, terms.SECTION, terms.ISSUED, terms.SOURCE, terms.PART_OF_DOCUMENT)


def read_surroundings(find: Finder, node: ox.NamedNode, *, base: str) -> Content:
    """The facts with the thing at either end, the articles that tell them or name it, the things in the facts.

    Of the articles all is told but their texts and what else they name.

    Args:
        find: looks into the graph.
        node: the thing.
        base: what IRIs begin with.
    """
    told: dict[ox.NamedNode, list[ox.Quad]] = defaultdict(list)

    def hold(quads: Iterable[ox.Quad]) -> None:
        for quad in quads:
            told[quad.predicate].append(quad)

    def objects(*properties: ox.NamedNode) -> set[Node]:
        found = (quad.object for property_ in properties for quad in told[property_])
        return {term for term in found if isinstance(term, Node)}

    def hold_of(subjects: Iterable[Node], properties: Iterable[ox.NamedNode]) -> None:
        for subject, property_ in product(subjects, properties):
            hold(find(subject, property_, None))

    for fact in _subjects(find, node, terms.SUBJECT, terms.OBJECT):
        hold(find(fact, None, None))
    hold(find(None, terms.MENTIONS, node))
    naming = {quad.subject for quad in told[terms.MENTIONS] if isinstance(quad.subject, Node)}
    hold_of(objects(terms.DERIVED_FROM) | naming, _OF_ARTICLES)
    hold_of(objects(terms.SUBJECT, terms.OBJECT, terms.PRODUCT) | {node}, _OF_ENTITIES)
    return read_content(lambda property_: told[property_], base=base)


def _subjects(find: Finder, node: Node, *properties: ox.NamedNode) -> set[Node]:
    found = (quad.subject for property_ in properties for quad in find(None, property_, node))
    return {subject for subject in found if isinstance(subject, Node)}
