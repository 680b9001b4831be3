"""The table of commands, and how they start and end.

Help texts stand here rather than with the commands, so that ``kg --help`` loads none of them.
"""

from __future__ import annotations

import atexit
import errno
import gc
import os
import sys
from importlib import import_module
from typing import NamedTuple

import click

from kg._version import __version__
from kg.errors import KgError, NotFoundError


class Entry(NamedTuple):
    """Where a command is, and what it does in a line."""

    place: str
    help: str


SECTIONS: dict[str, dict[str, Entry]] = {
    "Build": {
        "build": Entry("kg.cli.building:build", "Build the graph of documents."),
        "load": Entry("kg.cli.loading:load", "Put shards of a graph into a store."),
        "export": Entry("kg.cli.exporting:export", "Write the graph for other tools."),
        "drop": Entry("kg.cli.exporting:drop", "Take documents or articles out of the store."),
        "backup": Entry("kg.cli.keeping:backup", "Copy the store, also while it is written to."),
        "restore": Entry("kg.cli.keeping:restore", "Make a store of a backup."),
    },
    "Ask": {
        "ask": Entry("kg.cli.asking:ask", "Answer a question in Chinese or English."),
        "show": Entry("kg.cli.looking:show", "Everything the graph says of a thing."),
        "facts": Entry("kg.cli.looking:facts", "List facts, filtered."),
        "find": Entry("kg.cli.looking:find", "Find things and articles by words or pinyin initials."),
        "path": Entry("kg.cli.networking:path", "How two things are connected, with the sentences."),
        "timeline": Entry("kg.cli.analysing:timeline", "What is told of a thing, by date."),
        "chain": Entry("kg.cli.chaining:chain", "Who supplies a thing, whom it supplies, step after step."),
        "owners": Entry("kg.cli.chaining:owners", "Who owns a thing through whom, and how much of it."),
        "sparql": Entry("kg.cli.querying:sparql", "Run a SPARQL query."),
    },
    "Look": {
        "view": Entry("kg.cli.viewing:view", "Draw the graph as a page that works without a network."),
        "serve": Entry("kg.cli.serving:serve", "Serve the graph over HTTP: SPARQL, an API, pages."),
        "rank": Entry("kg.cli.networking:rank", "The most central things."),
        "groups": Entry("kg.cli.networking:groups", "Groups of closely connected things."),
        "brokers": Entry("kg.cli.networking:brokers", "Who stands between two groups."),
        "stats": Entry("kg.cli.querying:stats", "How much of what is in the graph."),
    },
    "Check": {
        "trace": Entry("kg.cli.data:trace", "What each stage makes of a text, and why."),
        "score": Entry("kg.cli.scoring:score", "Measure the graph against annotated articles."),
        "conflicts": Entry("kg.cli.conflicting:conflicts", "Facts that contradict each other."),
        "diff": Entry("kg.cli.analysing:diff", "What is new between two dates or two graphs."),
        "validate": Entry("kg.cli.checking:validate", "Check that the graph keeps its contract."),
        "doctor": Entry("kg.cli.doctoring:doctor", "What is wrong with this installation, and what to do."),
    },
    "Data": {
        "rules": Entry("kg.cli.data:rules", "List and check the rules."),
        "lexicon": Entry("kg.cli.data:lexicon", "Find and check names."),
        "train": Entry("kg.cli.training:train", "Train the models again."),
        "decide": Entry("kg.cli.deciding:decide", "Say that two names are one thing, or are not."),
        "ontology": Entry("kg.cli.checking:ontology", "The classes and relations, and what they mean."),
    },
}
"""Section → command → where it is. Listed in this order."""

# A full disk, a folder that may not be written, too many open files: no mistake of the program.
_OF_THE_MACHINE = (
    errno.ENOSPC, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.EIO,
)  # fmt: skip

_COMMANDS = {name: entry for section in SECTIONS.values() for name, entry in section.items()}


class LazyGroup(click.Group):
    """A group that imports a command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        entry = _COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, attribute = entry.place.partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; near names are offered where there is none."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from kg.errors import nearest

            ctx.fail(f"no command {args[0]!r}{nearest(args[0], _COMMANDS) or ': see kg --help'}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table in its sections."""
        for section, entries in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name, entry.help) for name, entry in entries.items()])


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kg")
def root() -> None:
    """Knowledge graphs of companies, policies and technologies from Chinese industry news."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    # What a command reads it keeps to its end; looking for circles in it costs a tenth of its time.
    gc.set_threshold(100_000)
    # Python looks once more before it ends, through all that is left.
    atexit.register(gc.freeze)
    _prepare_streams()
    sys.exit(_status(arguments))


def _status(arguments: list[str] | None) -> int:
    try:
        result = root.main(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: stopped", err=True)
        return 130
    except NotFoundError as error:
        click.echo(f"kg: {one_line(error)}", err=True)
        return 1
    except KgError as error:
        click.echo(f"kg: {one_line(error)}", err=True)
        return 2
    except OSError as error:
        return _status_of(error)
    return result if isinstance(result, int) else 0


def _status_of(error: OSError) -> int:
    if error.errno in _OF_THE_MACHINE:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"kg: {one_line(OSError(where + str(error.strerror)))}: mend that and try again", err=True)
    elif error.errno not in (errno.EPIPE, errno.EINVAL):
        raise error
    # Whoever read our output has seen enough, or has no room for it; what is left in the buffer goes nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 2 if error.errno in _OF_THE_MACHINE else 0


def one_line(error: Exception) -> str:
    """An error's message in a line that a terminal takes as text only."""
    from kg.cli.text import inert

    return inert(" ".join(str(error).split()))


def _prepare_streams() -> None:
    for stream in (sys.stdout, sys.stderr):
        encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
        if hasattr(stream, "reconfigure"):
            # A terminal that lacks a character shows a question mark, and the rest of the answer.
            stream.reconfigure(errors="backslashreplace" if encoding == "utf8" else "replace")
