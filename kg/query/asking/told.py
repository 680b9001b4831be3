"""What the sentences and titles of a graph have in them, asked one word at a time."""

from __future__ import annotations

import pyoxigraph as ox

from kg.store import View


class Told:
    """Whether some sentence tells a word, or some title has it in it."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[tuple[str, str], bool] = {}  # one question asks for the same word more than once

    def sentence(self, word: str) -> bool:
        """Whether a sentence that tells a fact has the word in it."""
        return self._has("ikg:evidence", word)

    def name(self, word: str) -> bool:
        """Whether something is called so, or has the word in its name."""
        return self._has("skos:prefLabel|skos:altLabel", word)

    def anywhere(self, word: str) -> bool:
        """Whether a sentence or a name has the word in it."""
        return self.sentence(word) or self.name(word)

    def post(self, word: str) -> bool:
        """Whether the title of a post has the word in it."""
        return self._has("ikg:title", word)

    def _has(self, predicate: str, word: str) -> bool:
        if (predicate, word) not in self._known:
            held = f"?fact {predicate} ?told . FILTER(CONTAINS(LCASE(STR(?told)), {ox.Literal(word)}))"
            self._known[predicate, word] = self._view.ask(f"ASK {{ {held} }}")
        return self._known[predicate, word]
