"""Where files are read."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import override

from portal.files.models import PortalDocument


def page_address(document: PortalDocument, number: int, part: int = 1) -> str:
    """Where a page is read, in the language of the interface."""
    address = reverse("reading:page", args=[document.token, number])
    return f"{address}?part={part}" if part > 1 else address


def lasting_address(document: PortalDocument, number: int) -> str:
    """Where a page is read by whoever follows a citation: in the language of the file, as far as that is known."""
    if not document.written_in:
        return page_address(document, number)
    with override(document.written_in):
        return page_address(document, number)


def has_text(document: PortalDocument) -> bool:
    """Whether there is anything to read: the text was taken, and it says something."""
    return document.is_clean and bool(document.quality)


def reading_address(document: PortalDocument) -> str:
    """Where the text of a file is read from its beginning; empty for one that has none."""
    return reverse("reading:file", args=[document.token]) if has_text(document) else ""
