"""Commands on the knowledge that kg works with: rules, lexicon, models; and traces of what it does."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from kg import resources
from kg.cli.options import output_options
from kg.cli.output import Sink, say
from kg.cli.text import inert


@click.command()
@click.argument("text", nargs=-1)
@click.option("--lexicon", type=click.Path(path_type=Path), help="Your own names: CSV or TSV.")
@output_options
def trace(text: tuple[str, ...], lexicon: Path | None, sink: Sink) -> int:
    """Show for a TEXT (or standard input) what each stage finds, and why a fact is or is not made."""
    from kg.build import Extractor
    from kg.build.tracing import trace as run

    given = " ".join(text) if text and text != ("-",) else sys.stdin.read()
    if not given.strip():
        raise click.UsageError("there is no text: give one, or pipe it in")
    extractor = Extractor.load(resources.seeds_folder(), user_lexicon=lexicon)
    rows = [step._asdict() for step in run(extractor, given)]
    sink.rows(rows, table=("stage", "found", "why"))
    return 0


@click.group()
def rules() -> None:
    """The rules by which facts are found."""


@rules.command("list")
@output_options
def rules_list(sink: Sink) -> int:
    """Every rule with its triggers and its first example."""
    from kg.rules import load

    rows = [
        {"rule": rule.id, "triggers": " ".join(rule.triggers), "example": rule.finds[0].text}
        for rule in load(resources.seeds_folder() / "rules")
    ]
    sink.rows(rows)
    return 0


@rules.command("stats")
@output_options
def rules_stats(sink: Sink) -> int:
    """How many rules and examples each relation has."""
    from kg.rules import load

    found = list(load(resources.seeds_folder() / "rules"))
    counts = Counter(rule.relation.value for rule in found)
    examples = Counter[str]()
    for rule in found:
        examples[rule.relation.value] += len(rule.finds) + len(rule.misses)
    sink.rows(
        [
            {"relation": name, "rules": count, "examples": examples[name]}
            for name, count in sorted(counts.items())
        ]
    )
    return 0


@rules.command("check")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
def rules_check(folder: Path | None) -> int:
    """Check the rules of a FOLDER (the shipped ones if none is given) by their own examples."""
    from kg.facts.matching import problems
    from kg.rules import load

    found = load(folder or resources.seeds_folder() / "rules")
    wrong = list(problems(found))
    for problem in wrong:
        click.echo(inert(problem))
    say(f"{len(found)} rules, {len(wrong)} problems")
    return 1 if wrong else 0


@click.group()
def lexicon() -> None:
    """The names that kg knows."""


@lexicon.command("find")
@click.argument("name")
@output_options
def lexicon_find(name: str, sink: Sink) -> int:
    """The entity that bears NAME, with all its names."""
    from kg.errors import NotFoundError, nearest
    from kg.lexicon_files import load

    loaded = load(resources.seeds_folder() / "lexicon")
    entry = loaded.find(name)
    if entry is None:
        offer = nearest(name, (known for known, _ in loaded.names()))
        raise NotFoundError(f"{name}: the lexicon knows no such name{offer}")
    row = {
        "id": entry.id,
        "type": entry.type.value,
        "names": " | ".join(entry.all_names),
        "codes": " ".join(entry.codes),
        "parent": entry.parent,
        "note": entry.note,
    }
    sink.rows([row])
    return 0


@lexicon.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
def lexicon_check(file: Path | None) -> int:
    """Check your own lexicon FILE, or the shipped lexicon if none is given."""
    from kg.lexicon_files import load, read_user_file

    count = len(read_user_file(file)) if file else len(load(resources.seeds_folder() / "lexicon"))
    say(f"{count} entities, no problems")
    return 0
