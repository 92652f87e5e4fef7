"""Chromium as it lies on this machine: where it is, and how it is started."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def installed() -> str:
    """Where Chromium lies; empty where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """Chromium from this path for the length of the block; Django keeps from the database in this thread meanwhile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
