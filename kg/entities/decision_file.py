"""The file of decisions beside a store: where it lies, how it is read, written and changed.

A decision is a line of a TSV file, so that it can be read, reviewed and undone with any editor.

A line on identity names two entities. One on a fact names the article and, in the second column, what it is
said to state (``smic investsIn x-1 Asserted 120-168``): articles are known by their content, so that the place
of the sentence holds for as long as the article does, whatever later models find in it.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

from kg.entities.decisions import Decision, Decisions, Judgement, Verdict
from kg.errors import LexiconError, nearest
from kg.model import Span
from kg.vocab import Modality, Relation

HEADER = "first\tsecond\tverdict\tnote"
VERDICTS = (*(verdict.value for verdict in Verdict), "right", "wrong")


def decisions_file(store: str | Path) -> Path:
    """Where the decisions on a store lie: beside it, so that they outlive it.

    Those on a graph on a server lie in the folder where kg runs.

    >>> decisions_file("folder/graph.kg").name
    'graph.kg.decisions.tsv'
    >>> decisions_file("http://me:secret@127.0.0.1:7878/").name
    '127.0.0.1-7878.decisions.tsv'
    """
    address = urlsplit(str(store))
    if address.scheme in ("http", "https") and address.netloc:
        where = address.netloc.rpartition("@")[2] + address.path.rstrip("/")
        return Path(re.sub(r"[^A-Za-z0-9.]+", "-", where) + ".decisions.tsv")
    path = Path(store)
    return path.with_name(path.name + ".decisions.tsv")


def load_decisions(path: Path) -> Decisions:
    """The decisions of a file; none where there is no file.

    Raises:
        LexiconError: a line is not a decision.
    """
    if not path.exists():
        return Decisions()
    try:
        lines = path.read_text("utf8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read ({error}): save it as UTF-8") from None
    if lines[0].removeprefix("\ufeff").rstrip("\r") != HEADER:
        raise LexiconError(f"{path}: its first line is not {HEADER!r}: put it there")
    return Decisions(
        _read(line.rstrip("\r"), f"{path}, line {number}")
        for number, line in enumerate(lines[1:], start=2)
        if line.strip()
    )


def _read(line: str, where: str) -> Decision | Judgement:
    cells = line.split("\t")
    if len(cells) != len(HEADER.split("\t")) or cells[2] not in VERDICTS:
        offer = nearest(cells[2], VERDICTS) if len(cells) > 2 else ""
        raise LexiconError(f"{where}: not a decision{offer}: write first, second, verdict, note")
    first, second, verdict, note = cells
    return read_row((first, second, verdict, note), where)


def read_row(row: tuple[str, str, str, str], where: str) -> Decision | Judgement:
    """The decision of a row: first, second, verdict, note.

    Raises:
        LexiconError: it judges what is no fact; ``where`` tells the user which row it is.
    """
    first, second, verdict, note = row
    if verdict not in ("right", "wrong"):
        return Decision(first=first, second=second, verdict=Verdict(verdict), note=note)
    try:
        subject, relation, object_, modality, place = second.split(" ")
        start, _, end = place.partition("-")
        return Judgement(
            article=first,
            subject=subject,
            relation=Relation(relation),
            object=object_,
            modality=Modality(modality),
            evidence=Span(int(start), int(end)),
            is_right=verdict == "right",
            note=note,
        )
    except ValueError:
        raise LexiconError(
            f"{where}: {second!r} is no fact: write subject, relation, object, modality and start-end"
        ) from None


def save_decisions(decisions: Decisions, path: Path) -> None:
    """Write the decisions, whole or not at all.

    Raises:
        LexiconError: nothing can be written there.
    """
    rows = [(one.first, one.second, one.verdict.value, one.note) for one in decisions]
    rows += [(one.article, one.stated, one.verdict, one.note) for one in decisions.judgements]
    lines = [HEADER]
    lines += ["\t".join((*row[:3], " ".join(row[3].split()))) for row in sorted(rows)]
    temporary = path.with_name(f"{path.name}.new-{secrets.token_hex(4)}")
    try:
        temporary.write_text("\n".join(lines) + "\n", "utf8")
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        reason = error.strerror or error
        raise LexiconError(f"{path}: cannot be written ({reason}); decisions made before are safe") from None


def change_decisions(path: Path, change: Callable[[Decisions], Decisions]) -> Decisions:
    """Change the decisions of a file as it is now, one who decides after the other; what they are then.

    Two who decide at the same time, one on the command line and one in a browser, would each write what they
    read before the other wrote.

    Raises:
        LexiconError: the file cannot be read or written.
    """
    with _alone(path):
        decisions = change(load_decisions(path))
        save_decisions(decisions, path)
    return decisions


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep out others who decide. The folder is locked, since the file is replaced by another each time."""
    try:
        import fcntl

        folder = os.open(path.absolute().parent, os.O_RDONLY)
    except (ImportError, OSError):
        yield  # a system without such locks; or no folder, which writing will tell
        return
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)
