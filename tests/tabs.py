"""Tabs of a browser, and what goes wrong in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


def watch(tab: Any, wrong: list[str], *, also: str = "") -> None:
    """Note the exceptions of a page and the errors on its console, with what it tells of this kind ``also``."""
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda told: wrong.append(told.text) if told.type in ("error", also) else None)


@contextmanager
def explorers(browser: Any, *allowed: str, forgiven: str = "") -> Iterator[Callable[..., Any]]:
    """What opens the explorer at an address; afterwards nothing may have gone wrong in any tab that it opened.

    Args:
        browser: the browser.
        allowed: how the addresses begin that a page may ask for.
        forgiven: what the browser says of something that is meant to go wrong.
    """
    contexts, wrong = [], []

    def asked(request: Any) -> None:
        if not request.url.startswith((*allowed, "data:", "blob:")):
            wrong.append(request.url)

    def open_(url: str, *, size: str, is_offline: bool = False, locale: str = "zh-CN", **options: Any) -> Any:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, has_touch=size == "phone", **options
        )
        context.set_offline(is_offline)
        contexts.append(context)
        tab = context.new_page()
        tab.set_default_timeout(20_000)
        watch(tab, wrong, also="warning")
        tab.on("request", asked)
        tab.goto(url)
        tab.wait_for_selector("#explorer[data-drawn]")
        return tab

    yield open_
    for context in contexts:
        context.close()
    left = [one for one in wrong if not forgiven or forgiven not in one]
    assert not left, left  # pytest explains asserts of tests only
