"""What is asked of files: their text by page, who has the same file, whose text is poor."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.db.models import Q, QuerySet

from portal.files.models import FilePage, FormerVersion, PortalDocument, PortalImage
from portal.files.pipeline.states import CLEAN, ON_THE_WAY, State
from portal.files.text.quality import POOR
from portal.languages import BY_CODE


def pages_of(document: PortalDocument) -> QuerySet[FilePage]:
    """The text of a document for its readers, page by page in order; none until all of it has been taken.

    Who may read it is not asked here: ask ``portal.access.can_fetch`` for the document first.
    """
    return FilePage.objects.filter(document=document, document__state__in=CLEAN).order_by("number")


def document_at(address: str) -> PortalDocument | None:
    """The document whose file, text or picture an address of ours leads to; whoever may read it."""
    parts = [part for part in unquote(urlsplit(address.strip()).path).split("/") if part]
    if parts and parts[0] in BY_CODE:
        parts.pop(0)
    # A database may not take every sign.
    if len(parts) < 2 or parts[0] != "files" or not (parts[1].isascii() and parts[1].isprintable()):
        return None
    return PortalDocument.objects.filter(token=parts[1]).first()


def duplicates_of(document: PortalDocument) -> QuerySet[PortalDocument]:
    """The other documents that hold the very same file, or came from it, the oldest first."""
    same = Q(pk__in=[])
    if document.sha256:
        same |= Q(sha256=document.sha256)
    if document.came_as:
        same |= Q(came_as=document.came_as)
    return PortalDocument.objects.filter(same).exclude(pk=document.pk).order_by("pk")


def poor_documents() -> QuerySet[PortalDocument]:
    """The documents that were refused after they had been stored, or whose text can hardly be read."""
    poor = Q(state=State.READY) & Q(quality__lt=POOR)
    return PortalDocument.objects.filter(poor | Q(state=State.REFUSED)).order_by("-state_since", "-pk")


def holding(sha256: str) -> QuerySet[PortalDocument]:
    """The documents whose stored file has this fingerprint, or whose file had it when it came."""
    return PortalDocument.objects.filter(Q(sha256=sha256) | Q(came_as=sha256)).exclude(state=State.REFUSED)


def kept_waiting() -> QuerySet[PortalDocument]:
    """The documents that nobody is served yet, the oldest first: in quarantine, or their text not looked at."""
    return PortalDocument.objects.filter(state__in=ON_THE_WAY).order_by("state_since", "pk")


def in_quarantine() -> int:
    """How many documents, former versions and images are stored and not known to be clean."""
    return sum(
        model.objects.filter(state=State.RECEIVED).count() for model in (PortalDocument, FormerVersion, PortalImage)
    )
