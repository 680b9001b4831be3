"""The lexicon: known entities and their names, read from TSV files and checked row by row.

One file holds one type, one row one entity. A user's own file (``name,type,aliases``) is laid over the
shipped one: a name that the lexicon knows for the same type adds aliases to that entity, any other name
makes a new entity and takes the name over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import LexiconError, nearest
from kg.model import Entity, Name, digest_of
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
_HAN = re.compile(r"[\u3400-\u9fff]")
_QUOTES = str.maketrans("", "", "《》〈〉“”‘’「」\"' \u3000")


def name_key(name: str) -> str:
    """What two writings of one name have in common: case, blanks and quotation marks aside.

    >>> name_key("《数据 安全法》") == name_key("数据安全法")
    True
    """
    return name.translate(_QUOTES).lower()


def name_of(text: str) -> Name:
    """A name with its language, told by its script.

    >>> name_of("中芯国际").language, name_of("SMIC").language
    ('zh', 'en')
    """
    return Name(text, "zh" if _HAN.search(text) else "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconEntry:
    """A row of the lexicon. ``names`` are Chinese or original names, the preferred one first."""

    id: str
    type: EntityType
    names: tuple[str, ...]
    english: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    parent: str = ""
    note: str = ""
    origin: str = "lexicon"

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every name, Chinese ones first."""
        return self.names + self.english

    def entity(self) -> Entity:
        """The entity that the row describes."""
        return Entity(
            id=self.id,
            type=self.type,
            names=tuple(name_of(name) for name in self.all_names),
            identifiers=tuple(tuple(code.split(":", 1)) for code in self.codes),  # type: ignore[misc]
            origin=self.origin,
        )


class Lexicon:
    """Known entities by id and by name."""

    def __init__(self, entries: Iterable[LexiconEntry], *, digest: str = "") -> None:
        self.entries: dict[str, LexiconEntry] = {}
        self.user_names: list[str] = []
        self._by_name: dict[str, str] = {}
        for entry in entries:
            self._add(entry)
        self.digest = digest or digest_of(*(repr(entry) for entry in self.entries.values()))

    def _add(self, entry: LexiconEntry) -> None:
        self.entries[entry.id] = entry
        for name in entry.all_names:
            self._by_name.setdefault(name_key(name), entry.id)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, entity_id: str) -> bool:
        return entity_id in self.entries

    def __iter__(self) -> Iterator[LexiconEntry]:
        return iter(self.entries.values())

    def find(self, name: str) -> LexiconEntry | None:
        """The entry that bears this name, if one does."""
        found = self._by_name.get(name_key(name))
        return self.entries[found] if found else None

    def above(self, entity_id: str) -> frozenset[str]:
        """The ids of what an entity belongs to: its parent, the parent's parent and so on."""
        found: set[str] = set()
        entry = self.entries.get(entity_id)
        while entry is not None and entry.parent and entry.parent not in found:
            found.add(entry.parent)
            entry = self.entries.get(entry.parent)
        return frozenset(found)

    def given_names(self) -> Iterator[tuple[str, LexiconEntry]]:
        """The names of a user's own rows, with the entries that they lead to."""
        for name in dict.fromkeys(self.user_names):
            yield name, self.entries[self._by_name[name_key(name)]]

    def names(self) -> Iterator[tuple[str, LexiconEntry]]:
        """Every name with the entry that it leads to."""
        for entry in self.entries.values():
            for name in entry.all_names:
                if self._by_name[name_key(name)] == entry.id:
                    yield name, entry

    def with_user_rows(self, rows: Iterable[LexiconEntry]) -> Lexicon:
        """This lexicon with a user's rows laid over it."""
        merged = Lexicon(self.entries.values(), digest=self.digest)
        digests = [self.digest]
        for row in rows:
            digests.append(repr(row))
            merged.user_names += row.names
            known = merged.find(row.names[0])
            if known is not None and known.type == row.type:
                new = tuple(
                    name for name in row.names if name_key(name) not in map(name_key, known.all_names)
                )
                merged._add(replace(known, names=known.names + new))
                continue
            merged._add(row)
            for name in row.names:
                merged._by_name[name_key(name)] = row.id
        merged.digest = digest_of(*digests)
        return merged


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
            id=cells[0],
            type=kind,
            names=_split(cells[1]),
            english=_split(cells[2]),
            codes=_split(cells[3]),
            parent=cells[4],
            note=cells[5],
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
