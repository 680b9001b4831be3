"""All mentions of an article: what the finders say, and one rule for where they overlap.

The finders speak in the order of their reliability: the user's own names, the tagger (which has seen what
lexicon and suffixes say of each character; its boundaries are mended and names that are also words are told apart
after it), names that the article defines, and repeats of what was found. A later finder only fills text that no
earlier one took. Names within names are added last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kg.lexicon import Lexicon
from kg.mentions.ambiguous import AmbiguousNames
from kg.mentions.boundaries import Boundaries
from kg.mentions.characters import stands_alone
from kg.mentions.definitions import Definition, Definitions
from kg.mentions.known import Hit, KnownNames
from kg.mentions.nations import Nations
from kg.mentions.nested import NestedNames
from kg.mentions.persons import Persons
from kg.mentions.suffixes import load_suffixes
from kg.model import Mention, Span

# A name that was seen with less certainty is not looked for elsewhere in the article.
_SURE_ENOUGH_TO_REPEAT = 0.6
_USER_CONFIDENCE = 1.0
_DEFINED_CONFIDENCE = 0.95


class Taken:
    """Which characters of a text already belong to a mention."""

    def __init__(self, size: int) -> None:
        self._taken = bytearray(size)
        self.mentions: list[Mention] = []

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def add(self, mention: Mention) -> bool:
        """Take the mention's text if all of it is free."""
        start, end = mention.span.start, mention.span.end
        if not self.is_free(start, end):
            return False
        self._taken[start:end] = b"\x01" * (end - start)
        self.mentions.append(mention)
        return True


def choose(text: str, finders: Iterable[Iterable[Mention]]) -> Taken:
    """The mentions of several finders without overlaps; an earlier finder wins."""
    taken = Taken(len(text))
    for mentions in finders:
        for mention in sorted(mentions, key=lambda m: (-len(m.span), m.place)):
            taken.add(mention)
    return taken


def user_mentions(text: str, hits: Sequence[Hit]) -> Iterable[Mention]:
    """The names that the user's own lexicon gives: who names them wants them found.

    Names of the shipped lexicon alone make no mention: the tagger has seen them as features, and where it
    still says no it is right in four cases of five (卫星 is a word more often than a name).
    """
    for hit in hits:
        yield Mention(
            span=Span(hit.start, hit.end),
            surface=text[hit.start : hit.end],
            type=hit.entry.type,
            source="lexicon",
            confidence=_USER_CONFIDENCE,
        )


def add_defined(text: str, taken: Taken, definitions: Definitions) -> list[Definition]:
    """The definitions of a text; short names that no finder saw become mentions."""
    found = list(definitions.find(text, list(taken.mentions)))
    for full, short, surface in found:
        taken.add(
            Mention(
                span=short,
                surface=surface,
                type=full.type,
                source="definition",
                confidence=_DEFINED_CONFIDENCE,
            )
        )
    return found


def add_repeats(text: str, taken: Taken) -> None:
    """Every further place where a name stands that was found somewhere in the article."""
    best: dict[str, Mention] = {}
    for mention in taken.mentions:
        if mention.surface not in best or mention.confidence > best[mention.surface].confidence:
            best[mention.surface] = mention
    for surface in sorted(best, key=lambda name: (-len(name), name)):
        pattern = best[surface]
        if pattern.confidence < _SURE_ENOUGH_TO_REPEAT:
            continue
        at = text.find(surface)
        while at >= 0:
            end = at + len(surface)
            if taken.is_free(at, end) and stands_alone(text, at, end):
                taken.add(replace(pattern, span=Span(at, end), source="repeat"))
            at = text.find(surface, at + 1)


class Found(NamedTuple):
    """The mentions of a text in order, and its definitions as pairs of names (full, short)."""

    mentions: list[Mention]
    definitions: list[tuple[str, str]]


class Finder:
    """All finders but the tagger, whose mentions are handed in."""

    def __init__(
        self,
        markers: Path,
        lexicon: Lexicon,
        ambiguous: AmbiguousNames | None = None,
    ) -> None:
        self.known = KnownNames(lexicon)
        self._given = KnownNames(lexicon, lexicon.given_names()) if lexicon.user_names else None
        self.suffixes, _ = load_suffixes(markers / "suffixes.toml")
        self._lexicon = lexicon
        self._ambiguous = ambiguous or AmbiguousNames(())
        self._boundaries = Boundaries.load(markers / "boundaries.toml")
        self._persons = Persons.load(markers / "characters.toml")
        self._nations = Nations(lexicon)
        self._definitions = Definitions.load(markers / "names.toml")
        self._nested = NestedNames.load(markers / "nested.toml", self.known)

    def find(self, text: str, tagged: Iterable[Mention]) -> Found:
        """The mentions and definitions of a text, given the tagger's mentions."""
        given = user_mentions(text, self._given.find(text)) if self._given is not None else ()
        mended = self._nations.part(self._persons.mend(self._boundaries.mend(text, tagged)))
        taken = choose(text, [given, self._ambiguous.tell(text, mended)])
        defined = add_defined(text, taken, self._definitions)
        add_repeats(text, taken)
        mentions = [*taken.mentions, *self._nested.find(taken.mentions)]
        pairs = [(definition.full.surface, definition.surface) for definition in defined]
        return Found(with_lexicon_ids(mentions, self._lexicon), pairs)


def with_lexicon_ids(mentions: Iterable[Mention], lexicon: Lexicon) -> list[Mention]:
    """Mentions whose surface the lexicon knows, with its id; a type of another family keeps them apart."""
    known = []
    for mention in mentions:
        entry = lexicon.find(mention.surface)
        known.append(replace(mention, entity=entry.id) if entry is not None else mention)
    return sorted(known, key=lambda mention: mention.place)
