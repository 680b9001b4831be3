"""Decisions of people: two names are the same thing or different ones, a fact is right or wrong.

A decision is a line of a TSV file, so that it can be read, reviewed and undone with any editor. It takes
effect when documents are built: the file is part of the knowledge that a build is known by.

A line on identity names two entities. One on a fact names the article and, in the second column, what it is
said to state (``smic investsIn x-1 Asserted 120-168``): articles are known by their content, so that the place
of the sentence holds for as long as the article does, whatever later models find in it.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import LexiconError, nearest
from kg.model import Span, digest_of
from kg.vocab import SYMMETRIC, Modality, Relation

HEADER = "first\tsecond\tverdict\tnote"


class Verdict(StrEnum):
    """What was decided of two entities."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


VERDICTS = (*(verdict.value for verdict in Verdict), "right", "wrong")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict on two entities, given by their ids."""

    first: str
    second: str
    verdict: Verdict
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two, whatever their order."""
        return frozenset({self.first, self.second})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """That an article states a fact, or that it does not; entities by their ids, ``evidence`` its sentence."""

    article: str
    subject: str
    relation: Relation
    object: str
    modality: Modality
    evidence: Span
    is_right: bool
    note: str = ""

    @property
    def stated(self) -> str:
        """What the article is said to state, as the file has it."""
        place = f"{self.evidence.start}-{self.evidence.end}"
        return f"{self.subject} {self.relation} {self.object} {self.modality} {place}"

    @property
    def verdict(self) -> str:
        """``right`` or ``wrong``."""
        return "right" if self.is_right else "wrong"


Key = tuple[str, frozenset[str] | tuple[str, str], Relation, Modality]


class Decisions:
    """All decisions; a later one on the same two, or on the same fact, replaces an earlier one."""

    def __init__(self, decisions: Iterable[Decision | Judgement] = ()) -> None:
        self._by_pair: dict[frozenset[str], Decision] = {}
        self._by_fact: dict[tuple[str, str], Judgement] = {}
        for one in decisions:
            if isinstance(one, Decision):
                self._by_pair[one.pair] = one
            else:
                self._by_fact[one.article, one.stated] = one
        self._canonical = self._groups()
        self._by_article: dict[str, dict[Key, Judgement]] = {}
        for one in self._by_fact.values():
            key = self.key(one.article, one.subject, one.relation, one.object, one.modality)
            self._by_article.setdefault(one.article, {})[key] = one

    def __iter__(self) -> Iterator[Decision]:
        return iter(self._by_pair.values())

    def __len__(self) -> int:
        return len(self._by_pair) + len(self._by_fact)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What was decided of facts."""
        return tuple(self._by_fact.values())

    @property
    def digest(self) -> str:
        """Changes with every decision that has an effect."""
        rows = [f"{sorted(d.pair)} {d.verdict}" for d in self if d.verdict != Verdict.UNSURE]
        rows += [f"{one.article} {one.stated} {one.verdict}" for one in self.judgements]
        return digest_of(*sorted(rows))

    def of_article(self, article: str) -> dict[Key, Judgement]:
        """What was decided of an article's facts (its id), by what they state of which entities."""
        return self._by_article.get(article, {})

    def key(self, article: str, subject: str, relation: Relation, object_: str, modality: Modality) -> Key:
        """What two statements of one fact have in common, also where its entities were joined since."""
        ends = (self.canonical(subject), self.canonical(object_))
        return article, frozenset(ends) if relation in SYMMETRIC else ends, relation, modality

    def canonical(self, entity: str) -> str:
        """The id under which an entity goes: that of the group that it was decided to belong to."""
        return self._canonical.get(entity, entity)

    def are_different(self, first: str, second: str) -> bool:
        """Whether someone decided that the two are not one."""
        decision = self._by_pair.get(frozenset({first, second}))
        return decision is not None and decision.verdict is Verdict.DIFFERENT

    def is_decided(self, first: str, second: str) -> bool:
        """Whether there is a decision on the two, unsure ones included."""
        return frozenset({first, second}) in self._by_pair

    def with_(self, decision: Decision | Judgement) -> Decisions:
        """These decisions and one more."""
        return Decisions([*self, *self.judgements, decision])

    def without(self, first: str, second: str) -> Decisions:
        """These decisions but the one on the two, or on what an article (first) states (second)."""
        pair = frozenset({first, second})
        return Decisions(
            [
                *(decision for decision in self if decision.pair != pair),
                *(one for one in self.judgements if (one.article, one.stated) != (first, second)),
            ]
        )

    def _groups(self) -> Mapping[str, str]:
        groups: dict[str, set[str]] = {}
        for decision in self._by_pair.values():
            if decision.verdict is Verdict.SAME:
                joined = groups.get(decision.first, {decision.first}) | groups.get(
                    decision.second, {decision.second}
                )
                groups.update(dict.fromkeys(joined, joined))
        # An id of the lexicon says more than one that was made from a name.
        return {
            entity: min(group, key=lambda member: (member.startswith(("x-", "u-")), member))
            for entity, group in groups.items()
        }


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
