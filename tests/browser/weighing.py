"""What a page weighs on the line: compressed, with its headers, as the browser itself counts it."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

#: Scripts with fonts of their own, as patterns; the names of the languages have one small font for all of them.
_SCRIPTS_SHOWN = r"""() => {
  const scripts = ["Thai", "Lao", "Khmer", "Myanmar", "Tamil"];
  const found = new Set(["Latin"]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.checkVisibility() || getComputedStyle(parent).fontFamily.startsWith('"Balai Names"')) continue;
    for (const script of scripts)
      if (new RegExp(`\\p{Script=${script}}`, "u").test(walker.currentNode.data)) found.add(script);
  }
  return [...found];
}"""


@dataclass
class Weight:
    """One visit: the bytes of each kind of resource, how many requests, and the scripts that were shown."""

    bytes: dict[str, int] = field(default_factory=dict)
    addresses: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)

    def of(self, kind: str) -> int:
        """The bytes of one kind: Document, Stylesheet, Script, Font, Image."""
        return self.bytes.get(kind, 0)

    @property
    def without_fonts(self) -> int:
        """The bytes of everything but fonts."""
        return sum(self.bytes.values()) - self.of("Font")


def weigh(page: Page, address: str) -> Weight:
    """Visit an address as somebody who has never been there."""
    weight, kinds = Weight(), {}
    line = page.context.new_cdp_session(page)
    line.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    line.on("Network.requestWillBeSent", lambda event: weight.addresses.append(event["request"]["url"]))

    def finished(event: dict[str, str | float]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        weight.bytes[kind] = weight.of(kind) + int(event["encodedDataLength"])

    line.on("Network.loadingFinished", finished)
    line.send("Network.enable")
    line.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address, wait_until="networkidle")
    weight.scripts = page.evaluate(_SCRIPTS_SHOWN)
    line.detach()
    return weight
