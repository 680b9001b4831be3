"""A question that is not understood as a whole: its clauses as questions, or what it asks without what narrows nothing.

It is loaded for such questions alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from kg.query.asking.answers import Reply
from kg.query.asking.declining import declined_reply
from kg.query.asking.following import Understand
from kg.query.asking.introducing import introduced
from kg.query.asking.lastly import Lastly
from kg.query.asking.leftout import with_aside
from kg.query.asking.lexing import Lexer
from kg.query.asking.longer import Longer
from kg.query.asking.piecewise import Parted, Pieces
from kg.query.asking.plainer import plainer
from kg.query.asking.question import Question
from kg.query.asking.recognizing import Recognizer
from kg.query.asking.told import Told
from kg.query.asking.understanding import Declined
from kg.query.asking.vocabulary import Vocabulary
from kg.query.names import Names


@dataclass(slots=True, kw_only=True)
class Otherwise:
    """Other ways to answer one question.

    ``answered`` answers a question that is understood, ``again`` the text of another.
    """

    text: str
    lexer: Lexer
    names: Names
    words: Vocabulary
    longer: Longer
    told: Told
    today: date
    understood: Recognizer
    answered: Callable[[Question], Reply]
    again: Callable[[str], Reply]
    _lastly: Lastly = field(init=False)

    def __post_init__(self) -> None:
        self._lastly = Lastly(
            lexer=self.lexer,
            names=self.names,
            words=self.words,
            longer=self.longer,
            is_in_text=self.told.anywhere,
            today=self.today,
            understand=self.understood,
            is_answered=lambda question: bool(self.answered(question).answers),
        )

    def __call__(self, declined: Declined, several: Parted | None) -> Reply:
        """The answer to what is understood of it, or without what narrows nothing."""
        text = self.text
        if several is None or several.left:
            if opened := introduced(text, self._lastly.cut, self.names):
                reply = self.again(opened[1])
                if reply.answers:
                    return with_aside(reply, opened[0])
            several = self._parted(self._understood_lastly) or several
        if several:
            return several.joined()
        cuts = self.lexer.cuts(text, today=self.today)
        plain = plainer(text, declined, cuts[0], self.names, self.understood) if cuts else None
        plain = plain or self.understood.mentioning(text) or self._lastly(text)
        return self.answered(plain) if plain else declined_reply(declined, self.names, self.words)

    def parted(self) -> Parted | None:
        """What is understood of its clauses, if it has several."""
        return self._parted(self.understood)

    def _parted(self, understand: Understand) -> Parted | None:
        pieces = Pieces(
            lexer=self.lexer, names=self.names, understand=understand, answer=self.answered, today=self.today
        )
        return pieces.read(self.text)

    def _understood_lastly(self, part: str) -> Question | Declined:
        known = self.understood(part)
        return known if isinstance(known, Question) else self._lastly(part) or known
