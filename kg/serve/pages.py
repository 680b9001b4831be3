"""Pages: plain HTML with a style sheet and scripts from this server alone.

Text of the graph is text of strangers: it is escaped here, scripts set it as text, and the browser is told
to run no script that stands in a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse

from kg.serve.api import ADDRESSES
from kg.serve.settings import Settings

_FOLDER = Path(__file__).parent / "assets"
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
ASSETS: dict[str, tuple[str, bytes]] = {
    path.name: (_TYPES[path.suffix], path.read_bytes())
    for path in sorted(_FOLDER.iterdir())
    if path.suffix in _TYPES
}
"""Name → media type and content of what pages load; read once, so that no request names a file."""

_LAYOUT = Template((_FOLDER / "page.html").read_text("utf8"))
_QUERY = Template((_FOLDER / "query.html").read_text("utf8"))
_HOME = Template((_FOLDER / "home.html").read_text("utf8"))


def html(text: str, status: int = 200) -> HTMLResponse:
    """A page as an answer."""
    return HTMLResponse(text, status)


def home(counts: list[dict[str, Any]], settings: Settings) -> str:
    """How much of what is in the graph, and where to go from here."""
    totals = {row["what"]: row["count"] for row in counts if not row["name"]}
    cards = "".join(
        f"<li><b>{totals.get(what, 0):,}</b> {label}</li>"
        for what, label in (
            ("articles", "articles 文章"),
            ("documents", "documents 文档"),
            ("entities", "things 实体"),
            ("facts", "facts 事实"),
        )
    )
    tables = "".join(
        _table(heading, [row for row in counts if row["name"] and row["what"] == what], what)
        for what, heading in (("entities", "Things by type 实体类型"), ("facts", "Facts 事实"))
    )
    access = "read and write 可读写" if settings.is_writable else "read only 只读"
    return _page("kg", _HOME.substitute(cards=cards, tables=tables, access=access), scripts=("home.js",))


def _table(heading: str, rows: list[dict[str, Any]], what: str) -> str:
    if not rows:
        return ""
    lines = "".join(
        f'<tr><td><a href="/query?query={quote(_listing(what, row["name"]))}">{escape(row["name"])}</a></td>'
        f'<td class="number">{row["count"]:,}</td></tr>'
        for row in rows
    )
    return f"<section><h2>{heading}</h2><table>{lines}</table></section>"


def _listing(what: str, name: str) -> str:
    """The query that lists what a count counts."""
    if what == "entities":
        return (
            f"SELECT ?thing ?name WHERE {{\n  ?thing a ikg:{name} ; skos:prefLabel ?name\n}}\nORDER BY ?name"
        )
    lead = "ikg:modality" if name[:1].isupper() else "rdf:predicate"
    return (
        "SELECT ?subject ?object ?evidence WHERE {\n"
        f"  ?fact {lead} ikg:{name} ;\n"
        "        rdf:subject/skos:prefLabel ?subject ;\n"
        "        rdf:object/skos:prefLabel ?object ;\n"
        "        ikg:evidence ?evidence\n}\nLIMIT 200"
    )


def query(settings: Settings) -> str:
    """The editor, saved queries and results."""
    body = _QUERY.substitute(seconds=f"{settings.timeout:g}", rows=f"{settings.limit:,}")
    return _page("Query 查询", body, scripts=("highlight.js", "results.js", "query.js"))


def thing(entity: dict[str, Any]) -> str:
    """A thing with its facts, each with its sentence."""
    types = ", ".join(entity["type"])
    parts = [
        f"<h1>{escape(entity['name'])}</h1>",
        f'<p class="quiet">{escape(types)} · {escape(entity["id"])}</p>',
    ]
    if entity["also"]:
        parts.append(f"<p>also called 又名 {escape('、'.join(entity['also']))}</p>")
    if entity["codes"]:
        parts.append(f"<p>codes 代码 {escape(', '.join(entity['codes']))}</p>")
    describe = quote(f"DESCRIBE <{entity['iri']}>")
    parts.append(f'<p><a href="/query?query={describe}">its triples 三元组</a></p>')
    parts.append(f'<h2>Facts 事实 ({len(entity["facts"])})</h2><ul class="facts">')
    parts += [_fact(fact) for fact in entity["facts"]]
    parts.append(f"</ul><h2>Articles 文章 ({len(entity['articles'])})</h2><ul>")
    parts += [
        f'<li>{escape(article["title"])} <span class="quiet">{escape(article["issued"])}</span></li>'
        for article in entity["articles"]
    ]
    return _page(entity["name"], "".join([*parts, "</ul>"]))


def _fact(fact: dict[str, Any]) -> str:
    told = [str(fact[name]) for name in ("time", "amount_text", "title", "product") if fact[name]]
    if fact["modality"] != "Asserted":
        told.insert(0, fact["modality"])
    extra = f' <span class="quiet">({escape(", ".join(told))})</span>' if told else ""
    subject, object_ = (_link(fact[f"{end}_iri"], fact[end]) for end in ("subject", "object"))
    return (
        f"<li>{subject} <b>{escape(fact['relation'])}</b> {object_}{extra}"
        f'<blockquote>{escape(fact["sentence"])}<br><span class="quiet">{escape(fact["article"])}</span>'
        "</blockquote></li>"
    )


def choice(name: str, candidates: Iterable[dict[str, Any]]) -> str:
    """The things that bear one name, to choose from."""
    lines = "".join(
        f'<li>{_link(one["id"], one["name"])} <span class="quiet">{escape(one["type"])}</span></li>'
        for one in candidates
    )
    return _page(
        name, f"<h1>{escape(name)}</h1><p>Several things are called so 同名实体：</p><ul>{lines}</ul>"
    )


def trouble(name: str, message: str) -> str:
    """Why there is no page of that name."""
    return _page(name or "kg", f"<h1>{escape(name)}</h1><p>{escape(message)}</p>")


def api() -> str:
    """The addresses of the API with their parameters and an example each."""
    parts = ['<h1>API</h1><p>For programs 供程序读取：<a href="/openapi.json">openapi.json</a></p>']
    for address in ADDRESSES:
        url = f"/api/{address.name}" + (f"?{address.example}" if address.example else "")
        rows = "".join(
            f"<tr><td><code>{parameter.name}{'*' if parameter.is_required else ''}</code></td>"
            f"<td>{escape(parameter.about)}</td></tr>"
            for parameter in address.parameters
        )
        parts.append(
            f"<section><h2><code>/api/{address.name}</code></h2><p>{escape(address.about)}</p>"
            f'<table>{rows}</table><p><a href="{escape(quote(url, safe="/?&="))}">{escape(url)}</a></p></section>'
        )
    return _page("API", "".join(parts))


def _link(name: str, label: str) -> str:
    return f'<a href="/thing?name={quote(name, safe="")}">{escape(label)}</a>'


def _page(title: str, body: str, *, scripts: tuple[str, ...] = ()) -> str:
    loaded = "".join(f'<script src="/assets/{name}" defer></script>' for name in scripts)
    return _LAYOUT.substitute(title=escape(title), body=body, scripts=loaded)
