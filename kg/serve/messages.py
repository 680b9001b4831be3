"""What passes between the process that listens and those that read the graph."""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass, field
from typing import IO, Any

_LENGTH = struct.Struct(">Q")
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do with the graph: its name, what it needs, and how new the graph must be at least."""

    name: str
    values: dict[str, Any] = field(default_factory=dict)
    generation: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as HTTP gives it."""

    status: int = 200
    media_type: str = PLAIN
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


READY = "ready"
"""What a worker says before it answers: the graph is open, and time begins to count."""


def refused(status: int, message: str, **headers: str) -> Reply:
    """A short text in the place of an answer.

    >>> refused(503, "busy", Retry_After="2").headers
    {'Retry-After': '2'}
    """
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(status=status, body=(message + "\n").encode("utf8", "replace"), headers=named)


def write(stream: IO[bytes], message: Any) -> None:
    """Send a message."""
    written = pickle.dumps(message)
    stream.write(_LENGTH.pack(len(written)) + written)
    stream.flush()


def read(stream: IO[bytes]) -> Any:
    """The next message.

    Raises:
        EOFError: the other side has gone.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    body = stream.read(_LENGTH.unpack(head)[0])
    if len(body) < _LENGTH.unpack(head)[0]:
        raise EOFError
    return pickle.loads(body)
