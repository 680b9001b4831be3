"""A graph read into plain values: what commands list, draw and count.

One pass over the properties of the contract. A graph that someone else made may lack what kg always writes
(the article's text, a rule, a confidence): what is missing is empty here. Where a graph says two things of
what should be one (an entity with two preferred names), the choice is the same every time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg.model import Name
from kg.quads import terms
from kg.store.rows import ArticleRow, Content, EntityRow, FactRow, short_id, value_of
from kg.vocab import EntityType, Modality, Relation

_LANGUAGES = {"zh": 0, "en": 1, "und": 2}  # the order of preference between two preferred names

Reader = Callable[[ox.NamedNode], list[ox.Quad]]
_Values = dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]
_RELATIONS = frozenset(relation.value for relation in Relation)
_MODALITIES = frozenset(modality.value for modality in Modality)


class _Properties:
    """Values by property and subject, each property read once and sorted."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: dict[ox.NamedNode, _Values] = {}

    def all(self, property_: ox.NamedNode) -> _Values:
        known = self._known.get(property_)
        if known is None:
            values: _Values = defaultdict(list)
            for quad in self._read(property_):
                values[getattr(quad.subject, "value", "")].append(quad.object)
            for several in values.values():
                if len(several) > 1:
                    several.sort(key=str)
            known = self._known[property_] = dict(values)
        return known

    def texts(self, subject: str, property_: ox.NamedNode) -> tuple[str, ...]:
        return tuple(str(getattr(term, "value", term)) for term in self.all(property_).get(subject, ()))

    def text(self, subject: str, property_: ox.NamedNode) -> str:
        return next(iter(self.texts(subject, property_)), "")

    def value(self, subject: str, property_: ox.NamedNode) -> object:
        found = self.all(property_).get(subject)
        return value_of(found[0]) if found else None

    def number(self, subject: str, property_: ox.NamedNode) -> Decimal | None:
        value = self.value(subject, property_)
        return Decimal(str(value)) if isinstance(value, int | float | Decimal) else None

    def day(self, subject: str, property_: ox.NamedNode) -> date | None:
        value = self.value(subject, property_)
        return value if isinstance(value, date) else None


def read_content(read: Reader, *, base: str) -> Content:
    """Entities, articles and facts of a graph, reading its statements property by property."""
    told = _Properties(read)
    kinds = told.all(terms.TYPE)
    entities = {}
    articles = {}
    facts = []
    for subject in sorted(kinds):
        classes = {str(getattr(kind, "value", "")).removeprefix(terms.IKG) for kind in kinds[subject]}
        if types := tuple(type_ for type_ in EntityType if type_.value in classes):
            entities[subject] = _entity(told, subject, types, base)
        elif "Article" in classes:
            articles[subject] = _article(told, subject, base)
        elif "Fact" in classes:
            facts.append(subject)
    rows = (_fact(told, subject, entities, articles, base) for subject in facts)
    ordered = sorted(
        (row for row in rows if row),
        key=lambda row: (row.article_title, row.article, row.start, row.end, row.id),
    )
    return Content(entities=entities, articles=articles, facts=tuple(ordered))


def _names(told: _Properties, subject: str, property_: ox.NamedNode) -> list[Name]:
    names = {
        Name(term.value, term.language or "und")
        for term in told.all(property_).get(subject, ())
        if isinstance(term, ox.Literal)
    }
    return sorted(names, key=lambda name: (_LANGUAGES.get(name.language, 3), name.text, name.language))


def _entity(told: _Properties, subject: str, types: tuple[EntityType, ...], base: str) -> EntityRow:
    preferred = _names(told, subject, terms.PREF_LABEL)
    labels = tuple(dict.fromkeys([*preferred, *_names(told, subject, terms.ALT_LABEL)]))
    id_ = short_id(subject, base=base)
    return EntityRow(
        iri=subject,
        id=id_,
        types=types,
        label=labels[0].text if labels else id_,
        labels=labels,
        codes=(*told.texts(subject, terms.STOCK_CODE), *told.texts(subject, terms.IDENTIFIER)),
    )


def _article(told: _Properties, subject: str, base: str) -> ArticleRow:
    return ArticleRow(
        iri=subject,
        id=short_id(subject, base=base),
        title=told.text(subject, terms.TITLE),
        section=told.text(subject, terms.SECTION),
        issued=told.day(subject, terms.ISSUED),
        source=told.text(subject, terms.SOURCE),
        text=told.text(subject, terms.TEXT),
        documents=told.texts(subject, terms.PART_OF_DOCUMENT),
        mentions=told.texts(subject, terms.MENTIONS),
    )


def _word(told: _Properties, subject: str, property_: ox.NamedNode) -> str:
    return told.text(subject, property_).removeprefix(terms.IKG)


def _fact(
    told: _Properties,
    fact: str,
    entities: dict[str, EntityRow],
    articles: dict[str, ArticleRow],
    base: str,
) -> FactRow | None:
    """The fact, or nothing where its relation, an end or its modality is none that the ontology knows."""
    subject = entities.get(told.text(fact, terms.SUBJECT))
    object_ = entities.get(told.text(fact, terms.OBJECT))
    relation = _word(told, fact, terms.PREDICATE)
    modality = _word(told, fact, terms.MODALITY) or Modality.ASSERTED.value
    if subject is None or object_ is None or relation not in _RELATIONS or modality not in _MODALITIES:
        return None
    confidence = told.number(fact, terms.CONFIDENCE)
    product = told.text(fact, terms.PRODUCT)
    article = articles.get(told.text(fact, terms.DERIVED_FROM))
    return FactRow(
        iri=fact,
        id=short_id(fact, base=base),
        subject=subject.iri,
        subject_label=subject.label,
        subject_type=subject.type,
        relation=Relation(relation),
        object=object_.iri,
        object_label=object_.label,
        object_type=object_.type,
        modality=Modality(modality),
        confidence=1.0 if confidence is None else float(confidence),
        amount=told.number(fact, terms.AMOUNT),
        currency=told.text(fact, terms.CURRENCY),
        amount_text=told.text(fact, terms.AMOUNT_TEXT),
        percent=told.number(fact, terms.PERCENT),
        time=told.text(fact, terms.TIME),
        time_text=told.text(fact, terms.TIME_TEXT),
        title=told.text(fact, terms.POST),
        product=product,
        product_label=entities[product].label if product in entities else "",
        evidence=told.text(fact, terms.EVIDENCE),
        start=int(told.number(fact, terms.EVIDENCE_START) or 0),
        end=int(told.number(fact, terms.EVIDENCE_END) or 0),
        article=told.text(fact, terms.DERIVED_FROM),
        article_title=article.title if article else "",
        section=article.section if article else "",
        issued=article.issued if article else None,
        rule=told.text(fact, terms.RULE),
    )
