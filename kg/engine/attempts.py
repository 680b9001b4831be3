"""What ends the process that works on it, found and left out, so that a unit is not tried without end.

Ray gives the unit of a worker that died to another one, however often. So whoever begins a unit writes down
that he does, and takes the note away at the end: who finds one knows that an earlier worker died. From then on
each part of the unit (a document that is read, an article that is extracted) is noted before it is begun; one
that was the last of several workers is left out and told of. A note counts within one build only: a build
that was killed as a whole says nothing of its documents.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from kg.engine.places import Place
from kg.errors import DocumentError

# A worker may also be lost with its machine, or be ended for another's greed: once is no proof, nor is twice.
_MOST = 3
ENDED = f"ended the process that worked on it {_MOST} times: left out; try 'kg build' on it alone"
"""What is said of a part that is left out."""


class Attempts:
    """The parts of one unit, as workers that follow one another on it see them."""

    def __init__(self, place: Place, name: str, build: str) -> None:
        """Nothing is noted where the build has no name.

        Args:
            place: where the notes are.
            name: of the work on the unit.
            build: what tells this build from others.
        """
        self._place = place
        self._file = f"attempts/{name}.json"
        self._build = build
        self._ended: dict[str, int] = {}
        self._is_careful = False

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Work on the unit within the block.

        Raises:
            DocumentError: worker after worker died over it, and over none of its parts.
        """
        if not self._build:
            yield
            return
        if self._place.exists(self._file):
            note = json.loads(self._place.read(self._file))
            if note["build"] == self._build:
                self._is_careful = True
                self._ended = dict(note["ended"])
                self._ended[note["at"]] = self._ended.get(note["at"], 0) + 1
        # The first death is told of no part, since nobody noted them; so one more of these is allowed.
        if self._ended.get("", 0) > _MOST:
            raise DocumentError(f"unit {self._file}: {ENDED}")
        self._note("")
        try:
            yield
        finally:  # an error is no death
            self._place.remove(self._file)

    def may(self, part: str) -> bool:
        """Whether a part may be begun, which is noted where a worker died before."""
        if self._ended.get(part, 0) >= _MOST:
            return False
        if self._is_careful:
            self._note(part)
        return True

    def between(self) -> None:
        """Note that no part is worked on any more."""
        if self._is_careful:
            self._note("")

    def _note(self, part: str) -> None:
        note = {"build": self._build, "at": part, "ended": self._ended}
        self._place.write(self._file, json.dumps(note, ensure_ascii=False).encode("utf8"))
