"""A graph as one HTML file: pyvis's page without what it asks of other servers.

pyvis links Bootstrap from a CDN even with ``cdn_resources="in_line"``, writes files in the platform's
encoding and moves large graphs for minutes: links are taken out, the text is given back for the caller to
write as UTF-8, and all but small graphs are given positions. A content security policy holds the page to it.
"""

from __future__ import annotations

import html
import re
from typing import Any

import networkx as nx

from kg.query import Statement, ontology
from kg.store import EntityRow
from kg.visualise.choosing import Chosen
from kg.visualise.layout import positions
from kg.vocab import SYMMETRIC, EntityType, Modality

COLOURS: dict[EntityType, str] = {
    EntityType.COMPANY: "#4e79a7",
    EntityType.FUND: "#59a14f",
    EntityType.GOVERNMENT: "#e15759",
    EntityType.RESEARCH: "#76b7b2",
    EntityType.ASSOCIATION: "#b07aa1",
    EntityType.MEDIA: "#9c755f",
    EntityType.PERSON: "#f28e2b",
    EntityType.POLICY: "#d37295",
    EntityType.PUBLICATION: "#fabfd2",
    EntityType.TECHNOLOGY: "#edc948",
    EntityType.PRODUCT: "#a0cbe8",
    EntityType.FACILITY: "#79706e",
    EntityType.EVENT: "#86bcb6",
    EntityType.LOCATION: "#8cd17d",
}
_DASHES: dict[Modality, Any] = {
    Modality.ASSERTED: False,
    Modality.PLANNED: [12, 6],
    Modality.SPECULATIVE: [3, 6],
    Modality.NEGATED: [2, 10],
}
_NEGATED_COLOUR, _EDGE_COLOUR = "#d62728", "#9aa0a6"
_ELSEWHERE = re.compile(
    r"<link\b[^>]*href=\"https?:[^>]*>|<script\b[^>]*src=\"https?:[^>]*>\s*</script>", re.DOTALL
)
_REMARK = re.compile(r"<!--[^>]*node_modules.*?-->", re.DOTALL)
_EMPTY_HEADING = re.compile(r"<center>\s*<h1>\s*</h1>\s*</center>")
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:"
)
# So many nodes settle at once; more are placed beforehand.
_MOVING = 60


def page(chosen: Chosen, *, title: str = "", note: str = "") -> str:
    """The HTML text of a page that draws these things.

    Args:
        chosen: what to draw.
        title: what the page is called.
        note: a line below the title, such as that not everything is drawn.
    """
    from pyvis.network import Network

    moving = len(chosen.entities) <= _MOVING
    network = Network(height="88vh", width="100%", directed=True, cdn_resources="in_line")
    placed: dict[str, tuple[float, float]] = {} if moving else positions(_undirected(chosen))
    degrees = _degrees(chosen)
    for entity in chosen.entities:
        network.add_node(
            entity.iri, **_node(entity, degrees.get(entity.iri, 0), chosen.centre), **_place(placed, entity)
        )
    for statement in chosen.statements:
        fact = statement.fact
        network.add_edge(fact.subject, fact.object, **_edge(statement))
    network.set_options(_OPTIONS.replace("PHYSICS", "true" if moving else "false"))
    text = network.generate_html(notebook=False)
    text = _EMPTY_HEADING.sub("", _ELSEWHERE.sub("", _REMARK.sub("", text)))
    heading = html.escape(title or "industry knowledge graph")
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<title>{heading}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{_STYLE}'
    )
    text = text.replace("<html>", '<!DOCTYPE html>\n<html lang="zh">', 1)
    text = text.replace("<head>", "<head>\n", 1).replace(
        '<meta charset="utf-8">', f'<meta charset="utf-8">\n{head}', 1
    )
    return text.replace("<body>", f"<body>\n{_header(chosen, heading, note)}", 1)


def _undirected(chosen: Chosen) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(entity.iri for entity in chosen.entities)
    graph.add_edges_from((one.fact.subject, one.fact.object) for one in chosen.statements)
    return graph


def _degrees(chosen: Chosen) -> dict[str, int]:
    degrees: dict[str, int] = {}
    for statement in chosen.statements:
        for iri in (statement.fact.subject, statement.fact.object):
            degrees[iri] = degrees.get(iri, 0) + 1
    return degrees


def _place(placed: dict[str, tuple[float, float]], entity: EntityRow) -> dict[str, float]:
    if entity.iri not in placed:
        return {}
    x, y = placed[entity.iri]
    return {"x": x, "y": y}


def _node(entity: EntityRow, degree: int, centre: frozenset[str]) -> dict[str, Any]:
    also = ", ".join(name.text for name in entity.labels[1:])
    kind = ontology().classes[entity.type].label["zh"]
    # pyvis takes a title with "href" in it for HTML of its own; ours are text.
    title = "\n".join(part for part in (f"{entity.label}（{kind}）", also, *entity.codes) if part)
    return {
        "label": entity.label,
        "title": title.replace("href", "hre\u200df"),
        "color": COLOURS[entity.type],
        "size": 10 + min(30, 3 * degree),
        "borderWidth": 4 if entity.iri in centre else 1,
        "shape": "dot",
    }


def _edge(statement: Statement) -> dict[str, Any]:
    fact = statement.fact
    label = ontology().relations[fact.relation].label["zh"]
    told = [f"{fact.subject_label} {label} {fact.object_label}"]
    if fact.modality is not Modality.ASSERTED:
        told[0] += f" [{ontology_label(fact.modality)}]"
    qualifiers = [fact.time or fact.time_text, fact.amount_text, fact.title, fact.product_label]
    told += [part for part in (" · ".join(filter(None, qualifiers)), fact.evidence) if part]
    source = f"—— {fact.article_title}" + (f" 等 {statement.sources} 篇" if statement.sources > 1 else "")
    return {
        "label": label,
        "title": "\n".join([*told, source]),
        "dashes": _DASHES[fact.modality],
        "color": _NEGATED_COLOUR if fact.modality is Modality.NEGATED else _EDGE_COLOUR,
        "width": min(6, statement.sources),
        "arrows": "" if fact.relation in SYMMETRIC else "to",
    }


def ontology_label(modality: Modality) -> str:
    """A modality in Chinese."""
    return _MODALITY_LABELS[modality]


_MODALITY_LABELS = {
    Modality.ASSERTED: "已陈述",
    Modality.PLANNED: "计划中",
    Modality.NEGATED: "被否定",
    Modality.SPECULATIVE: "推测",
}


def _header(chosen: Chosen, heading: str, note: str) -> str:
    """Title, note and legend; only the types and modalities that are drawn."""
    types = [type_ for type_ in EntityType if any(type_ is entity.type for entity in chosen.entities)]
    drawn = {statement.fact.modality for statement in chosen.statements}
    marks = [
        f'<span class="kg-key"><i style="background:{COLOURS[type_]}"></i>'
        f"{html.escape(ontology().classes[type_].label['zh'])}</span>"
        for type_ in types
    ]
    lines = {"Asserted": "solid", "Planned": "dashed", "Speculative": "dotted", "Negated": "dotted"}
    marks += [
        f'<span class="kg-key"><b style="border-top-style:{lines[one.value]};'
        f'border-top-color:{_NEGATED_COLOUR if one is Modality.NEGATED else _EDGE_COLOUR}"></b>'
        f"{ontology_label(one)}</span>"
        for one in Modality
        if one in drawn
    ]
    said = f'<p class="kg-note">{html.escape(note)}</p>' if note else ""
    return (
        f'<header class="kg"><h1>{heading}</h1>{said}<div class="kg-legend">{"".join(marks)}</div></header>\n'
    )


_STYLE = """<style>
body { margin: 0; font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
header.kg { padding: .5rem 1rem; }
header.kg h1 { font-size: 1.1rem; margin: 0 0 .2rem; }
.kg-note { margin: 0 0 .3rem; color: #555; font-size: .85rem; }
.kg-legend { display: flex; flex-wrap: wrap; gap: .2rem .9rem; font-size: .8rem; }
.kg-key i { display: inline-block; width: .8em; height: .8em; border-radius: 50%; margin-right: .3em; }
.kg-key b { display: inline-block; width: 1.6em; border-top: 2px solid; margin: 0 .3em .25em 0; }
div.vis-tooltip { white-space: pre-wrap !important; max-width: 32rem; font-family: inherit !important; }
</style>
"""
_OPTIONS = """{
  "physics": {"enabled": PHYSICS, "barnesHut": {"springLength": 160, "avoidOverlap": 0.3},
              "stabilization": {"iterations": 200}},
  "interaction": {"hover": true, "hideEdgesOnDrag": true, "keyboard": {"enabled": true}},
  "edges": {"smooth": {"type": "dynamic", "enabled": PHYSICS},
            "font": {"size": 10, "color": "#666", "strokeWidth": 3}},
  "nodes": {"font": {"size": 16}}
}"""
