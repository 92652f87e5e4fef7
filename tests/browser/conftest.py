"""A real browser and a portal to read in it, kept from the first to the last test of this folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import installed, launched
from tests.browser.portal_on_show import PortalOnShow

OpenPage = Callable[..., Page]

#: What a page may take to answer, in milliseconds, on a machine that does other work as well.
PATIENCE = 20_000


@pytest.fixture(scope="package")
def chromium_path() -> str:
    """Where Chromium lies. Without it a test skips on a laptop and fails in continuous integration."""
    path = installed()
    if not path:
        reason = "Chromium is not installed (Debian's package is called chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="package")
def portal_on_show(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> PortalOnShow:
    """A portal with its demo content, ready to be served."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    shown = PortalOnShow(Path(folder) / "portal-on-show")
    shown.prepare_once()
    return shown


@pytest.fixture(scope="package")
def portal_address(portal_on_show: PortalOnShow) -> Iterator[str]:
    """Its address, without a slash at the end."""
    with portal_on_show.served() as address:
        yield address


# Not for the session: while Playwright runs, its event loop keeps Django from the database in the same thread.
@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium, as it lies on this machine; what is expected of a page may take as long as a page."""
    expect.set_options(timeout=PATIENCE)
    with launched(chromium_path) as browser:
        yield browser


@pytest.fixture
def open_page(browser: Browser, portal_address: str) -> Iterator[OpenPage]:
    """Opens an empty page for a new reader; what is given goes to the browser's context."""
    contexts = []

    def open_it(width: int = 1280, height: int = 800, script: bool = True, **options: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=script,
            **{"base_url": portal_address, **options},
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_it
    for context in contexts:
        context.close()
