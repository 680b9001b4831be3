"""Articles, entities, facts, documents and runs as RDF quads: pure functions from values to quads.

Each article has a named graph of its own, named by the article's IRI, that holds all that was drawn from
it: taking the graph out takes out what the article said and nothing else. An entity is therefore described
in each article that mentions it, always in the same words, because a description depends on the entity
alone. Documents and runs have a graph of their own too. Nothing here is a blank node and nothing depends
on a clock, so that the same values always give the same quads.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import PurePath

import pyoxigraph as ox

from kg.model import Article, Document, Entity, Fact, Run
from kg.quads import terms
from kg.quads.terms import DEFAULT_BASE, chinese, decimal, identifier, iri, name_literal, time
from kg.vocab import Modality

_Node = ox.NamedNode
_Statement = tuple[_Node, _Node, _Node | ox.Literal]
# A build makes hundreds of thousands of quads: statements are plain tuples until they are one.


def entity_triples(entity: Entity, *, base: str = DEFAULT_BASE) -> Iterator[ox.Triple]:
    """What the graph says of an entity wherever it is mentioned: class, names, identifiers."""
    return itertools.starmap(ox.Triple, _of_entity(entity, base))


def _of_entity(entity: Entity, base: str) -> Iterator[_Statement]:
    node = iri(entity.id, base=base)
    yield node, terms.TYPE, terms.CLASSES[entity.type]
    preferred = name_literal(entity.names[0])
    yield node, terms.PREF_LABEL, preferred
    for name in entity.names[1:]:
        # SKOS keeps prefLabel and altLabel apart: one string in one language is never both.
        if (other := name_literal(name)) != preferred:
            yield node, terms.ALT_LABEL, other
    for scheme, value in entity.identifiers:
        yield node, *identifier(scheme, value)


def _qualifier_pairs(
    fact: Fact, base: str
) -> Iterator[tuple[ox.NamedNode, ox.Literal | ox.NamedNode | None]]:
    told = fact.qualifiers
    if told.amount:
        yield terms.AMOUNT, decimal(told.amount.value)
        yield terms.CURRENCY, ox.Literal(told.amount.currency) if told.amount.currency else None
        yield terms.AMOUNT_TEXT, ox.Literal(told.amount.text)
    if told.percent is not None:
        yield terms.PERCENT, decimal(told.percent)
    if told.time:
        yield terms.TIME, time(told.time)
        yield terms.TIME_TEXT, ox.Literal(told.time.text)
    yield terms.POST, ox.Literal(told.title) if told.title else None
    yield terms.PRODUCT, iri(told.product, base=base) if told.product else None


def fact_triples(fact: Fact, *, run: str, base: str = DEFAULT_BASE) -> Iterator[ox.Triple]:
    """A fact with its evidence and qualifiers, and the plain triple where the article asserts it."""
    return itertools.starmap(ox.Triple, _of_fact(fact, run, base))


def _of_fact(fact: Fact, run: str, base: str) -> Iterator[_Statement]:
    node, subject, object_ = (iri(name, base=base) for name in (fact.id, fact.subject, fact.object))
    yield node, terms.TYPE, terms.FACT
    yield node, terms.SUBJECT, subject
    yield node, terms.PREDICATE, terms.RELATIONS[fact.relation]
    yield node, terms.OBJECT, object_
    yield node, terms.MODALITY, terms.MODALITIES[fact.modality]
    # The least confidence above nothing survives the rounding: 0 would deny the fact.
    confidence = max(Decimal(str(round(fact.confidence, 4))), Decimal("0.0001"))
    yield node, terms.CONFIDENCE, decimal(confidence)
    for property_, value in _qualifier_pairs(fact, base):
        if value is not None:
            yield node, property_, value
    yield node, terms.EVIDENCE, chinese(fact.evidence_text)
    yield node, terms.EVIDENCE_START, ox.Literal(str(fact.evidence.start), datatype=terms.INTEGER)
    yield node, terms.EVIDENCE_END, ox.Literal(str(fact.evidence.end), datatype=terms.INTEGER)
    yield node, terms.RULE, ox.Literal(fact.rule)
    yield node, terms.DERIVED_FROM, iri(fact.article, base=base)
    yield node, terms.GENERATED_BY, iri(run, base=base)
    if fact.modality is Modality.ASSERTED:
        yield subject, terms.RELATIONS[fact.relation], object_


def _of_article(article: Article, base: str) -> Iterator[_Statement]:
    node = iri(article.id, base=base)
    yield node, terms.TYPE, terms.ARTICLE
    yield node, terms.TITLE, chinese(article.title)
    yield node, terms.TEXT, chinese(article.text)
    if article.issued:
        yield node, terms.ISSUED, ox.Literal(article.issued.isoformat(), datatype=terms.DATE)
    if article.section:
        yield node, terms.SECTION, chinese(article.section)
    if article.source:
        yield node, terms.SOURCE, ox.Literal(article.source)


def _one_each(facts: Iterable[Fact]) -> list[Fact]:
    """One fact an id: two rules may read the same from one sentence, and a fact has one confidence."""
    best: dict[str, Fact] = {}
    for fact in sorted(facts, key=lambda fact: (-fact.confidence, fact.rule, repr(fact.qualifiers))):
        best.setdefault(fact.id, fact)
    return list(best.values())


def article_quads(
    article: Article,
    entities: Iterable[Entity],
    facts: Iterable[Fact],
    *,
    run: Run,
    base: str = DEFAULT_BASE,
) -> list[ox.Quad]:
    """All that was drawn from an article, in the article's named graph, each quad once.

    Of facts with one id (the same statement read from the same words by two rules) the most confident stands.

    Args:
        article: the article, whose text the evidence quotes.
        entities: every entity that the article mentions or that a fact names.
        facts: the facts of this article.
        run: what made them.
        base: what the resources' IRIs begin with.

    Raises:
        ValueError: a fact of another article, one that names an entity that is not given, or evidence that
            is not what the article says there: a mistake of the stages before.
    """
    statements = _drawn(article, entities, facts, run, base)
    # A set that keeps its order.
    return list(dict.fromkeys(_in_graph(statements, iri(article.id, base=base))))


def article_lines(
    article: Article,
    entities: Iterable[Entity],
    facts: Iterable[Fact],
    *,
    run: Run,
    base: str = DEFAULT_BASE,
) -> bytes:
    """The triples of ``article_quads`` as N-Triples, in half the time, since no quad is made."""
    statements = _drawn(article, entities, facts, run, base)
    lines = dict.fromkeys(f"{subject} {property_} {value} .\n" for subject, property_, value in statements)
    return "".join(lines).encode()


def _drawn(
    article: Article, entities: Iterable[Entity], facts: Iterable[Fact], run: Run, base: str
) -> list[_Statement]:
    """What was drawn from an article; an entity's description may come twice."""
    graph = iri(article.id, base=base)
    statements = list(_of_article(article, base))
    known: set[str] = set()
    for entity in entities:
        known.add(entity.id)
        statements += _of_entity(entity, base)
        statements.append((graph, terms.MENTIONS, iri(entity.id, base=base)))
    for fact in _one_each(facts):
        _refuse_stray(fact, article, known)
        statements += _of_fact(fact, run.id, base)
    return statements


def _in_graph(statements: Iterable[_Statement], graph: ox.NamedNode) -> Iterator[ox.Quad]:
    return (ox.Quad(*statement, graph) for statement in statements)


def _refuse_stray(fact: Fact, article: Article, known: set[str]) -> None:
    if fact.article != article.id:
        raise ValueError(f"{fact.id} belongs to {fact.article}, not to {article.id}")
    product = fact.qualifiers.product
    if missing := {fact.subject, fact.object, product or fact.subject} - known:
        raise ValueError(f"{fact.id} of {article.id} names an entity that is not given: {sorted(missing)}")
    if article.text[fact.evidence.start : fact.evidence.end] != fact.evidence_text:
        raise ValueError(f"{fact.id} of {article.id}: its evidence is not at {fact.evidence}")


def document_quads(document: Document, articles: Iterable[str], *, base: str = DEFAULT_BASE) -> list[ox.Quad]:
    """A document's file name, media type and digest, and the articles (ids) it holds, in its own graph."""
    node = iri(document.id, base=base)
    statements: list[_Statement] = [
        (node, terms.TYPE, terms.DOCUMENT),
        (node, terms.FILE_NAME, ox.Literal(PurePath(document.path).name)),
        (node, terms.FORMAT, ox.Literal(document.media_type)),
        (node, terms.DIGEST, ox.Literal(document.digest)),
    ]
    statements.extend((iri(article, base=base), terms.PART_OF_DOCUMENT, node) for article in articles)
    return list(_in_graph(statements, node))


def run_quads(run: Run, *, base: str = DEFAULT_BASE) -> list[ox.Quad]:
    """What made a graph, without the clock: the version of kg and the digests of its lexicon and rules."""
    node = iri(run.id, base=base)
    pairs = ((terms.SOFTWARE_VERSION, run.version), (terms.LEXICON, run.lexicon), (terms.RULES, run.rules))
    return [
        ox.Quad(node, terms.TYPE, terms.RUN, node),
        *(ox.Quad(node, property_, ox.Literal(value), node) for property_, value in pairs),
    ]
