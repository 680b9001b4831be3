"""The API: what each address answers and takes, in one table that requests are read by and described by."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.datastructures import QueryParams

from kg.errors import QueryError, nearest
from kg.vocab import EntityType, Modality, Relation

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
# As JSON writes them; what Python reads besides is no number to others: 1_000, １２, nan.
_NUMBERS = {
    "integer": re.compile(r"-?\d+", re.ASCII),
    "number": re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII),
}
LONGEST = 2000
"""Characters of the longest value of a parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter: ``text``, ``day``, ``integer``, ``number`` or ``boolean``; with a default, or required."""

    name: str
    about: str
    kind: str = "text"
    default: Any = None
    is_required: bool = False
    is_list: bool = False
    least: float | None = None
    most: float | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address of the API: the command whose answer it gives, and its parameters."""

    name: str
    command: str
    about: str
    parameters: tuple[Parameter, ...] = ()
    example: str = ""
    returns: str = "array"


_RELATIONS = tuple(relation.value for relation in Relation)
_TYPES = ("Organization", *(type_.value for type_ in EntityType))
_MODALITIES = tuple(modality.value for modality in Modality)

_AS_OF = Parameter(
    name="as_of",
    about="Only what stood on this year, month or day: told up to it and not denied by then.",
    kind="day",
    default="",
)

ADDRESSES: tuple[Address, ...] = (
    Address(
        name="ask",
        command="ask",
        about="The answer to a question in Chinese or English, with the sentences that tell it.",
        parameters=(Parameter(name="q", about="The question.", is_required=True), _AS_OF),
        example="q=谁投资了中芯国际",
        returns="object",
    ),
    Address(
        name="entity",
        command="show",
        about="Everything the graph says of a thing: names, codes, articles, facts in both directions.",
        parameters=(
            Parameter(name="name", about="Any of its names, its id, IRI or stock code.", is_required=True),
            _AS_OF,
        ),
        example="name=中芯国际",
        returns="object",
    ),
    Address(
        name="facts",
        command="facts",
        about="Facts, filtered; what several articles say alike is listed once. KG-Total tells how many.",
        parameters=(
            Parameter(name="relation", about="Only these relations.", is_list=True, choices=_RELATIONS),
            Parameter(name="subject", about="Only facts with this subject.", is_list=True),
            Parameter(name="object", about="Only facts with this object.", is_list=True),
            Parameter(name="about", about="Only facts with this subject or object.", is_list=True),
            Parameter(
                name="type", about="Only facts about things of this type.", is_list=True, choices=_TYPES
            ),
            Parameter(name="modality", about="Only these modalities.", is_list=True, choices=_MODALITIES),
            Parameter(name="since", about="From this year, month or day on.", kind="day", default=""),
            Parameter(name="until", about="Up to the end of it.", kind="day", default=""),
            Parameter(
                name="min_confidence",
                about="At least this sure.",
                kind="number",
                default=0.0,
                least=0,
                most=1,
            ),
            _AS_OF,
            Parameter(name="limit", about="At most so many.", kind="integer", least=1),
        ),
        example="relation=investsIn&about=中芯国际",
    ),
    Address(
        name="path",
        command="path",
        about="The shortest paths between two things, with the sentence behind each step.",
        parameters=(
            Parameter(name="from", about="Where they begin.", is_required=True),
            Parameter(name="to", about="Where they end.", is_required=True),
            Parameter(name="limit", about="How many.", kind="integer", default=3, least=1, most=100),
            Parameter(
                name="longest", about="Of at most so many steps.", kind="integer", default=6, least=1, most=20
            ),
            Parameter(
                name="through_hubs",
                about="Also through things that are connected with very many.",
                kind="boolean",
                default=False,
            ),
            _AS_OF,
        ),
        example="from=中芯国际&to=华为",
    ),
    Address(
        name="find",
        command="find",
        about="Things and articles by a part of a name, pinyin or its initials, or words of an article.",
        parameters=(
            Parameter(name="q", about="The words.", is_required=True),
            Parameter(name="limit", about="At most so many.", kind="integer", default=20, least=1, most=1000),
        ),
        example="q=zxgj",
    ),
    Address(
        name="stats",
        command="stats",
        about="How much of what is in the graph: articles, things by type, facts by relation and modality.",
    ),
)
"""Every address, below ``/api/``."""


def values(address: Address, given: QueryParams, *, limit: int) -> dict[str, Any]:
    """The values of an address's parameters.

    Args:
        address: which.
        given: the request's parameters.
        limit: at most so many of anything.

    Raises:
        QueryError: one is missing, unknown or of the wrong kind.
    """
    known = [parameter.name for parameter in address.parameters]
    for name in given:
        if name not in known:
            hint = nearest(name, known) or (f": known are {', '.join(known)}" if known else ": it takes none")
            raise QueryError(f"{address.name}: no parameter {name!r}{hint}")
    found = {
        parameter.name: _value(parameter, given.getlist(parameter.name)) for parameter in address.parameters
    }
    if "limit" in found:
        found["limit"] = min(found["limit"] or limit, limit)
    return found


def _value(parameter: Parameter, given: list[str]) -> Any:
    texts = [text for text in given if text.strip()]
    if parameter.is_list:
        return [_read(parameter, text) for text in texts]
    if len(texts) > 1:
        raise QueryError(f"{parameter.name}: given {len(texts)} times: give it once")
    if texts:
        return _read(parameter, texts[0])
    if parameter.is_required:
        raise QueryError(f"{parameter.name}: missing: give {parameter.name}=…")
    return parameter.default


def _read(parameter: Parameter, text: str) -> Any:
    """The value of a parameter's text."""
    name = parameter.name
    if len(text) > LONGEST:
        raise QueryError(f"{name}: longer than {LONGEST} characters: give less")
    if parameter.kind == "boolean":
        if text.lower() not in ("true", "false", "1", "0"):
            raise QueryError(f"{name}: {text!r} is not true or false")
        return text.lower() in ("true", "1")
    if parameter.kind == "day":
        return _day(name, text)
    if parameter.kind == "text":
        return text
    written = _NUMBERS[parameter.kind]
    if not written.fullmatch(text):
        raise QueryError(f"{name}: {text!r} is no {parameter.kind}")
    number = int(text) if parameter.kind == "integer" else float(text)
    if not (parameter.least or 0) <= number <= (parameter.most or math.inf) or number == math.inf:
        most = "" if parameter.most is None else f" and at most {parameter.most:g}"
        raise QueryError(f"{name}: {text} is out of range: at least {parameter.least or 0:g}{most}")
    return number


def _day(name: str, text: str) -> str:
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        raise QueryError(f"{name}: {text!r} is not a day: write 2021, 2021-05 or 2021-05-27") from None
    return text
