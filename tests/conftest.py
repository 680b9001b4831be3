"""A browser for all tests that look at pages. Without one (or without Playwright's library) these are skipped.

That this file is here also puts the folder on the path: tests share ``sample_graph``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# An example's 200 ms of the clock tell how busy a machine is: tests run side by side. What must be fast has its own test.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")

collect_ignore = ["torture/guided.py"]  # it runs under atheris alone, which is no dependency
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window and without a graphics card; Playwright can be started only once a process."""
    library = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install playwright")
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("needs a browser: apt-get install chromium")
    with library.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--no-proxy-server"])
        yield started
        started.close()
