"""Rows of a SPARQL server, all of them, in as many pages as it makes of them.

A server may cut answers short (``kg serve`` does, and many public ones). ``kg serve`` says so; whatever is read
whole is counted first, and read in pages until it is all there.
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.dataset import Row
from kg.store.http import JSON, Client, Response
from kg.store.sparql import Term

CUT = "kg-cut"
"""The header with which ``kg serve`` tells that an answer was cut short, and at how many rows."""

_PAGE = 50_000
# No server cuts answers shorter than this without saying so.
_SURE = 500


class Pages:
    """What a query endpoint answers, read whole."""

    def __init__(self, client: Client, endpoint: str) -> None:
        self._client = client
        self._endpoint = endpoint

    def all(self, names: list[str], pattern: str, known: int | None = None) -> list[Row]:
        """Every row of a pattern.

        Pages are parts of one list only if it has an order, and ordering costs a server much. Most give rows
        in the order of an index anyway: where as many different rows came as there are, they are all there.

        Args:
            names: the variables that are wanted.
            pattern: what stands in the braces of WHERE.
            known: how many rows there are, where that is known.
        """
        listed = " ".join("?" + name for name in names)
        text = f"SELECT {listed} WHERE {{ {pattern} }} "
        if known is None:
            response = self._asked(f"{text}LIMIT {_SURE}")
            few = self._rows(response)
            if len(few) < _SURE and CUT not in response.headers:
                return few
            counted = self.one(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
            known = number(counted[0]["n"])
        pages = self._read(text, known)
        if len(pages) > 1 and len({tuple(row.values()) for page in pages for row in page}) != known:
            pages = self._read(f"{text}ORDER BY {listed} ", known)
        return [row for page in pages for row in page]

    def one(self, text: str) -> list[Row]:
        """The rows of one answer, which may be cut."""
        return self._rows(self._asked(text))

    def parsed(self, response: Response) -> ox.QuerySolutions | ox.QueryBoolean:
        """What an answer in JSON says.

        Raises:
            StoreError: it is no answer to a query.
        """
        try:
            return ox.parse_query_results(response.body, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{self._endpoint}: answers {response.media_type}, no SPARQL results ({error}): "
                "check the address"
            ) from None

    def _read(self, text: str, known: int) -> list[list[Row]]:
        pages: list[list[Row]] = []
        read = 0
        while read < known:
            pages.append(self.one(f"{text}LIMIT {_PAGE} OFFSET {read}"))
            read += len(pages[-1])
            if not pages[-1]:
                raise StoreError(
                    f"{self._endpoint}: gave {read} of {known} rows: it changed meanwhile or limits answers: "
                    "try again"
                )
        return pages

    def _asked(self, text: str) -> Response:
        return self._client.query(self._endpoint, text, JSON)

    def _rows(self, response: Response) -> list[Row]:
        result = self.parsed(response)
        assert isinstance(result, ox.QuerySolutions)
        return [{variable.value: row[variable] for variable in result.variables} for row in result]


def number(term: Term | None) -> int:
    """The number that a count gave."""
    return int(str(getattr(term, "value", "0")))
