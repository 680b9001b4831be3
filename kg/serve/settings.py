"""How a graph is served, and which ways of serving it are refused."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError

# A token is guessed at leisure over a network; 16 characters of any alphabet hold out.
_SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What is served, where, to whom, and how much of it at once.

    ``timeout`` counts seconds, ``limit`` rows or triples of an answer, ``query_bytes`` and ``update_bytes``
    what a request may hold, ``workers`` how many are answered at the same time, ``queue`` how many may wait.
    """

    store: str
    host: str = "127.0.0.1"
    port: int = 8080
    is_writable: bool = False
    is_reviewed: bool = False
    timeout: float = 10.0
    limit: int = 10_000
    token: str = ""
    token_name: str = "KG_TOKEN"
    query_bytes: int = 1_000_000
    update_bytes: int = 32_000_000
    workers: int = 2
    queue: int = 32

    @property
    def is_public(self) -> bool:
        """Whether other machines can reach it; then every request needs the token."""
        return not is_loopback(self.host)

    def check(self) -> None:
        """Raise for settings that would let in whom they should not.

        Raises:
            KgError: a token is wanted, or the graph cannot be written to.
        """
        wanted = "--writable" if self.is_writable else "--review" if self.is_reviewed else ""
        wanted = wanted or (f"--host {self.host}" if self.is_public else "")
        if wanted and not self.token:
            raise KgError(f"serve: {wanted} needs a token: set {self.token_name} to one")
        if self.token and len(self.token) < _SHORTEST_TOKEN:
            raise KgError(
                f"serve: the token in {self.token_name} is shorter than {_SHORTEST_TOKEN} characters: "
                "make one with python -c 'import secrets; print(secrets.token_urlsafe())'"
            )
        if self.token and not (self.token.isascii() and self.token.isprintable() and " " not in self.token):
            raise KgError(f"serve: the token in {self.token_name} is not plain ASCII: set another")
        if (self.is_writable or self.is_reviewed) and Path(self.store).is_file():
            raise KgError(f"serve: {self.store} is a file and not written to: give a store's folder")
        if self.store.lower().startswith(("http://", "https://")):
            raise KgError(f"serve: {self.store} is served already: give a store's folder or a file")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
