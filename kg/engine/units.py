"""Work for one worker at a time: a few files, or a piece of a large one.

Files that need not be read to be divided are put together as they come, in the order of their paths, until
there is enough for a unit. Large files of records (JSON lines, Parquet) are divided, which needs them to be
read through once: for the places of the line breaks, and since a document is known by a digest of its bytes.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any

from kg.documents import MEDIA_TYPES, sources
from kg.documents.locations import RECORDS
from kg.engine.places import file_system, is_url, opened
from kg.errors import DocumentError, KgError
from kg.model import digest_of, hasher

PARQUET = "application/vnd.apache.parquet"
_SUFFIX = ".parquet"
_READ = 1 << 20
# A megabyte is some 300,000 characters: seconds to a minute of work, little to lose and worth its overhead.
UNIT_BYTES = 1_000_000
_ABOUT = ("README", "LICENSE", "LICENCE", "CHANGELOG")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """A file, or a piece of one. ``mark`` changes when the file does.

    ``start`` and ``end`` are bytes of a file of records, or row groups of a Parquet file; ``end`` is 0 for the
    whole. ``digest`` is the file's, where it was read for being divided; ``line`` the number of lines before.
    """

    path: str
    media_type: str
    size: int
    mark: str
    start: int = 0
    end: int = 0
    line: int = 0
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is read and extracted at once."""

    portions: tuple[Portion, ...]

    @property
    def id(self) -> str:
        """Changes when what is to be read does."""
        told = (
            f"{one.path}\x1e{one.media_type}\x1e{one.size}\x1e{one.mark}\x1e{one.start}\x1e{one.end}"
            for one in self.portions
        )
        return digest_of(*told)


def portions(paths: Sequence[str], *, note: Callable[[str], None] | None = None) -> list[Portion]:
    """The files that paths and addresses name, as whole portions, each once, in a fixed order.

    Raises:
        DocumentError: a path does not exist.
        KgError: a package for such an address is missing.
    """
    found: dict[str, Portion] = {}
    for path in paths:
        for one in _at_address(path) if is_url(path) else _here(path, note):
            found.setdefault(one.path, one)
    return [found[path] for path in sorted(found)]


def _here(path: str, note: Callable[[str], None] | None) -> Iterator[Portion]:
    def told(line: str) -> None:
        if note and f"{_SUFFIX}: skipped" not in line:
            note(line)

    files = {source.path: source.media_type for source in sources([path], note=told)}
    place = Path(path)
    if place.is_dir():
        tables = (
            file for file in place.rglob("*" + _SUFFIX) if not _is_hidden(file.relative_to(place).parts)
        )
        files |= {str(file): PARQUET for file in tables}
    elif place.suffix.lower() == _SUFFIX:
        files = {path: PARQUET}
    for name, media_type in files.items():
        status = Path(name).stat()
        yield Portion(
            path=os.path.normpath(Path(name).absolute()),
            media_type=media_type,
            size=status.st_size,
            mark=str(status.st_mtime_ns),
        )


def _at_address(url: str) -> Iterator[Portion]:
    files, inside = file_system(url)
    try:
        found: dict[str, dict[str, Any]] = files.find(inside, detail=True)
    except OSError as error:
        raise DocumentError(f"{url}: cannot be listed ({error}): check the address") from None
    if not found:
        raise DocumentError(f"{url}: there is no such file or folder: check the address")
    for name, told in sorted(found.items()):
        path = PurePosixPath(name)
        media_type = PARQUET if path.suffix.lower() == _SUFFIX else MEDIA_TYPES.get(path.suffix.lower(), "")
        named_itself = name.rstrip("/") == inside.rstrip("/")
        below = name.removeprefix(inside).strip("/").split("/")
        if named_itself or (media_type and not _is_hidden(below) and path.stem.upper() not in _ABOUT):
            yield Portion(
                path=str(files.unstrip_protocol(name)),
                media_type=media_type,
                size=int(told.get("size") or 0),
                mark=str(
                    told.get("ETag") or told.get("etag") or told.get("mtime") or told.get("LastModified")
                ),
            )


def _is_hidden(parts: Iterable[str]) -> bool:
    return any(part.startswith((".", "~$", "_")) for part in parts)


def is_large(portion: Portion, unit_bytes: int) -> bool:
    """Whether a file is to be divided, which only files of records can be."""
    return portion.media_type in (RECORDS, PARQUET) and portion.size > 2 * unit_bytes


def divided(portion: Portion, unit_bytes: int) -> list[Portion]:
    """A large file of records in pieces; as it is where it cannot be divided.

    Raises:
        DocumentError: it cannot be read.
    """
    try:
        pieces = _row_groups(portion) if portion.media_type == PARQUET else _lines(portion, unit_bytes)
    except OSError as error:
        raise DocumentError(
            f"{portion.path}: cannot be read ({error.strerror or error}): check the path"
        ) from None
    return pieces if len(pieces) > 1 else [portion]


def _lines(portion: Portion, unit_bytes: int) -> list[Portion]:
    """Pieces between line breaks; none where the file is not UTF-8, in which a line break is always that byte."""
    digest, decoder = hasher(), codecs.getincrementaldecoder("utf-8")()
    cuts, lines, place, line = [0], [0], 0, 0
    with opened(portion.path) as file:
        while block := file.read(_READ):
            digest.update(block)
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                return []
            begin = 0
            while (wanted := cuts[-1] + unit_bytes - place) < len(block):
                at = block.find(b"\n", max(begin, wanted))
                if at < 0:
                    break
                line += block.count(b"\n", begin, at + 1)
                begin = at + 1
                cuts.append(place + begin)
                lines.append(line)
            line += block.count(b"\n", begin)
            place += len(block)
    cuts.append(place)
    name = digest.hexdigest()
    return [
        replace(portion, start=start, end=end, line=before, digest=name)
        for start, end, before in zip(cuts[:-1], cuts[1:], lines, strict=True)
        if start < end
    ]


def _row_groups(portion: Portion) -> list[Portion]:
    from pyarrow import parquet

    digest = hasher()
    with opened(portion.path) as file:
        while block := file.read(_READ):
            digest.update(block)
        file.seek(0)
        try:
            count = parquet.ParquetFile(file).num_row_groups
        except (OSError, ValueError) as error:
            raise DocumentError(f"{portion.path}: is no Parquet file ({error}): leave it out") from None
    return [replace(portion, start=at, end=at + 1, digest=digest.hexdigest()) for at in range(count)]


def units(files: Iterable[Portion], unit_bytes: int = UNIT_BYTES) -> list[Unit]:
    """Portions put together into units of about that many bytes, in their order."""
    found: list[Unit] = []
    gathered: list[Portion] = []
    size = 0
    for one in files:
        if one.end and one.media_type == RECORDS:
            found.append(Unit(portions=(one,)))
            continue
        gathered.append(one)
        size += one.size if not one.end else unit_bytes
        if size >= unit_bytes:
            found.append(Unit(portions=tuple(gathered)))
            gathered, size = [], 0
    if gathered:
        found.append(Unit(portions=tuple(gathered)))
    return found


def refuse_standard_input(paths: Sequence[str]) -> None:
    """Raise where standard input is named, which no other machine can read."""
    if "-" in paths:
        raise KgError("-: other machines cannot read standard input: write it to a file, and name that")
