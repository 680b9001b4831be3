"""The entities of a graph alone: their classes, names and codes, without an article or a fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from kg.model import Name
from kg.quads import terms
from kg.store.rows import EntityRow, short_id, text_of
from kg.vocab import EntityType

Lister = Callable[[ox.NamedNode, ox.NamedNode | None], Iterable[ox.Triple]]
"""Gives the triples of a property, or those of them with an object."""

_LANGUAGES = {"zh": 0, "en": 1}


def read_entities(find: Lister, *, base: str) -> tuple[EntityRow, ...]:
    """Every entity, in the order of their IRIs."""
    types: dict[str, list[EntityType]] = defaultdict(list)
    for type_, class_ in terms.CLASSES.items():
        for triple in find(terms.TYPE, class_):
            types[text_of(triple.subject)].append(type_)
    preferred, others = _labels(find, terms.PREF_LABEL), _labels(find, terms.ALT_LABEL)
    codes: dict[str, list[str]] = defaultdict(list)
    for property_ in (terms.STOCK_CODE, terms.IDENTIFIER):
        for triple in find(property_, None):
            codes[text_of(triple.subject)].append(text_of(triple.object))
    return tuple(
        _row(iri, types[iri], [*preferred.get(iri, ()), *others.get(iri, ())], codes.get(iri, ()), base)
        for iri in sorted(types)
    )


def _row(
    iri: str, types: Iterable[EntityType], names: Iterable[Name], codes: Iterable[str], base: str
) -> EntityRow:
    labels = tuple(dict.fromkeys(names))
    id_ = short_id(iri, base=base)
    return EntityRow(
        iri=iri,
        id=id_,
        types=tuple(types),
        label=labels[0].text if labels else id_,
        labels=labels,
        codes=tuple(sorted(codes)),
    )


def _labels(find: Lister, property_: ox.NamedNode) -> dict[str, list[Name]]:
    labels: dict[str, list[Name]] = defaultdict(list)
    for triple in find(property_, None):
        language = getattr(triple.object, "language", None) or "und"
        labels[text_of(triple.subject)].append(Name(text_of(triple.object), language))
    for names in labels.values():
        names.sort(key=lambda name: (_LANGUAGES.get(name.language, 2), name.text))
    return labels
