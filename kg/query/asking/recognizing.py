"""How a question is understood: word for word, else with its unknown words as parts of names or as what sentences mention.

A word that is not known is never passed over in silence: it is found in names, looked for in sentences, set aside and told,
or the question is declined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.query.asking.clausing import clauses
from kg.query.asking.ends import ends, without_names
from kg.query.asking.framing import framed
from kg.query.asking.lexing import Cut, Lexer, value
from kg.query.asking.mentioning import is_of_words, mentioned, readings, stands
from kg.query.asking.question import Question
from kg.query.asking.readings import told_options
from kg.query.asking.senses import Reading
from kg.query.asking.setting_aside import as_aside, is_harmless, is_listing, is_noun, may_be_aside
from kg.query.asking.told import Told
from kg.query.asking.understanding import Declined, language_of, put, read
from kg.query.asking.vocabulary import Vocabulary
from kg.query.names import Names
from kg.vocab import Relation

_LONGEST = 60  # tokens; no question is as long, and the time to read one grows with the third power
_NONE = Cut((), 0, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognizer:
    """Understands questions about one graph, asked on one day.

    ``told`` tells what the sentences of the graph have in them, ``is_answered`` whether a question has answers.
    """

    lexer: Lexer
    names: Names
    words: Vocabulary
    today: date
    told: Told
    is_answered: Callable[[Question], bool]

    def __call__(self, text: str) -> Question | Declined:
        """The question, if every word of it is understood and they go together."""
        best = self._best(text)
        declined = self._declined(text, best)
        if not 0 < len(best.tokens) <= _LONGEST:
            return declined
        if best.unknown:
            found = self._with_parts(text, best)
            if found is None and len(clauses(text)) == 1:
                found = self.mentioning(text)
            return found or self._without_unknown(text, best.unknown) or declined
        if found := self._first(text, self._cuts(text)):
            return found
        if found := self.by_frame(text):
            return found
        return replace(declined, senseless=read(text, best, self.names, any_types=True))

    def mentioning(self, text: str) -> Question | None:
        """The question with its unknown words as what names or sentences have in them, if it has answers so."""
        best = self._best(text)
        if self.lexer.choices(text, best.unknown):
            return None  # several names may be meant: which, is to be told
        parts = self._parts(text, best)
        known = [cut for cut in self._cuts(text, parts) if not cut.unknown] if best.unknown else []
        if known and (found := self._by_frame(text, known[0])):
            return found
        for words in mentioned(text, best, self.words, self.told.anywhere):
            held = readings(words)
            beside = {word: tuple(one for one in held[word] if one.category == "mentioned") for word in held}
            both = parts | {word: (*parts.get(word, ()), *held[word]) for word in held}
            for taken in (both, parts | beside):
                cuts = [cut for cut in self._cuts(text, taken) if stands(cut)]
                found = self._first(text, cuts)
                if is_of_words(found) and self.is_answered(found):
                    return found
            cuts = [cut for cut in self._cuts(text, both) if stands(cut) and not cut.unknown]
            if cuts and (found := self._by_frame(text, cuts[0])):
                return found
        return None if best.unknown else self._by_frame(text, best)

    def _by_frame(self, text: str, cut: Cut) -> Question | None:
        """What the cut asks by who does what to whom, if that has answers."""
        for thing, variant in framed(cut, self.names):
            found = put(text, thing, variant, language_of(cut.tokens), self.names)
            if is_of_words(found) and self.is_answered(found):
                return found
        return None

    def by_frame(self, text: str) -> Question | None:
        """The question by who does what to whom, if it has answers so."""
        return None if len(clauses(text)) > 1 else self.mentioning(text)

    def _with_parts(self, text: str, best: Cut) -> Question | None:
        parts = self._parts(text, best)
        return self._first(text, self._cuts(text, parts)) if parts else None

    def _without_unknown(self, text: str, unknown: tuple[str, ...]) -> Question | None:
        """What is asked without the one word that is not known, where that may be set aside."""
        if len(unknown) != 1 or not may_be_aside(unknown[0], text, self.words) or is_noun(unknown[0]):
            return None
        (word,) = unknown
        cuts = self._cuts(text, as_aside(word))
        question = self._first(text, [cut for cut in cuts if is_harmless(cut, word)])
        return question if is_listing(question) else None

    def _first(self, text: str, cuts: list[Cut]) -> Question | None:
        """What the first of the cuts that makes sense asks."""
        for cut in cuts:
            if cut.unknown:
                return None
            if question := read(text, cut, self.names):
                return question
        return None

    def _best(self, text: str) -> Cut:
        return next(iter(self._cuts(text)), _NONE)

    def _cuts(self, text: str, parts: dict[str, tuple[Reading, ...]] | None = None) -> list[Cut]:
        return self.lexer.cuts(text, today=self.today, parts=parts)

    def _parts(self, text: str, best: Cut) -> dict[str, tuple[Reading, ...]]:
        return self.lexer.known(text).parts(text, best.unknown, self.told.sentence, self.told.post)

    def _declined(self, text: str, best: Cut) -> Declined:
        return Declined(
            text=text,
            unknown=best.unknown,
            known=tuple(dict.fromkeys(_named(best))),
            relations=frozenset(_told(best)),
            ends=ends(best),
            told=without_names(text, best),
            choices=self.lexer.choices(text, best.unknown),
        )


def _told(cut: Cut) -> Iterator[Relation]:
    yield from (option.relation for token in cut.tokens for option in told_options(token))


def _named(cut: Cut) -> Iterator[str]:
    yield from (iri for token in cut.tokens for iris in value(token, "NAME") for iri in iris)
