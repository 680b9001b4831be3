"""Every error that kg raises on purpose.

    KgError                 something a user can cause and mend; the command line prints it in one line
    ├── DocumentError       a document cannot be read
    ├── LexiconError        a lexicon file or row is wrong
    ├── RuleError           a rule, marker or model file is wrong
    ├── StoreError          a store cannot be opened, read or written
    ├── QueryError          a query or question cannot be run
    └── NotFoundError       no entity, article or relation of that name

A message reads ``where: what: what now``. Bugs stay ordinary exceptions and show their traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class KgError(Exception):
    """A mistake that the user can mend."""


class DocumentError(KgError):
    """A document cannot be read."""


class LexiconError(KgError):
    """A lexicon file or one of its rows is wrong."""


class RuleError(KgError):
    """A rule, marker or model file is wrong."""


class StoreError(KgError):
    """A store cannot be opened, read or written."""


class QueryError(KgError):
    """A query or a question cannot be run."""


class NotFoundError(KgError):
    """Nothing bears that name."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The phrase that offers the nearest known name, or nothing.

    >>> nearest("investIn", ["investsIn", "acquires"])
    "; did you mean 'investsIn'?"
    >>> nearest("zzz", ["investsIn"])
    ''
    """
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
