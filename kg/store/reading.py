"""A graph read into plain values: what commands list, draw and count.

One pass over the properties of the contract. A graph that someone else made may lack what kg always writes
(the article's text, a rule, a confidence): what is missing is empty here. Where a graph says two things of
what should be one (an entity with two preferred names), the choice is the same every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.model import Name
from kg.quads import terms
from kg.store.rows import ArticleRow, Content, EntityRow, FactRow, short_id, text_of, value_of
from kg.vocab import EntityType, Modality, Relation

if TYPE_CHECKING:
    from kg.store.dataset import Node, View

_LANGUAGES = {"zh": 0, "en": 1, "und": 2}  # the order of preference between two preferred names

Reader = Callable[[ox.NamedNode], Iterable[ox.Quad | ox.Triple]]
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_RELATIONS = {relation.value: relation for relation in Relation}
_MODALITIES = {modality.value: modality for modality in Modality}
_TYPES = frozenset(type_.value for type_ in EntityType)


class _Properties:
    """Values by property and subject, each property read once.

    Nearly every subject has one value of a property, and there are hundreds of thousands of values: the one
    is kept by itself, and only where there are several is there a list of them, sorted. A subject has a score of
    properties, and is the value of others: its IRI is one string for all of them.
    """

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._texts: dict[str, str] = {}
        self._known: dict[ox.NamedNode, tuple[dict[str, _Term], dict[str, list[_Term]]]] = {}

    def _of(self, property_: ox.NamedNode) -> tuple[dict[str, _Term], dict[str, list[_Term]]]:
        known = self._known.get(property_)
        if known is None:
            first: dict[str, _Term] = {}
            several: dict[str, list[_Term]] = {}
            for quad in self._read(property_):
                subject, term = self._one(getattr(quad.subject, "value", "")), quad.object
                if (earlier := first.setdefault(subject, term)) is not term:
                    several.setdefault(subject, [earlier]).append(term)
            for subject, terms_ in several.items():
                terms_.sort(key=str)
                first[subject] = terms_[0]
            known = self._known[property_] = first, several
        return known

    def subjects(self, property_: ox.NamedNode) -> Iterable[str]:
        return self._of(property_)[0]

    def all(self, subject: str, property_: ox.NamedNode) -> list[_Term]:
        first, several = self._of(property_)
        if subject in several:
            return several[subject]
        return [first[subject]] if subject in first else []

    def texts(self, subject: str, property_: ox.NamedNode) -> tuple[str, ...]:
        return tuple(text_of(term) for term in self.all(subject, property_))

    def column(self, property_: ox.NamedNode) -> dict[str, _Term]:
        """The value of each subject, the first where there are several."""
        return self._of(property_)[0]

    def words(self, property_: ox.NamedNode) -> dict[str, str]:
        """The text of each subject's value; the values themselves are not kept."""
        words = {subject: self._one(text_of(term)) for subject, term in self.column(property_).items()}
        del self._known[property_]
        return words

    def _one(self, text: str) -> str:
        return self._texts.setdefault(text, text)


def _number(term: _Term | None) -> Decimal | None:
    value = value_of(term) if term is not None else None
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else None


def read_article(view: View, node: Node) -> ArticleRow:
    """One article of a graph."""
    return _article(_Properties(lambda property_: view.triples(node, property_)), node.value, view.base)


def read_content(read: Reader, *, base: str) -> Content:
    """Entities, articles and facts of a graph, reading its statements property by property."""
    told = _Properties(read)
    entities = {}
    articles = {}
    facts = []
    for subject in sorted(told.subjects(terms.TYPE)):
        classes = {kind.removeprefix(terms.IKG) for kind in told.texts(subject, terms.TYPE)}
        if "Fact" in classes and classes.isdisjoint(_TYPES):
            facts.append(subject)
        elif types := tuple(type_ for type_ in EntityType if type_.value in classes):
            entities[subject] = _entity(told, subject, types, base)
        elif "Article" in classes:
            articles[subject] = _article(told, subject, base)
    rows = list(_Facts(told, entities, articles, base).rows(facts))
    rows.sort(key=lambda row: (row.article_title, row.article, row.start, row.end, row.id))
    return Content(entities=entities, articles=articles, facts=tuple(rows))


def _names(told: _Properties, subject: str, property_: ox.NamedNode) -> list[Name]:
    names = {
        Name(term.value, term.language or "und")
        for term in told.all(subject, property_)
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
    def text(property_: ox.NamedNode) -> str:
        return next(iter(told.texts(subject, property_)), "")

    issued = value_of(told.column(terms.ISSUED).get(subject))
    return ArticleRow(
        iri=subject,
        id=short_id(subject, base=base),
        title=text(terms.TITLE),
        section=text(terms.SECTION),
        issued=issued if isinstance(issued, date) else None,
        source=text(terms.SOURCE),
        text=text(terms.TEXT),
        documents=told.texts(subject, terms.PART_OF_DOCUMENT),
        mentions=told.texts(subject, terms.MENTIONS),
    )


class _Facts:
    """Rows of facts: every property is looked up once, not once a fact."""

    def __init__(
        self,
        told: _Properties,
        entities: dict[str, EntityRow],
        articles: dict[str, ArticleRow],
        base: str,
    ) -> None:
        self._entities, self._articles, self._base = entities, articles, base
        self._subjects, self._objects = told.words(terms.SUBJECT), told.words(terms.OBJECT)
        self._products, self._sources = told.words(terms.PRODUCT), told.words(terms.DERIVED_FROM)
        self._relations, self._modalities = told.words(terms.PREDICATE), told.words(terms.MODALITY)
        self._currencies, self._amount_texts = told.words(terms.CURRENCY), told.words(terms.AMOUNT_TEXT)
        self._times, self._time_texts = told.words(terms.TIME), told.words(terms.TIME_TEXT)
        self._posts, self._evidence = told.words(terms.POST), told.words(terms.EVIDENCE)
        self._rules = told.words(terms.RULE)
        self._amounts, self._percents = told.column(terms.AMOUNT), told.column(terms.PERCENT)
        self._confidences = told.column(terms.CONFIDENCE)
        self._starts, self._ends = told.column(terms.EVIDENCE_START), told.column(terms.EVIDENCE_END)

    def rows(self, facts: Iterable[str]) -> Iterator[FactRow]:
        """The facts; none whose relation, an end or modality is one that the ontology does not know."""
        for fact in facts:
            subject = self._entities.get(self._subjects.get(fact, ""))
            object_ = self._entities.get(self._objects.get(fact, ""))
            relation = _RELATIONS.get(self._relations.get(fact, "").removeprefix(terms.IKG))
            word = self._modalities.get(fact, "").removeprefix(terms.IKG) or Modality.ASSERTED.value
            modality = _MODALITIES.get(word)
            if subject and object_ and relation and modality:
                yield self._row(fact, subject, relation, object_, modality)

    def _row(
        self, fact: str, subject: EntityRow, relation: Relation, object_: EntityRow, modality: Modality
    ) -> FactRow:
        confidence = _number(self._confidences.get(fact))
        product = self._entities.get(self._products.get(fact, ""))
        article = self._articles.get(self._sources.get(fact, ""))
        return FactRow(
            iri=fact,
            id=short_id(fact, base=self._base),
            subject=subject.iri,
            subject_label=subject.label,
            subject_type=subject.types[0],
            relation=relation,
            object=object_.iri,
            object_label=object_.label,
            object_type=object_.types[0],
            modality=modality,
            confidence=1.0 if confidence is None else float(confidence),
            amount=_number(self._amounts.get(fact)),
            currency=self._currencies.get(fact, ""),
            amount_text=self._amount_texts.get(fact, ""),
            percent=_number(self._percents.get(fact)),
            time=self._times.get(fact, ""),
            time_text=self._time_texts.get(fact, ""),
            title=self._posts.get(fact, ""),
            product=self._products.get(fact, ""),
            product_label=product.label if product else "",
            evidence=self._evidence.get(fact, ""),
            start=int(_number(self._starts.get(fact)) or 0),
            end=int(_number(self._ends.get(fact)) or 0),
            article=self._sources.get(fact, ""),
            article_title=article.title if article else "",
            section=article.section if article else "",
            issued=article.issued if article else None,
            rule=self._rules.get(fact, ""),
        )
