"""A graph that was written and read again."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.export import export
from kg.store import View, open_view


def loaded(view: View, format_: str) -> View:
    """The view again, by way of a file."""
    with tempfile.TemporaryDirectory() as name:
        (path,) = export(view, Path(name) / f"graph.{format_}")
        return open_view(path)
