"""What the system page tells of files that nobody is served yet, and of the virus scanner they may wait for."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from portal.condition.parts import Fact, State
from portal.files import scanner
from portal.files.queries import in_quarantine


def files() -> Iterator[Fact]:
    """How many files wait, and whether the scanner that is set can be asked."""
    waiting = in_quarantine()
    answers = True
    if not scanner.is_set():
        yield Fact("Virus scanner", "none is set (PORTAL_CLAMAV_URL)")
    else:
        try:
            yield Fact("Virus scanner", scanner.version(), State.WELL)
        except scanner.ScannerAwayError:
            answers = False
            remedy = "New files wait in quarantine until it answers. Look at clamd, and at PORTAL_CLAMAV_URL."
            yield Fact("Virus scanner", "does not answer", State.WRONG, remedy)
    said = "1 file" if waiting == 1 else f"{waiting} files"
    if not waiting:
        yield Fact("In quarantine", "none", State.WELL)
        return
    remedy = "Nobody gets them until a worker has checked and cleaned them, which it does by itself."
    if answers and scanner.is_set():
        remedy += " If some stay, they are longer than clamd takes: raise its StreamMaxLength."
    yield Fact("In quarantine", said, State.LOOK, remedy, (reverse("files_report"), "The list"))
