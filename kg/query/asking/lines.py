"""Lines of a SPARQL query, each of which says one thing of a variable."""

from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox

from kg.vocab import EntityType, Modality


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


def decimal(value: Decimal) -> str:
    """A number as SPARQL writes decimals."""
    text = format(value, "f")
    return text if "." in text else text + ".0"


def iri(text: str) -> str:
    """An IRI as SPARQL writes it."""
    return str(ox.NamedNode(text))
