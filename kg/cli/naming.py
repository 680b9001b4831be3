"""What a NAME given on the command line stands for."""

from __future__ import annotations

import click

from kg.cli.output import Sink, say
from kg.query import Names
from kg.store import EntityRow


def one(names: Names, name: str, sink: Sink) -> EntityRow:
    """The one entity of that name; several are listed instead, and the command ends with status 1.

    Raises:
        NotFoundError: nothing is called so.
    """
    found = names.resolve(name)
    if len(found) == 1:
        return found[0]
    say(f"{name}: {len(found)} things are called so; name one by its id:")
    rows = [
        {
            "id": entity.id,
            "type": entity.type.value,
            "name": entity.label,
            "also": [label.text for label in entity.labels[1:]],
        }
        for entity in found
    ]
    sink.rows(rows)
    raise click.exceptions.Exit(1)


def all_called(names: Names, given: tuple[str, ...]) -> frozenset[str]:
    """The IRIs of everything that bears one of these names."""
    return frozenset(entity.iri for name in given for entity in names.resolve(name))
