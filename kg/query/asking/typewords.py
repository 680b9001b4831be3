"""Words for the types of things, from the file of words and from the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from kg.query.asking.english import noun_forms
from kg.query.ontology import ontology
from kg.vocab import ARTEFACTS, ORGANIZATIONS, EntityType

GROUPS = {
    "Organization": ORGANIZATIONS,
    "Artefact": ARTEFACTS,
}


def typed_words(table: dict[str, Any]) -> Iterator[tuple[str, frozenset[EntityType]]]:
    """Every word with the types that it may stand for."""
    found: dict[str, frozenset[EntityType]] = defaultdict(frozenset)
    for name, words in table.items():
        kinds = GROUPS.get(name) or frozenset({EntityType(name)})
        for word in [*words["zh"], *(form for noun in words["en"] for form in noun_forms(noun))]:
            found[word.lower()] |= kinds
    for type_, term in ontology().classes.items():
        for word in (term.label["zh"], *noun_forms(term.label["en"].lower())):
            found[word] |= {type_}
    yield from found.items()
