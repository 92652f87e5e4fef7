"""Looks at a page while it is used, and notes whatever the content policy had to stop."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request

#: In every frame, before any code of the page: the browser itself tells what it stopped.
_TELL = """addEventListener("securitypolicyviolation", told =>
  console.error(`policy: ${told.effectiveDirective} ${told.blockedURI} ${told.sample}`), true)"""


class Watch:
    """What went wrong on a page from now on: stopped by the policy, thrown by a script, or asked of another host."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._own = (f"{address}/", "data:", "blob:", "about:")
        page.add_init_script(_TELL)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._request)

    def visit(self, address: str) -> None:
        """Open a page, which must be there."""
        answer = self.page.goto(address)
        if answer is None or not answer.ok:
            self.faults.append(f"{address}: {answer and answer.status}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self._own):
            self.faults.append(f"{self.page.url}: asked {request.url}")
