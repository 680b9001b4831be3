"""Pages out of templates: plain HTML with a style sheet and scripts from this server alone.

Text of the graph is text of strangers: every value is escaped where a template sets it (Jinja's autoescape),
scripts set it as text, and the browser is told to run no script that stands in a page. Names stand in ``bdi``
elements, so that marks of right-to-left writing turn nothing around but themselves.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from kg.query import ontology
from kg.store import short_id

_FOLDER = Path(__file__).parent
_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
ASSETS: dict[str, tuple[str, bytes]] = {
    path.name: (_TYPES[path.suffix], path.read_bytes())
    for folder in (_FOLDER / "assets", _FOLDER.parent / "visualise" / "assets")
    for path in sorted(folder.iterdir())
    if path.suffix in _TYPES
}
"""Name → media type and content of what pages load; read once, so that no request names a file."""

_MODALITIES = {"Asserted": "已陈述", "Planned": "计划中", "Negated": "被否定", "Speculative": "推测"}


def address(kind: str, name: str) -> str:
    """Where the page of an entity, an article or a relation is.

    >>> address("entity", "smic"), address("entity", "http://e/x?a")
    ('/entity/smic', '/entity/http%3A%2F%2Fe%2Fx%3Fa')
    """
    return f"/{kind}/{quote(name, safe='')}"


def short(text: str, most: int = 60) -> str:
    """The beginning of a long text.

    >>> short("中芯国际"), short("一" * 100, 3)
    ('中芯国际', '一一一…')
    """
    return text if len(text) <= most else text[:most] + "…"


def identified(iri: str) -> str:
    """How an address names a resource: by its id where its IRI has the usual base, else by the whole IRI.

    >>> identified("https://w3id.org/industry-kg/id/smic"), identified("http://e/x")
    ('smic', 'http://e/x')
    """
    found = short_id(iri)
    return found if iri.endswith("/industry-kg/id/" + quote(found, safe="")) else iri


def _labelled(kind: str, name: str) -> str:
    terms = ontology().classes if kind == "type" else ontology().relations
    known = {one.name: one.label for one in terms.values()}
    return f"{known[name]['zh']} {name}" if name in known else name


def _percent(value: float | None) -> str:
    return "" if value is None else f"{value * 100:.10g}%"


def _qualifiers(row: dict[str, Any]) -> list[str]:
    told = [row.get("time"), row.get("amount_text"), _percent(row.get("percent")), row.get("title")]
    return [short(str(one), 80) for one in (*told, row.get("product")) if one]


def _years(moments: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    return [(year, list(listed)) for year, listed in groupby(moments, key=lambda row: str(row["date"])[:4])]


def environment() -> Environment:
    """The templates with what they use; a name that no page gives is an error, not a blank."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=False,
    )
    made.filters |= {
        "short": short,
        "id": identified,
        "type": lambda name: _labelled("type", name),
        "relation": lambda name: _labelled("relation", name),
        "modality": lambda name: f"{_MODALITIES.get(name, '')} {name}".strip(),
        "percent": _percent,
        "qualifiers": _qualifiers,
        "sentence": lambda row: short(str(row["sentence"]), 2000),
        "groupby_year": _years,
        "quoted": lambda text: quote(text, safe="/?&="),
    }
    made.globals |= {"address": address}
    return made


class Renderer:
    """Makes pages; knows what all of them show."""

    def __init__(self, *, reviewing: bool) -> None:
        self._environment = environment()
        self._shown = {"reviewing": reviewing, "twin": "", "scripts": ()}

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page as an answer."""
        text = self._environment.get_template(template).render(self._shown | values)
        return HTMLResponse(text.encode("utf8", "replace"), status)
