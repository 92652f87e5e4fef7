"""Heavy files put up by staff and worked on, while visitors come and go."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from tests.benchmarks.papers_beside import Peak, Visitors
from tests.benchmarks.papers_heavy import ONLY, heavy_files
from tests.benchmarks.papers_sheet import Sheet, all_within, waits
from tests.benchmarks.papers_site import ON_THE_WAY, UNTOLD, Site
from tests.benchmarks.papers_uploading import Staff

if TYPE_CHECKING:
    from portal.files.models import PortalDocument

#: What is asked for, in milliseconds. Visitors are watched at least so many seconds with each file.
WANTED, LEAST = 300.0, 10.0
_PATIENCE = 600.0


def measure(sheet: Sheet, site: Site, port: int, sizes: tuple[int, int, int]) -> None:
    """Put up one file after the other, each when the portal is done with the one before; what visitors wait."""
    staff = Staff(port)
    with Visitors(port, seed=1) as resting:
        time.sleep(2 * LEAST)
    sheet.row("visitors with nothing else going on: p50 / p95 / longest", waits(resting.answers))
    with Peak() as peak:
        for number, (what, name, content) in enumerate(heavy_files(*sizes), start=2):
            with Visitors(port, seed=number) as visitors:
                began = time.monotonic()
                try:
                    held, told = _outcome(site, staff, name, content)
                except TimeoutError as late:
                    held, told = False, str(late)
                time.sleep(max(0.0, LEAST + began - time.monotonic()))
            sheet.row(what, told, "text or a refusal", held)
            served = all_within(visitors.answers, WANTED)
            sheet.row(f"visitors meanwhile ({what})", waits(visitors.answers), f"longest < {WANTED:.0f} ms", served)
    sheet.row("most memory at one moment of this, all processes", f"{peak.megabytes / 1000:.2f} GB")


def _outcome(site: Site, staff: Staff, name: str, content: bytes) -> tuple[bool, str]:
    """Whether it came to a text or a refusal, and which, until it is found. Raises TimeoutError."""
    began, answered = time.monotonic(), staff.upload(name, content)
    if answered.status != 200:
        return bool(answered.said), f"refused after {answered.seconds:.1f} s: {answered.said}"
    site.wait_while(ON_THE_WAY, _PATIENCE)
    seconds = time.monotonic() - began
    document = _newest()
    if document.filename != name:
        return False, f"{name} is not there"
    if document.refusal_sentence:
        return True, f"refused after {seconds:.0f} s: {document.refusal_sentence}"
    texts = document.text_pages.count()
    told = f"upload {answered.seconds:.1f} s, text of {texts:,} of {document.pages:,} pages after {seconds:.0f} s"
    staff.publish()
    last = document.text_pages.latest("number")
    (word, *_again) = re.findall(rf"{ONLY}\w+", last.text)
    found = _await_page(staff.port, word, f"/{document.token}/pages/{last.number}/", began)
    site.wait_while(UNTOLD, _PATIENCE)
    return texts == document.pages, f"{told}, published and its last page found after {found:.0f} s"


def _await_page(port: int, word: str, address: str, began: float) -> float:
    """Ask for a word until the results lead to an address; the seconds since ``began``. Raises TimeoutError."""
    from tests.drills.searching import fetch

    while address not in fetch(port, f"/en/search/?q={word}")[1]:
        if time.monotonic() - began > _PATIENCE:
            raise TimeoutError(f"{word} was not found within {_PATIENCE:.0f} s")
        time.sleep(1.0)
    return time.monotonic() - began


def _newest() -> PortalDocument:
    from portal.files.models import PortalDocument

    return PortalDocument.objects.latest("pk")
