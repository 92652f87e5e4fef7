"""Visits a page as a reader with a narrow telephone and notes what must never happen."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Page, Request

NARROW = 320

#: Elements that reach out of the page sideways, for the one who has to mend it.
_TOO_WIDE = """() => {
  const most = document.scrollingElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= most) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > most + 1);
  return wide.slice(-3).map(one => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)
    .concat(`${document.scrollingElement.scrollWidth} px wide`);
}"""

#: Text in a script of its own whose nearest `lang` is not a language of that script.
_UNMARKED = r"""() => {
  const scripts = {Thai: "th", Lao: "lo", Khmer: "km", Myanmar: "my", Tamil: "ta", Han: "zh"};
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data, parent = walker.currentNode.parentElement;
    if (parent.closest("script")) continue;
    for (const [script, language] of Object.entries(scripts)) {
      const marked = parent.closest("[lang]").lang.split("-")[0];
      if (new RegExp(`\\p{Script=${script}}`, "u").test(text) && marked !== language)
        found.push(`${marked} over ${text.trim().slice(0, 40)}`);
    }
  }
  return found;
}"""

#: The ways at the head of a telephone, where they lie over the name of the portal.
_OVER_THE_NAME = """() => {
  const name = document.querySelector(".name b").getBoundingClientRect();
  return [...document.querySelectorAll(".jump a")]
    .filter(one => [...one.getClientRects()].some(box => box.left < name.right && box.right > name.left
      && box.top < name.bottom && box.bottom > name.top))
    .map(one => one.textContent);
}"""


class Tour:
    """Walks through pages with one browser page and gathers faults as sentences."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.home = f"{address}/"
        self.faults: list[str] = []
        page.set_viewport_size({"width": NARROW, "height": 640})
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self._request)

    def visit(self, address: str, status: int = 200) -> None:
        """Look at one page."""
        response = self.page.goto(address)
        assert response
        if response.status != status:
            self.faults.append(f"{address}: answered {response.status}")
        # A second look as soon as the fonts are there, because they are wider or narrower than the device's.
        self.page.evaluate("() => document.fonts.ready.then(() => true)")
        self.faults += [f"{address}: too wide: {one}" for one in self.page.evaluate(_TOO_WIDE)]
        self.faults += [f"{address}: over the name: {one}" for one in self.page.evaluate(_OVER_THE_NAME)]
        self.faults += [f"{address}: language not marked: {one}" for one in self.page.evaluate(_UNMARKED)]

    def _console(self, message: ConsoleMessage) -> None:
        # The browser reports the status of a missing page as an error of its own; the status is looked at above.
        if message.type in ("error", "warning") and "the server responded with a status of 404" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:")):
            self.faults.append(f"{self.page.url}: asked {request.url}")
