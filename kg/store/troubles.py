"""What is said when a store cannot be opened or written, so that nobody removes a store that is well.

RocksDB gives one kind of error for a damaged file and for a full disk, and a user who is told to build again
where the disk was full loses what could have been kept.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError

# The operating system's words, which RocksDB repeats at the end of its line, and what to do about it.
_CURES = {
    "No space left on device": "make room and try again",
    "Disk quota exceeded": "make room and try again",
    "File too large": "allow larger files and try again",
    "Read-only file system": "make the file system writable, or give another --store",
    "Permission denied": "ask for the right to, or give another --store",
    "Operation not permitted": "ask for the right to, or give another --store",
    "Too many open files": "allow more open files (ulimit -n) and try again",
    "Input/output error": "see to the disk; 'kg restore' gives back a backup",
}


def unopened(path: Path, error: Exception) -> StoreError:
    """The error for a store that cannot be opened."""
    for words, cure in _CURES.items():
        if words in str(error):
            return StoreError(f"{path}: cannot be opened ({words}); what it holds is safe: {cure}")
    first_line = str(error).splitlines()[0] if str(error) else type(error).__name__
    return StoreError(
        f"{path}: the store is damaged or half made ({first_line}): "
        "give it back with 'kg restore', or remove it and build it again"
    )


def unwritten(path: Path, error: OSError) -> StoreError:
    """The error for an open store that takes no more: what was there before is still there."""
    for words, cure in _CURES.items():
        if words in str(error):
            return StoreError(f"{path}: cannot be written ({words}); what it held before is safe: {cure}")
    told = error.strerror or error
    return StoreError(f"{path}: cannot be written ({told}); what it held before is safe: is the disk full?")
