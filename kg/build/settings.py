"""What an extractor is loaded from, and the run that is known by it before anything is loaded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg._version import __version__
from kg.documents import Limits
from kg.entities.decision_file import load_decisions
from kg.lexicon_files import read_user_file
from kg.model import Run, digest_of, hasher

if TYPE_CHECKING:
    from kg.build.extraction import Extractor


class Settings(NamedTuple):
    """The folder of knowledge, the user's own names and decisions; small enough to be sent to every process."""

    seeds: Path
    lexicon: Path | None
    decisions: Path
    seconds: float = Limits().seconds

    def load(self) -> Extractor:
        """The extractor, which takes seconds and 100 MB: builds that find nothing new do without."""
        from kg.build.extraction import Extractor

        return Extractor.load(self.seeds, user_lexicon=self.lexicon, decisions=self.decisions)

    def run(self) -> Run:
        """The run that the extractor makes: known by its version and knowledge, not by its time.

        Raises:
            LexiconError: the user's names or decisions cannot be read.
        """
        own = [repr(row) for row in read_user_file(self.lexicon)] if self.lexicon else []
        lexicon = digest_of(*_digests(self.seeds, "lexicon/*.tsv"), *own)
        files = _digests(self.seeds, "rules/*.toml", "markers/*.toml", "models/*.npz")
        rules = digest_of(*files, load_decisions(self.decisions).digest)
        return Run(
            id="run-" + digest_of(__version__, lexicon, rules),
            started=datetime.now(UTC),
            version=__version__,
            lexicon=lexicon,
            rules=rules,
        )


def digest_of_file(path: Path) -> str:
    """The digest by which a file's content is known."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, hasher).hexdigest()


def _digests(folder: Path, *patterns: str) -> Iterator[str]:
    """Name and digest of each of the files."""
    for file in sorted(file for pattern in patterns for file in folder.glob(pattern)):
        yield file.name
        yield digest_of_file(file)
