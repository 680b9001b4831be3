"""The pages to read, and for each its twin in JSON: the same address with ``.json``."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.query import ontology
from kg.serve.answers.relation import SORTS
from kg.serve.api import ADDRESSES
from kg.serve.charts import chart
from kg.serve.endpoint import response
from kg.serve.marking import paragraphs
from kg.serve.messages import Reply, refused
from kg.serve.rendering import ASSETS, Renderer, address
from kg.serve.settings import Settings
from kg.serve.workers import Workers

_LISTED = 300
_LONGEST = 2000
_HEADINGS = dict(
    zip(
        SORTS,
        ("Subject 主体", "Object 客体", "Modality 情态", "Time 时间", "Amount 金额", "Share 比例",
         "Confidence 置信度", "Articles 篇数"),
        strict=True,
    )
)  # fmt: skip
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: where it is, which job tells what it shows, of which values, and what its template shows of that."""

    path: str
    twin: str
    job: str
    template: str
    values: Callable[[Request], dict[str, Any]]
    shown: Callable[[Any, Request], dict[str, Any]]
    scripts: tuple[str, ...] = ()


def _asked(request: Request, name: str) -> str:
    return request.query_params.get(name, "")[:_LONGEST]


def _named(request: Request) -> dict[str, Any]:
    return {"name": request.path_params["name"][:_LONGEST], "limit": _LISTED}


def _sorted(request: Request) -> dict[str, Any]:
    page = _asked(request, "page")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1
    return {
        **_named(request),
        "sort": _asked(request, "sort"),
        "order": _asked(request, "order"),
        "page": number,
    }


def _home(told: dict[str, Any], _: Request) -> dict[str, Any]:
    totals = {row["what"]: row["count"] for row in told["counts"] if not row["name"]}
    named = (
        ("articles 文章", "articles"),
        ("documents 文档", "documents"),
        ("things 实体", "entities"),
        ("facts 事实", "facts"),
    )
    kinds = (("Things by type 实体类型", "entities"), ("Facts 事实", "facts"))
    tables = [
        (heading, what, [_counted(row) for row in told["counts"] if row["name"] and row["what"] == what])
        for heading, what in kinds
    ]
    return {**told, "totals": [(label, totals.get(what, 0)) for label, what in named], "tables": tables}


def _counted(row: dict[str, Any]) -> dict[str, Any]:
    """A count with the page, or the query, that lists what it counts."""
    name = row["name"]
    if row["what"] == "facts" and not name[:1].isupper():
        return {**row, "label": name, "href": address("relation", name)}
    if row["what"] == "entities":
        query = (
            f"SELECT ?thing ?name WHERE {{\n  ?thing a ikg:{name} ; skos:prefLabel ?name\n}}\nORDER BY ?name"
        )
    else:
        query = (
            f"SELECT ?subject ?object ?evidence WHERE {{\n  ?fact ikg:modality ikg:{name} ;\n"
            "        rdf:subject/skos:prefLabel ?subject ;\n        rdf:object/skos:prefLabel ?object ;\n"
            "        ikg:evidence ?evidence\n}\nLIMIT 200"
        )
    return {**row, "label": name, "href": f"/query?query={quote(query)}"}


def _entity(told: dict[str, Any], _: Request) -> dict[str, Any]:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    terms = {one.name: one for one in ontology().relations.values()}
    for row in told["facts"]:
        outward = row["subject_iri"] == told["iri"]
        term = terms[row["relation"]]
        label = term.label["zh"] if outward else term.inverse_label.get("zh", f"← {term.label['zh']}")
        groups.setdefault((label, row["relation"]), []).append(row)
    ordered = sorted(groups.items(), key=lambda pair: -len(pair[1]))
    return {
        **told,
        "charts": [chart(one) for one in told["amounts"][:3]],
        "grouped": [(label, relation, rows) for (label, relation), rows in ordered],
    }


def _article(told: dict[str, Any], _: Request) -> dict[str, Any]:
    return {**told, "paragraphs": paragraphs(told["text"], told["mentions"], told["facts"])}


def _answers(told: dict[str, Any], request: Request) -> dict[str, Any]:
    return {"trouble": "", "offers": [], **told, "question": _asked(request, "q")}


PAGES = (
    Page(path="/", twin="/index.json", job="home page", template="home.html", values=lambda _: {}, shown=_home),
    Page(path="/entity/{name:path}", twin="/entity/{name:path}.json", job="entity page",
         template="entity.html", values=_named, shown=_entity),
    Page(path="/article/{name:path}", twin="/article/{name:path}.json", job="article page",
         template="article.html", values=_named, shown=_article, scripts=("article.js",)),
    Page(path="/relation/{name}", twin="/relation/{name}.json", job="relation page", template="relation.html",
         values=_sorted, shown=lambda told, _: {**told, "columns": list(_HEADINGS.items())}),
    Page(path="/ask", twin="/ask.json", job="ask", template="ask.html",
         values=lambda request: {"q": _asked(request, "q"), "as_of": ""}, shown=_answers),
    Page(path="/find", twin="/find.json", job="find", template="find.html",
         values=lambda request: {"q": _asked(request, "q"), "limit": 50},
         shown=lambda told, request: {"rows": told, "words": _asked(request, "q"), "trouble": ""}),
)  # fmt: skip
"""Every page that shows what one job tells."""


class Site:
    """The pages with what answers them."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings = settings
        self._workers = workers
        self.renderer = Renderer(reviewing=settings.is_reviewed)

    def routes(self) -> list[Route]:
        """The addresses; a twin comes before its page, whose name would take the suffix for its own."""
        made = [Route(page.twin, self._twin(page)) for page in PAGES]
        made += [Route(page.path, self._page(page)) for page in PAGES]
        return [
            *made,
            Route("/explore", self._explore),
            Route("/explore.json", self._surroundings),
            Route("/query", self._query),
            Route("/thing", self._thing),
            Route("/api", self._api),
            *(Route(f"/assets/{name}", self._asset) for name in ASSETS),
        ]

    def _twin(self, page: Page) -> Handler:
        async def answer(request: Request) -> Response:
            return response(await self._workers.do(page.job, page.values(request)))

        return answer

    def _page(self, page: Page) -> Handler:
        async def answer(request: Request) -> Response:
            values = page.values(request)
            name = values.get("name", values.get("q", ""))
            if not name and page.template == "ask.html":
                return self.renderer.page("ask.html", **_EMPTY)
            reply = await self._workers.do(page.job, values)
            if reply.status != 200:
                return self._trouble(name, reply)
            query = f"?{request.url.query}" if request.url.query else ""
            path = request.url.path.rstrip("/") or "/index"
            told = page.shown(json.loads(reply.body), request)
            return self.renderer.page(
                page.template,
                **told,
                twin=f"{path}.json{query}",
                scripts=page.scripts,
                writable=self._settings.is_writable,
            )

        return answer

    def _trouble(self, name: str, reply: Reply) -> Response:
        """Why there is no page, or which there are."""
        if reply.status == 300:
            candidates = json.loads(reply.body)["candidates"]
            return self.renderer.page("choice.html", 300, name=name, candidates=candidates)
        return self.renderer.page("trouble.html", reply.status, name=name, message=reply.body.decode("utf8"))

    async def _thing(self, request: Request) -> Response:
        """To the page of whatever is called so."""
        name = _asked(request, "name")
        reply = refused(400, "name: missing")
        if name:
            reply = await self._workers.do("entity page", {"name": name, "limit": 1})
        if reply.status != 200:
            return self._trouble(name, reply)
        return RedirectResponse(address("entity", json.loads(reply.body)["id"]), 303)

    async def _explore(self, _: Request) -> Response:
        return self.renderer.page("explore.html")

    async def _surroundings(self, request: Request) -> Response:
        path = _asked(request, "path")
        ends = path.split(",") if path else []
        if len(ends) not in (0, 2):
            return response(refused(400, "path: give two things, parted by a comma"))
        values = {"around": _asked(request, "around"), "path": ends, "fact": _asked(request, "fact")}
        return response(await self._workers.do("explorer", values))

    async def _query(self, _: Request) -> Response:
        return self.renderer.page(
            "query.html",
            seconds=f"{self._settings.timeout:g}",
            rows=f"{self._settings.limit:,}",
            scripts=("highlight.js", "results.js", "query.js"),
        )

    async def _api(self, _: Request) -> Response:
        return self.renderer.page("api.html", addresses=ADDRESSES)

    async def _asset(self, request: Request) -> Response:
        media_type, body = ASSETS[request.url.path.rpartition("/")[2]]
        return Response(body, 200, {"Content-Type": media_type})


_EMPTY: dict[str, Any] = {
    "question": "", "answers": [], "understood": "", "trouble": "", "offers": [], "sparql": "",
}  # fmt: skip
