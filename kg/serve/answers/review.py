"""What a person should decide, with the sentences to decide it by, and what was decided."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.entities.decision_file import decisions_file, load_decisions
from kg.entities.decisions import Decisions
from kg.errors import NotFoundError
from kg.query import fact_record
from kg.serve.answers.choosing import one_called
from kg.serve.answers.records import entity_of
from kg.serve.reader import Graph
from kg.store import EntityRow, short_id

if TYPE_CHECKING:
    from kg.build.identities import Unsure

_LISTED = 100
_SENTENCES = 3
_CLIPPED = 60


def review(graph: Graph, _: dict[str, Any]) -> dict[str, Any]:
    """Undecided pairs and facts of low confidence, so many at a time, and every decision."""
    from kg.build.reviewing import unsure_facts

    decisions = load_decisions(decisions_file(graph.path))
    open_pairs = [pair for pair in pairs(graph) if not decisions.is_decided(pair.first.id, pair.second.id)]
    low = list(unsure_facts(graph.content, decisions))
    rows = [(one.first, one.second, one.verdict.value, one.note) for one in decisions]
    rows += [(one.article, one.stated, one.verdict, one.note) for one in decisions.judgements]
    return {
        "pairs_in_all": len(open_pairs),
        "facts_in_all": len(low),
        "pairs": [
            {
                "first": _known(graph, pair.first),
                "second": _known(graph, pair.second),
                "because": pair.because,
            }
            for pair in open_pairs[:_LISTED]
        ],
        "facts": [{**fact_record(fact), "article_id": short_id(fact.article)} for fact in low[:_LISTED]],
        "decisions": [
            dict(zip(("first", "second", "verdict", "note"), row, strict=True)) for row in sorted(rows)
        ],
    }


def pairs(graph: Graph) -> list[Unsure]:
    """All pairs that may be one, decided or not: finding them takes looking at all names, once."""
    from kg.build.identities import unsure

    return graph.once("pairs", lambda: list(unsure(graph.content, Decisions())))


def _known(graph: Graph, entity: EntityRow) -> dict[str, Any]:
    """An entity with a few sentences that name it."""
    facts = graph.about.get(entity.iri, [])
    sentences = list(dict.fromkeys(fact.evidence for fact in facts if fact.evidence))
    if not sentences:
        naming = (one for one in graph.content.articles.values() if entity.iri in one.mentions)
        sentences = [found for article in naming if (found := _clipped(article.text, entity))]
    return {
        **entity_of(entity),
        "also": [label.text for label in entity.labels[1:]],
        "codes": list(entity.codes),
        "facts": len(facts),
        "sentences": list(islice(sentences, _SENTENCES)),
    }


def _clipped(text: str, entity: EntityRow) -> str:
    """The words around the first of an entity's names in a text."""
    places = [text.find(label.text) for label in entity.labels if label.text in text]
    if not places:
        return ""
    start = max(0, min(places) - _CLIPPED)
    return text[start : min(places) + _CLIPPED].replace("\n", " ")


def decided(graph: Graph, values: dict[str, Any]) -> dict[str, Any]:
    """The two that a decision is about, as the file has them."""
    first, second = (one_called(graph.names, values[end]) for end in ("first", "second"))
    return {"first": first.id, "second": second.id, "note": f"{first.label} / {second.label}"}


def judged(graph: Graph, values: dict[str, Any]) -> dict[str, Any]:
    """The fact that a judgement is about, as the file has it."""
    from kg.build.reviewing import judgement_of

    for fact in graph.content.facts:
        if fact.id == values["fact"]:
            found = judgement_of(fact, graph.content, is_right=True)
            if found is not None:
                return {"first": found.article, "second": found.stated, "note": found.note}
    raise NotFoundError(f"{values['fact']}: no fact of the graph has this id: load the page again")


def corrected(graph: Graph) -> bytes:
    """The judged articles as annotated data, NAME.txt and NAME.json each, in an archive."""
    from kg.build.reviewing import corrections

    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text, record in corrections(graph.content, load_decisions(decisions_file(graph.path))):
            archive.writestr(f"{name}.txt", text)
            archive.writestr(f"{name}.json", json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    return written.getvalue()
