"""The entities of a graph alone: their classes, names and codes, without an article or a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.model import Name
from kg.quads import terms
from kg.store.catalogue import Catalogue, Columns
from kg.store.rows import text_of

Lister = Callable[[ox.NamedNode, ox.NamedNode | None], Iterable[ox.Triple]]
"""Gives the triples of a property, or those of them with an object."""

_LANGUAGES = {"zh": 0, "en": 1}


def read_entities(find: Lister, *, base: str) -> Catalogue:
    """Every entity, in the order of their IRIs."""
    types: dict[str, list[str]] = defaultdict(list)
    for type_, class_ in terms.CLASSES.items():
        for triple in find(terms.TYPE, class_):
            types[text_of(triple.subject)].append(type_.value)
    preferred, others = _labels(find, terms.PREF_LABEL), _labels(find, terms.ALT_LABEL)
    codes: dict[str, list[str]] = defaultdict(list)
    for property_ in (terms.STOCK_CODE, terms.IDENTIFIER):
        for triple in find(property_, None):
            codes[text_of(triple.subject)].append(text_of(triple.object))
    iris = sorted(types)
    names = [tuple(dict.fromkeys([*preferred.get(iri, ()), *others.get(iri, ())])) for iri in iris]
    columns = Columns(
        iris=iris,
        types=[types[iri] for iri in iris],
        counts=list(map(len, names)),
        texts=[name.text for own in names for name in own],
        languages=[name.language for own in names for name in own],
        codes={iri: sorted(codes[iri]) for iri in iris if iri in codes},
    )
    return Catalogue(columns, base=base)


def _labels(find: Lister, property_: ox.NamedNode) -> dict[str, list[Name]]:
    labels: dict[str, list[Name]] = defaultdict(list)
    for triple in find(property_, None):
        language = getattr(triple.object, "language", None) or "und"
        labels[text_of(triple.subject)].append(Name(text_of(triple.object), language))
    for names in labels.values():
        names.sort(key=lambda name: (_LANGUAGES.get(name.language, 2), name.text))
    return labels
