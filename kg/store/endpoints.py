"""Where a SPARQL server takes queries and updates, found by trying what changes nothing."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.store.http import JSON, Client

_DERIVES = re.compile(r"sparql-service-description#UnionDefaultGraph>|\bsd:UnionDefaultGraph\b")


def query_endpoint(client: Client) -> str:
    """Where queries go: the address itself, or ``/query`` or ``/sparql`` below it.

    Raises:
        StoreError: to none of them, or the server cannot be reached.
    """
    url = client.url.rstrip("/")
    candidates = [url + "/query", url + "/sparql"]
    if urlsplit(url).path.strip("/"):
        candidates.insert(0, client.url)
    told = ""
    for endpoint in candidates:
        try:
            response = client.query(endpoint, "ASK { }", JSON)
            ox.parse_query_results(response.body, format=ox.QueryResultsFormat.JSON)
        except (QueryError, StoreError, SyntaxError, ValueError) as error:
            if "not allowed" in str(error) or "cannot be reached" in str(error):
                raise
            told = told or str(error).splitlines()[0]
        else:
            return endpoint
    raise StoreError(f"{client.url}: no SPARQL endpoint is there ({told}): give its full address")


def update_endpoint(client: Client, endpoint: str) -> str:
    """Where updates go, given where queries do; ``KG_STORE_UPDATE`` says it outright.

    Raises:
        StoreError: the server takes none.
    """
    if told := os.environ.get("KG_STORE_UPDATE"):
        return told
    above, _, last = endpoint.rpartition("/")
    candidates = [endpoint, endpoint + "/statements"]
    if last in ("query", "sparql"):
        candidates.insert(0 if last == "query" else 1, above + "/update")
    problem: Exception | None = None
    for candidate in candidates:
        try:
            client.update(candidate, "INSERT DATA { }")
        except (QueryError, StoreError) as error:
            if "not allowed" in str(error):
                raise
            problem = problem or error
        else:
            return candidate
    raise StoreError(f"{endpoint}: takes no updates ({problem}): set KG_STORE_UPDATE to where it does")


def derives_union(client: Client, endpoint: str) -> bool:
    """Whether the server makes the union of the named graphs itself, as its description says."""
    try:
        described = client.send(endpoint, None, "", "text/turtle")
    except (QueryError, StoreError):
        return False  # it describes itself not at all
    return bool(_DERIVES.search(described.body.decode("utf8", "replace")))
