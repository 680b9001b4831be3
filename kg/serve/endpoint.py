"""The SPARQL endpoint: queries for everyone, updates for whoever has the token."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.serve.guard import has_token, is_foreign
from kg.serve.messages import PLAIN, Reply, refused
from kg.serve.negotiation import names
from kg.serve.requests import BadRequest, asked
from kg.serve.settings import Settings
from kg.serve.workers import Workers

_RDF = ("text/turtle", "application/x-turtle")


class Endpoint:
    """Answers requests of the SPARQL 1.1 Protocol."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings = settings
        self._workers = workers

    async def answer(self, request: Request) -> Response:
        """The answer to a query or an update, the service's description, or the way to the query page."""
        try:
            found = await asked(
                request,
                query_bytes=self._settings.query_bytes,
                update_bytes=self._settings.update_bytes if self._settings.is_writable else 1_000_000,
            )
        except BadRequest as error:
            return response(refused(error.status, str(error)))
        accept = ", ".join(request.headers.getlist("accept"))
        if found is None:
            return self._described(request, accept)
        if found.update is not None:
            return response(await self._updated(request, found.update))
        if not found.query.strip():
            return response(refused(400, "query: empty: give query=…"))
        values = {
            "query": found.query,
            "default": found.default,
            "named": found.named,
            "accept": accept,
            "limit": self._settings.limit,
            # What a build keeps of its own (paths, times) is for whoever may write.
            "sees_state": self._settings.is_writable and has_token(request.headers, self._settings.token),
        }
        if values["sees_state"]:
            return response(await self._workers.read_written(values))
        return response(await self._workers.do("sparql", values))

    async def _updated(self, request: Request, update: str) -> Reply:
        if not self._settings.is_writable:
            return refused(403, "read only: the server was not started with --writable")
        if is_foreign(request.headers):
            return refused(403, "an update from a page of another site is not taken")
        if not has_token(request.headers, self._settings.token):
            return refused(
                401, "an update needs the token: send Authorization: Bearer TOKEN", WWW_Authenticate="Bearer"
            )
        return await self._workers.update(update)

    def _described(self, request: Request, accept: str) -> Response:
        if names(accept, _RDF):
            return Response(
                description(str(request.url_for("sparql")), self._settings), 200, None, "text/turtle"
            )
        if names(accept, ("text/html",)):
            return RedirectResponse("/query", 303)
        return response(
            refused(400, "query: missing: give query=…, or ask for text/turtle to have the service described")
        )


def response(reply: Reply) -> Response:
    """A worker's answer for the web server."""
    headers = dict(reply.headers)
    if reply.status == 204:
        return Response(None, 204, headers)
    return Response(reply.body, reply.status, headers | {"Content-Type": reply.media_type or PLAIN})


def description(address: str, settings: Settings) -> str:
    """The service described in Turtle: languages, formats, features and limits."""
    languages = "sd:SPARQL11Query" + (", sd:SPARQL11Update" if settings.is_writable else "")
    formats = ", ".join(
        f"<http://www.w3.org/ns/formats/{name}>"
        for name in (
            "SPARQL_Results_JSON",
            "SPARQL_Results_XML",
            "SPARQL_Results_CSV",
            "SPARQL_Results_TSV",
            "Turtle",
            "N-Triples",
            "JSON-LD",
            "RDF_XML",
        )
    )
    limits = (
        f"A query is stopped after {settings.timeout:g} seconds; an answer has at most {settings.limit} rows "
        f"or triples, and the header KG-Cut where there are more; a query has at most {settings.query_bytes} "
        "bytes. SERVICE and LOAD are refused."
    )
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix limit: <https://w3id.org/industry-kg/limit#> .

[] a sd:Service ;
    sd:endpoint <{quote(address, safe=":/[]")}> ;
    sd:supportedLanguage {languages} ;
    sd:resultFormat {formats} ;
    sd:feature sd:UnionDefaultGraph ;
    sd:defaultEntailmentRegime <http://www.w3.org/ns/entailment/Simple> ;
    sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] ;
    limit:seconds "{settings.timeout:g}"^^xsd:decimal ;
    limit:rows {settings.limit} ;
    limit:queryBytes {settings.query_bytes} ;
    rdfs:comment "{limits}"@en .
"""
