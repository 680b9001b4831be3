"""The API described for programs, in OpenAPI 3.1, from the table that requests are read by."""

from __future__ import annotations

from typing import Any

from kg._version import __version__
from kg.serve.api import ADDRESSES, LONGEST, Address, Parameter
from kg.serve.requests import FORM, QUERY, UPDATE
from kg.serve.settings import Settings
from kg.store.protocol import GRAPHS, TABLES

_KINDS = {"text": "string", "day": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
_REFUSALS = {
    "400": "A parameter is missing, unknown or wrong; the text says which.",
    "404": "Nothing is called so; the text offers the nearest names.",
    "503": "Busy, or it took too long: come again, or ask for less.",
}


def document(settings: Settings) -> dict[str, Any]:
    """The description as OpenAPI has it."""
    paths: dict[str, Any] = {f"/api/{address.name}": {"get": _operation(address)} for address in ADDRESSES}
    paths["/sparql"] = {"get": _query(settings), "post": _protocol(settings)}
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {
            "title": "kg",
            "version": __version__,
            "description": "Knowledge graphs of companies, policies and technologies from Chinese industry news.",
        },
        "paths": paths,
    }
    if settings.is_public:
        described["components"] = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
        described["security"] = [{"token": []}]
    return described


def _operation(address: Address) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": address.returns}
    if address.returns == "array":
        schema["items"] = {"type": "object"}
    answers: dict[str, Any] = {
        "200": {
            "description": f"What 'kg {address.command} --format json' writes.",
            "content": {"application/json": {"schema": schema}},
        }
    }
    if address.name in ("entity", "path"):
        answers["300"] = {
            "description": "Several things are called so; they are listed under candidates.",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    answers |= {
        status: {"description": text, "content": {"text/plain": {"schema": {"type": "string"}}}}
        for status, text in _REFUSALS.items()
    }
    return {
        "operationId": address.name,
        "summary": address.about,
        "parameters": [_parameter(parameter) for parameter in address.parameters],
        "responses": answers,
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": _KINDS[parameter.kind]}
    if parameter.kind == "day":
        # Given without a value, a parameter is as good as not given.
        schema["pattern"] = r"^((?!0000)\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$"
    if parameter.kind == "text" and not parameter.choices:
        schema["maxLength"] = LONGEST
    if parameter.is_required:
        schema |= {"minLength": 1, "pattern": r"\S"}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    bounds = {"minimum": parameter.least, "maximum": parameter.most, "default": parameter.default or None}
    schema |= {name: bound for name, bound in bounds.items() if bound is not None}
    if parameter.is_list:
        schema = {"type": "array", "items": schema}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "allowEmptyValue": not parameter.is_required,
        "description": parameter.about,
        "schema": schema,
    }


def _query(settings: Settings) -> dict[str, Any]:
    query = {"name": "query", "in": "query", "required": True, "schema": {"type": "string", "minLength": 1}}
    return {
        "operationId": "sparql",
        "summary": "A SPARQL 1.1 query.",
        "description": f"Stopped after {settings.timeout:g} s; at most {settings.limit} rows or triples.",
        "parameters": [query, *_GRAPHS_ASKED],
        "responses": _answers(),
    }


def _protocol(settings: Settings) -> dict[str, Any]:
    """Queries that are too long for an address, and updates."""
    texts = {media_type: {"schema": {"type": "string", "minLength": 1}} for media_type in (QUERY, UPDATE)}
    words = {name: {"type": "string", "minLength": 1} for name in ("query", "update")}
    form = {FORM: {"schema": {"type": "object", "properties": words, "minProperties": 1, "maxProperties": 1}}}
    refusals = {
        "401": "An update needs the token.",
        "403": "The server is read only, or the update comes from a page of another site.",
        "413": f"Too large: a query has at most {settings.query_bytes} bytes.",
        "415": "The body is of another type, encoding or charset.",
    }
    return {
        "operationId": "sparqlByPost",
        "summary": "A SPARQL 1.1 query or, where the server is writable, an update.",
        "parameters": _GRAPHS_ASKED,
        "requestBody": {"required": True, "content": {**form, **texts}},
        "responses": {
            **_answers(),
            "204": {"description": "The update was done."},
            **{status: {"description": text} for status, text in refusals.items()},
        },
    }


def _answers() -> dict[str, Any]:
    formats: dict[str, Any] = {media_type: {} for media_type in dict.fromkeys((*TABLES, *GRAPHS))}
    return {
        "200": {"description": "The rows, the answer or the triples.", "content": formats},
        "400": {"description": "The query is malformed."},
        "406": {"description": "No format on offer is one that is accepted."},
        "503": {"description": "Busy, or it took too long."},
    }


_GRAPHS_ASKED = [
    {"name": name, "in": "query", "schema": {"type": "array", "items": {"type": "string", "format": "iri"}}}
    for name in ("default-graph-uri", "named-graph-uri")
]
