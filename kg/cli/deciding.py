"""``kg decide``: say that two names are one thing or are not, that a fact is right or wrong."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.naming import one
from kg.cli.options import output_options, store_option
from kg.cli.output import Sink, say
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.entities.decisions import Decision, Decisions, Judgement
    from kg.query import Names
    from kg.store import Content

_JUDGED = {"right": True, "wrong": False}


@click.command()
@click.argument("names", nargs=-1, metavar="[A B | FACT]")
@click.option("--same", "verdict", flag_value="same", help="A and B are one thing.")
@click.option("--different", "verdict", flag_value="different", help="They are two.")
@click.option("--unsure", "verdict", flag_value="unsure", help="Nobody knows: take the pair off the list.")
@click.option("--right", "verdict", flag_value="right", help="FACT (its id) is what the article says.")
@click.option("--wrong", "verdict", flag_value="wrong", help="It is not: leave it out.")
@click.option("--undo", is_flag=True, help="Forget the decision on A and B, or on FACT.")
@click.option("--note", default="", help="Why.")
@click.option("--facts", is_flag=True, help="List facts of low confidence instead of pairs.")
@click.option(
    "--export",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Write the judged articles as annotated data for kg train.",
)
@store_option
@output_options
def decide(
    names: tuple[str, ...],
    verdict: str | None,
    undo: bool,
    note: str,
    facts: bool,
    export: Path | None,
    store: str,
    sink: Sink,
) -> int:
    """Decide whether A and B are one thing, or FACT is right; without names, list what is to be decided.

    Decisions lie in a file beside the store and take effect at the next build. 'kg serve --review' shows
    the same lists in a browser.
    """
    from kg.entities.decision_file import change_decisions, decisions_file, load_decisions
    from kg.query import Names
    from kg.store import open_view

    path = decisions_file(store)
    decisions = load_decisions(path)
    view = open_view(store)
    content = view.content()
    if export is not None:
        return _exported(content, decisions, export)
    if not names:
        rows = _facts(content, decisions) if facts else _pairs(content, decisions)
        sink.rows(rows)
        return 0 if rows else 1
    wanted = 1 if verdict in _JUDGED or (undo and len(names) == 1) else 2
    if len(names) != wanted or (verdict is None) == (not undo):
        raise click.UsageError(
            "give two names and one of --same, --different, --unsure, --undo, or a fact and --right, --wrong, --undo"
        )
    if wanted == 1:
        judgement = _judgement(content, names[0], is_right=verdict == "right")
        key: tuple[str, str] = judgement.article, judgement.stated
        decision: Decision | Judgement = replace(judgement, note=note or judgement.note)
    else:
        decision = _decision(Names(content.entities.values(), base=view.base), names, verdict, note, sink)
        key = decision.first, decision.second
    decisions = change_decisions(path, lambda known: known.without(*key) if undo else known.with_(decision))
    say(f"{path}: {len(decisions)} decisions; the next kg build applies them")
    return 0


def _pairs(content: Content, decisions: Decisions) -> list[dict[str, Any]]:
    from kg.build.identities import unsure

    return [
        {"first": pair.first.id, "second": pair.second.id, "first name": pair.first.label,
         "second name": pair.second.label, "because": pair.because}
        for pair in unsure(content, decisions)
    ]  # fmt: skip


def _facts(content: Content, decisions: Decisions) -> list[dict[str, Any]]:
    from kg.build.reviewing import unsure_facts

    return [
        {"fact": fact.id, "confidence": fact.confidence, "subject": fact.subject_label,
         "relation": fact.relation.value, "object": fact.object_label, "modality": fact.modality.value,
         "sentence": fact.evidence}
        for fact in unsure_facts(content, decisions)
    ]  # fmt: skip


def _decision(names: Names, pair: tuple[str, ...], verdict: str | None, note: str, sink: Sink) -> Decision:
    from kg.entities.decisions import Decision, Verdict

    first, second = (one(names, name, sink).id for name in pair)
    return Decision(first=first, second=second, verdict=Verdict(verdict or "unsure"), note=note)


def _judgement(content: Content, name: str, *, is_right: bool) -> Judgement:
    from kg.build.reviewing import judgement_of

    for fact in content.facts:
        if name in (fact.id, fact.iri):
            found = judgement_of(fact, content, is_right=is_right)
            if found is not None:
                return found
    raise NotFoundError(f"{name}: no fact of the graph has this id: list some with 'kg decide --facts'")


def _exported(content: Content, decisions: Decisions, folder: Path) -> int:
    from kg.build.reviewing import corrections

    folder.mkdir(parents=True, exist_ok=True)
    corrected = list(corrections(content, decisions))
    for name, text, record in corrected:
        (folder / f"{name}.txt").write_text(text, "utf8")
        (folder / f"{name}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf8")
    say(f"{folder}: {len(corrected)} annotated articles; read them through, then kg train relations {folder}")
    return 0 if corrected else 1
