"""Who may ask: the checks that every request passes, and what browsers are told to refuse.

A page of any site can make a browser send requests to this machine. Such a page reads no answer, because no
answer allows it to, unless its own name is made to point here (DNS rebinding): then requests carry that name
as their host, and only the names of this machine are served. Writing needs a token besides and, from a
browser, a page of this server. Where other machines can listen in, every request needs the token; a browser
asks its user for it as a password.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

from kg.serve.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""What every answer carries."""

ASK_FOR_TOKEN = {"WWW-Authenticate": 'Basic realm="kg: any name, the token as password", charset="UTF-8"'}


class Guard:
    """Refuses requests that should not be answered, before anything looks at them."""

    def __init__(self, app: App, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._hosts = _NAMES | {settings.host.strip("[]").lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self._refusal(Headers(scope=scope))
        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        if self._settings.is_public:
            if not has_token(headers, self._settings.token):
                return PlainTextResponse(
                    "the token is wanted: send it as Authorization: Bearer TOKEN, or as a password\n",
                    401,
                    ASK_FOR_TOKEN,
                )
        elif len(headers.getlist("host")) != 1 or _host(headers["host"]) not in self._hosts:
            return PlainTextResponse("this host is not served here: ask 127.0.0.1 or localhost\n", 403)
        return None


def _host(header: str) -> str:
    """The name in a Host header, without the port; nothing where the header is none.

    >>> _host("localhost:8080"), _host("[::1]:8080"), _host("evil.example@localhost")
    ('localhost', '::1', '')
    """
    try:
        parts = urlsplit("//" + header)
        return (parts.hostname or "") if parts.netloc == header and "@" not in header else ""
    except ValueError:
        return ""


def has_token(headers: Headers, token: str) -> bool:
    """Whether a request carries the token, as a bearer's or as the password of any user."""
    scheme, _, value = headers.get("authorization", "").partition(" ")
    given = value.strip()
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return bool(token) and hmac.compare_digest(given.encode("utf8"), token.encode("utf8"))


def is_foreign(headers: Headers) -> bool:
    """Whether a request comes from a page of another site, as a browser tells by Origin or Sec-Fetch-Site."""
    origin = headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower():
        return True
    return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
