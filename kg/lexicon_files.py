"""Files of the lexicon, checked row by row: one file holds one type, one row one entity.

The shipped ones are TSV with fixed columns; a user's own is CSV or TSV with ``name,type,aliases``.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.errors import LexiconError, nearest
from kg.lexicon import Lexicon, LexiconEntry, name_key
from kg.model import digest_of
from kg.vocab import EntityType

HEADER = ["id", "names", "english", "codes", "parent", "note"]
FILES: Mapping[str, EntityType] = {
    "association": EntityType.ASSOCIATION,
    "company": EntityType.COMPANY,
    "event": EntityType.EVENT,
    "facility": EntityType.FACILITY,
    "fund": EntityType.FUND,
    "government": EntityType.GOVERNMENT,
    "location": EntityType.LOCATION,
    "media": EntityType.MEDIA,
    "person": EntityType.PERSON,
    "policy": EntityType.POLICY,
    "product": EntityType.PRODUCT,
    "publication": EntityType.PUBLICATION,
    "research": EntityType.RESEARCH,
    "technology": EntityType.TECHNOLOGY,
}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[a-z]+:[A-Z0-9.]+")


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def read_file(path: Path, kind: EntityType) -> Iterator[LexiconEntry]:
    """The entries of one shipped file; a wrong row is a LexiconError that names file and line."""
    lines = path.read_text("utf8").splitlines()
    if not lines or lines[0].split("\t") != HEADER:
        raise LexiconError(f"{path.name}: the first line is not the header: write {'<tab>'.join(HEADER)}")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        where = f"{path.name}, line {number}"
        if len(cells) != len(HEADER):
            raise LexiconError(f"{where}: {len(cells)} cells instead of {len(HEADER)}: separate them by tabs")
        entry = LexiconEntry(
            id=sys.intern(cells[0]),
            type=kind,
            names=_split(cells[1]),
            english=_split(cells[2]),
            codes=_split(cells[3]),
            parent=sys.intern(cells[4]),
            note=sys.intern(cells[5]),
        )
        problem = problem_of(entry)
        if problem:
            raise LexiconError(f"{where}: {problem}")
        yield entry


def problem_of(entry: LexiconEntry) -> str:
    """What is wrong with an entry by itself, or an empty string."""
    if not _ID.fullmatch(entry.id):
        return f"id {entry.id!r} is not lower-case words joined by '-': mend it"
    if not entry.names:
        return f"{entry.id} has no name: give at least one"
    short = [name for name in entry.all_names if len(name) < 2]
    if short:
        return f"{entry.id}: the name {short[0]!r} has one character and would match everywhere: remove it"
    wrong = [code for code in entry.codes if not _CODE.fullmatch(code)]
    if wrong:
        return f"{entry.id}: code {wrong[0]!r} is not like 'sse:688981': mend it"
    return ""


def load(folder: Path) -> Lexicon:
    """The lexicon of a folder with one ``<type>.tsv`` a type; ids must be unique over all files."""
    entries: list[LexiconEntry] = []
    seen: dict[str, str] = {}
    for stem, kind in FILES.items():
        path = folder / f"{stem}.tsv"
        if not path.exists():
            continue
        for entry in read_file(path, kind):
            if entry.id in seen:
                raise LexiconError(
                    f"{path.name}: id {entry.id!r} stands in {seen[entry.id]} too: rename one of them"
                )
            seen[entry.id] = path.name
            entries.append(entry)
    if not entries:
        raise LexiconError(f"{folder}: no lexicon files: expected company.tsv and its like")
    return Lexicon(entries)


def read_user_file(path: Path) -> list[LexiconEntry]:
    """A user's own lexicon, CSV or TSV with at least ``name,type,aliases``; aliases are split by ``|``."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such file: check the name") from None
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: cannot be read ({error}): save it as UTF-8") from None
    delimiter = "\t" if path.suffix == ".tsv" else ","
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter)
    missing = {"name", "type", "aliases"} - set(reader.fieldnames or ())
    if missing:
        raise LexiconError(
            f"{path}: no column {', '.join(sorted(missing))}: the first line names the columns"
        )
    return [_user_entry(row, f"{path}, line {reader.line_num}") for row in reader]


def _user_entry(row: Mapping[str, str | None], where: str) -> LexiconEntry:
    name, kind = (row["name"] or "").strip(), (row["type"] or "").strip()
    known = [member.value for member in EntityType]
    if kind not in known:
        raise LexiconError(f"{where}: no type {kind!r}{nearest(kind, known)}: use one of {', '.join(known)}")
    entry = LexiconEntry(
        id="u-" + digest_of(kind, name_key(name)),
        type=EntityType(kind),
        names=(name, *_split(row["aliases"] or "")) if name else (),
        origin="user",
    )
    problem = problem_of(entry)
    if problem:
        raise LexiconError(f"{where}: {problem}")
    return entry
