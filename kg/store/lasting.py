"""What a store does after much was written to it: compacts its files, and opens them anew."""

from __future__ import annotations

from pathlib import Path

from kg.store import folder

# RocksDB keeps freshly written quads in files that overlap; compacting them makes the folder smaller and reading
# faster. It rewrites the whole store, so it pays after a build of some dozens of articles that added a share to it.
_WORTH_COMPACTING = 20_000
_SHARE = 1 / 8
_BYTES = 200  # that a quad takes in a compacted store: some twenty in each of nine indexes, and its texts
# RocksDB holds an index of each file that it has met, a thirtieth of its size, and blocks that were read. Both go when the
# store is opened anew, but so does what it has half merged: some four thousand articles are as long as it may take.
_WORTH_RENEWING = 4_000_000


def is_worth_compacting(written: int, path: Path) -> bool:
    """Whether so many quads, written since the store was opened, are worth it."""
    return written > _WORTH_COMPACTING and written * _BYTES > folder.size(path) * _SHARE


def is_worth_renewing(written: int) -> bool:
    """Whether so many quads, written since the files were opened, are worth to open them anew."""
    return written > _WORTH_RENEWING
