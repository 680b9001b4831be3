"""Lines of a SPARQL query, each of which says one thing of a variable."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pyoxigraph as ox

from kg.query.asking.question import Sort
from kg.vocab import EntityType, Modality

LAST = "OPTIONAL { SELECT"
"""What lines begin with that come after all that say what a variable is."""


def modality_line(fact: str, modalities: frozenset[Modality]) -> str:
    """That a fact has one of these modalities."""
    known = [one for one in Modality if one in modalities]
    if len(known) == 1:
        return f"{fact} ikg:modality ikg:{known[0]} ."
    return f"{fact} ikg:modality {fact}m . FILTER({fact}m IN ({', '.join(f'ikg:{one}' for one in known)}))"


def typed_line(variable: str, types: frozenset[EntityType]) -> str:
    """That a thing is of one of these types."""
    known = [type_ for type_ in EntityType if type_ in types]
    if len(known) == 1:
        return f"{variable} a ikg:{known[0]} ."
    return f"FILTER EXISTS {{ {variable} a ?c . FILTER(?c IN ({', '.join(f'ikg:{one}' for one in known)})) }}"


def called_line(variable: str, word: str) -> str:
    """That a name of a thing holds the word."""
    name = f"{variable}n"
    return (
        f"FILTER EXISTS {{ {variable} skos:prefLabel|skos:altLabel {name} ."
        f" FILTER(CONTAINS(LCASE({name}), {ox.Literal(word)})) }}"
    )


def named_line(fact: str, word: str) -> str:
    """Goods that are no thing of the graph's own are what the sentence says."""
    return f"{fact} ikg:evidence {fact}e . FILTER(CONTAINS(LCASE({fact}e), {ox.Literal(word)}))"


def words_lines(variable: str, own: str, fact: str, sort: Sort) -> Iterator[str]:
    """The lines that a thing, or the fact that tells of it, has one of a sort's words.

    Args:
        variable: of the thing.
        own: what variables of these lines begin with.
        fact: the variable of the fact; empty where there is none.
        sort: the words, and the things that the lexicon notes so.
    """
    tests = [f"EXISTS {{ {names_line(variable, own, sort.names)} }}"]
    if sort.members:
        tests.append(f"{variable} IN ({', '.join(map(iri, sort.members))})")
    if sort.by_sentence and fact:
        yield f"{fact} ikg:evidence {own}s ."
        tests.append(_has(f"{own}s", sort.names))
    if sort.anywhere:
        # All sentences are read once, not those of each thing: a company may be in thousands.
        yield (
            f'{LAST} DISTINCT {variable} ("1" AS {own}h) WHERE {{ {own}f ikg:evidence {own}e .'
            f" FILTER({_has(f'{own}e', sort.names)}) {own}f rdf:subject|rdf:object {variable} }} }}"
        )
        tests.append(f"BOUND({own}h)")
    yield f"FILTER({' || '.join(tests)})"


def names_line(variable: str, name: str, words: tuple[str, ...]) -> str:
    """That a name of a thing has one of the words in it."""
    return f"{variable} skos:prefLabel|skos:altLabel {name} . FILTER({_has(name, words)})"


def _has(text: str, words: tuple[str, ...]) -> str:
    return " || ".join(f"CONTAINS(LCASE(STR({text})), {ox.Literal(word)})" for word in words)


def decimal(value: Decimal) -> str:
    """A number as SPARQL writes decimals."""
    text = format(value, "f")
    return text if "." in text else text + ".0"


def iri(text: str) -> str:
    """An IRI as SPARQL writes it."""
    return str(ox.NamedNode(text))
