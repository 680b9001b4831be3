"""What a worker can do: SPARQL queries and updates, and the answers that commands give, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kg.query import (
    FactFilter,
    Names,
    Statement,
    fact_record,
    find,
    modality_named,
    relation_named,
    statements,
    statistics,
    types_named,
    within,
)
from kg.query.analysis import content_as_of, standing
from kg.serve.answers.article import article
from kg.serve.answers.choosing import one_called
from kg.serve.answers.entity import entity
from kg.serve.answers.home import home
from kg.serve.answers.relation import relation
from kg.serve.answers.review import corrected, decided, judged, pairs, review
from kg.serve.answers.surroundings import overview, surroundings
from kg.serve.messages import Reply, refused
from kg.serve.negotiation import best
from kg.serve.reader import Graph
from kg.serve.writer import Writer
from kg.store import Dataset
from kg.store.protocol import Scope, answer
from kg.store.updating import update

JSON = "application/json"
CUT = "KG-Cut"
"""The header that tells at how many rows an answer was cut short."""

TOTAL = "KG-Total"
"""The header that tells how many facts there are of which some are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """How a job is done: with the graph, or with the writer.

    ``parts`` of the graph, and what ``prepared`` works out once for each state of it, take a time that grows
    with the graph and is not the request's.
    """

    do: Callable[[Any, dict[str, Any]], Reply]
    writes: bool = False
    parts: tuple[str, ...] = ()
    prepared: Callable[[Graph], object] = lambda _: None


def in_json(value: Any, *, status: int = 200, **headers: str) -> Reply:
    """A value as JSON."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    body = json.dumps(value, ensure_ascii=False).encode("utf8", "replace")
    return Reply(status=status, media_type=JSON, body=body, headers=named)


def _sparql(graph: Graph, values: dict[str, Any]) -> Reply:
    return _answered(graph.view, values)


def _answered(dataset: Dataset, values: dict[str, Any]) -> Reply:
    written = answer(
        dataset,
        values["query"],
        choose=lambda offered: best(values["accept"], offered),
        limit=values["limit"],
        scope=Scope(
            default=tuple(values["default"]), named=tuple(values["named"]), sees_state=values["sees_state"]
        ),
    )
    media_type = written.media_type
    if media_type.startswith("text/"):
        media_type += "; charset=utf-8"
    headers = {CUT: str(values["limit"])} if written.is_cut else {}
    return Reply(media_type=media_type, body=written.body, headers=headers)


def _update(writer: Writer, values: dict[str, Any]) -> Reply:
    with writer.store() as store:
        update(store, values["update"])
    return Reply(status=204)


def _written(writer: Writer, values: dict[str, Any]) -> Reply:
    with writer.store() as store:
        return _answered(store, values)


def _stats(graph: Graph, _: dict[str, Any]) -> Reply:
    return in_json(statistics(graph.view))


def _ask(graph: Graph, values: dict[str, Any]) -> Reply:
    reply = graph.asker.ask(values["q"], as_of=values["as_of"])
    told = dict(reply.record())
    if not reply.answers:
        told |= {"trouble": reply.trouble, "offers": list(reply.offers)}
    return in_json(told)


def _entity(graph: Graph, values: dict[str, Any]) -> Reply:
    entity = one_called(graph.names, values["name"])
    content, as_of = graph.content, values["as_of"]
    about = [fact for fact in content.facts if entity.iri in (fact.subject, fact.object)]
    told = standing(about, as_of=as_of) if as_of else about
    telling = {fact.article for fact in told}
    articles = [
        {
            "title": article.title,
            "issued": article.issued.isoformat() if article.issued else "",
            "id": article.id,
        }
        for article in content.articles.values()
        if article.iri in telling
        or (entity.iri in article.mentions and within(str(article.issued or ""), "", as_of))
    ]
    return in_json(
        {
            "id": entity.id,
            "iri": entity.iri,
            "type": [type_.value for type_ in entity.types],
            "name": entity.label,
            "also": [label.text for label in entity.labels[1:]],
            "codes": list(entity.codes),
            "articles": articles,
            "facts": _records(statements(told)),
        }
    )


def _facts(graph: Graph, values: dict[str, Any]) -> Reply:
    wanted = FactFilter(
        relations=frozenset(map(relation_named, values["relation"])),
        subjects=_all_called(graph.names, values["subject"]),
        objects=_all_called(graph.names, values["object"]),
        ends=_all_called(graph.names, values["about"]),
        types=frozenset(kind for word in values["type"] for kind in types_named(word)),
        modalities=frozenset(map(modality_named, values["modality"])),
        since=values["since"],
        until=values["until"],
        min_confidence=values["min_confidence"],
    )
    content = content_as_of(graph.content, values["as_of"])
    found = statements(fact for fact in content.facts if wanted.takes(fact))
    return in_json(_records(found[: values["limit"]]), KG_Total=str(len(found)))


def _find(graph: Graph, values: dict[str, Any]) -> Reply:
    rows = [found.record() for found in find(graph.content, values["q"], limit=values["limit"])]
    if not rows:
        near = graph.names.nearest(values["q"])
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        return refused(404, f"{values['q']}: nothing found{hint}")
    return in_json(rows)


def _path(graph: Graph, values: dict[str, Any]) -> Reply:
    from kg import network

    start, end = one_called(graph.names, values["from"]), one_called(graph.names, values["to"])
    limits = {name: values[name] for name in ("limit", "longest", "through_hubs")}
    content = content_as_of(graph.content, values["as_of"])
    found = network.paths(content, start.iri, end.iri, **limits)
    return in_json(
        [
            {"path": number, "step": place, "from": step.start.label, "to": step.end.label}
            | dict(fact_record(statement.fact, statement.sources))
            for number, steps in enumerate(found, start=1)
            for place, step in enumerate(steps, start=1)
            for statement in step.statements
        ]
    )


def _all_called(names: Names, given: Iterable[str]) -> frozenset[str]:
    return frozenset(entity.iri for name in given for entity in names.resolve(name))


def _records(listed: Iterable[Statement]) -> list[dict[str, Any]]:
    return [dict(fact_record(statement.fact, statement.sources)) for statement in listed]


def _told(
    answer: Callable[[Graph, dict[str, Any]], dict[str, Any]],
) -> Callable[[Any, dict[str, Any]], Reply]:
    """What a page tells, as JSON."""
    return lambda graph, values: in_json(answer(graph, values))


def _corrections(graph: Graph, _: dict[str, Any]) -> Reply:
    return Reply(
        media_type="application/zip",
        body=corrected(graph),
        headers={"Content-Disposition": 'attachment; filename="corrections.zip"'},
    )


_WHOLE = ("content", "names", "about", "by_article", "neighbours")

JOBS: dict[str, Task] = {
    "sparql": Task(do=_sparql),
    "update": Task(do=_update, writes=True),
    "written": Task(do=_written, writes=True),
    "stats": Task(do=_stats),
    "ask": Task(do=_ask, parts=("asker",)),
    "entity": Task(do=_entity, parts=("content", "names")),
    "facts": Task(do=_facts, parts=("content", "names")),
    "find": Task(do=_find, parts=("content",)),
    "path": Task(do=_path, parts=("content", "names")),
    "home page": Task(
        do=_told(home), parts=("content", "neighbours"), prepared=lambda graph: home(graph, {})
    ),
    "entity page": Task(do=_told(entity), parts=_WHOLE),
    "article page": Task(do=_told(article), parts=_WHOLE),
    "relation page": Task(do=_told(relation), parts=_WHOLE),
    "explorer": Task(do=_told(surroundings), parts=_WHOLE, prepared=overview),
    "review page": Task(do=_told(review), parts=_WHOLE, prepared=pairs),
    "pair to decide": Task(do=_told(decided), parts=_WHOLE),
    "fact to judge": Task(do=_told(judged), parts=_WHOLE),
    "corrections": Task(do=_corrections, parts=_WHOLE),
}
"""Everything that a worker can be told to do."""
