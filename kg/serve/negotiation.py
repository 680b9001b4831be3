"""Which of the formats on offer a client likes best, by its Accept header."""

from __future__ import annotations

from collections.abc import Sequence


class NotAcceptableError(Exception):
    """None of the formats on offer is one that the client takes; the message lists them."""


def best(accept: str, offered: Sequence[str]) -> str:
    """The offered media type of the highest quality; of equals the one offered first.

    >>> best("text/html, application/xml;q=0.9, */*;q=0.1", ["text/csv", "application/xml"])
    'application/xml'
    >>> best("", ["text/csv", "application/xml"])
    'text/csv'

    Raises:
        NotAcceptableError: the client takes none of them.
    """
    ranges = _ranges(accept)
    qualities = [_quality(media_type, ranges) for media_type in offered]
    highest = max(qualities)
    if highest <= 0:
        raise NotAcceptableError(f"not acceptable: on offer are {', '.join(dict.fromkeys(offered))}")
    return offered[qualities.index(highest)]


def names(accept: str, offered: Sequence[str]) -> bool:
    """Whether the header names one of the media types, rather than taking anything.

    >>> names("text/turtle, */*", ["text/turtle"]), names("*/*", ["text/turtle"])
    (True, False)
    """
    return any(media_type in offered and quality > 0 for media_type, quality in _ranges(accept))


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media_type:
            found.append((media_type, _given_quality(parameters)))
    return found or [("*/*", 1.0)]


def _given_quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The quality of the range that says most about the type."""
    family = media_type.partition("/")[0] + "/*"
    for wanted in (media_type, family, "*/*"):
        if fitting := [quality for named, quality in ranges if named == wanted]:
            return max(fitting)
    return 0.0
