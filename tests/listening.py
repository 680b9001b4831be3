"""A view that keeps what it is asked, for tests of what questions lead to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.store import View


class Listening:
    """A view that keeps the text of every query."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.heard: list[str] = []

    def __getattr__(self, name: str) -> Any:
        found: Callable[..., Any] = getattr(self._view, name)
        if name not in ("select", "ask", "construct"):
            return found

        def listened(text: str, **bindings: Any) -> Any:
            self.heard.append(text)
            return found(text, **bindings)

        return listened
