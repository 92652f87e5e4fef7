"""Heavy files put up by staff and worked on, while visitors come and go."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.benchmarks.papers_beside import Peak, Visitors
from tests.benchmarks.papers_heavy import heavy_files
from tests.benchmarks.papers_sheet import Sheet, all_within, waits
from tests.benchmarks.papers_site import ON_THE_WAY, UNTOLD, Site
from tests.benchmarks.papers_uploading import Answered, Staff

if TYPE_CHECKING:
    from portal.files.models import PortalDocument

#: What is asked for, in milliseconds. Visitors are watched at least so many seconds with each file.
WANTED, LEAST = 300.0, 10.0
_PATIENCE = 300.0


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
                answered = staff.upload(name, content)
                try:
                    held, told = _outcome(site, name, answered, began)
                except TimeoutError as late:
                    held, told = False, str(late)
                time.sleep(max(0.0, LEAST + began - time.monotonic()))
            sheet.row(what, told, "text or a refusal", held)
            served = all_within(visitors.answers, WANTED)
            sheet.row(f"visitors meanwhile ({what})", waits(visitors.answers), f"longest < {WANTED:.0f} ms", served)
    sheet.row("most memory at one moment of this, all processes", f"{peak.megabytes / 1000:.2f} GB")


def _outcome(site: Site, name: str, answered: Answered, began: float) -> tuple[bool, str]:
    """Whether it came to a text or a refusal, and which; the seconds count from ``began``. Raises TimeoutError."""
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
    site.wait_while(UNTOLD, _PATIENCE)
    told = f"upload {answered.seconds:.1f} s, text of {texts:,} of {document.pages:,} pages after {seconds:.0f} s"
    return texts == document.pages, f"{told}, in the index after {time.monotonic() - began:.0f} s"


def _newest() -> PortalDocument:
    from portal.files.models import PortalDocument

    return PortalDocument.objects.latest("pk")
