"""The text of a file passes the guard before readers have it: held until staff decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.log import write
from portal.files import text_changes
from portal.files.models import PortalDocument
from portal.files.pipeline.quarantine import move
from portal.files.pipeline.states import State
from portal.victim_data.actions import count_findings, release
from portal.victim_data.findings import Finding, Findings
from portal.victim_data.guard import look
from portal.victim_data.releases import still_held

SURFACE = "file"
#: Pages whose text is in memory at once.
BATCH = 50


def held_in(document: PortalDocument) -> Iterator[tuple[int, str, Findings]]:
    """The pages with something on which nobody has decided for this file: number, text, and what is held."""
    rows = document.text_pages.order_by("number").values_list("number", "heading", "text")
    for number, heading, said in rows.iterator(chunk_size=BATCH):
        text = f"{heading}\n{said}" if heading else said
        held = still_held(document, text, look(text, language=document.written_in or None))
        if held:
            yield number, text, Findings(held)


def is_held(document: PortalDocument) -> bool:
    """Whether the text of a file holds it back; what was found is counted."""
    found = sum((findings for _number, _text, findings in held_in(document)), Findings())
    count_findings(found, surface=SURFACE)
    return bool(found)


def hold(document: PortalDocument, **changes: Any) -> None:
    """Keep a file from everybody until staff decide. Raises SupersededError; called within a transaction."""
    move(document, State.HELD, **changes)
    write("files.held", by=None, on=document)
    text_changes.changed(document.pk)


@transaction.atomic
def let_go(document: PortalDocument, *, reason: str, by: Any) -> None:
    """Give readers a file that was held, with a reason. Raises ValidationError without one, or when it is not held."""
    document = PortalDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != State.HELD:
        raise ValidationError(_("This file is not held."))
    for _number, text, findings in list(held_in(document)):
        release(thing=document, text=text, findings=findings, reason=reason, by=by)
    move(document, State.READY)
    write("files.let_go", by=by, on=document)
    text_changes.changed(document.pk)


def places_of(document: PortalDocument, most: int) -> list[tuple[int, Finding]]:
    """The first places that hold a file back, each with its page."""
    found = ((number, one) for number, _text, findings in held_in(document) for one in findings.held)
    return [place for place, _count in zip(found, range(most), strict=False)]
