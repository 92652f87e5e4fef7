"""What axe-core finds on a page. The rules come with a Python package, so nothing is fetched."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Rules whose answer changes with light and dark; the others need asking once.
COLOURS = ["color-contrast", "link-in-text-block"]

_RUN = """async rules => {
  const only = rules ? {runOnly: {type: "rule", values: rules}} : {};
  const found = await axe.run(document, {resultTypes: ["violations"], preload: false, iframes: false, ...only});
  return found.violations
    .filter(one => ["serious", "critical"].includes(one.impact))
    .map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.target.join(" ")).join(" | ")}`);
}"""


def faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """What is serious or critical on the page as it stands, by all rules or by those named."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(_RUN, rules)
    return found
