"""What is asked of files: their text by page, who has the same file, whose text is poor."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from portal.files.models import FilePage, PortalDocument
from portal.files.pipeline.states import State
from portal.files.text.quality import POOR


def pages_of(document: PortalDocument) -> QuerySet[FilePage]:
    """The text of a document for its readers, page by page in order; none until all of it has been taken.

    Who may read it is not asked here: ask ``portal.access.can_fetch`` for the document first.
    """
    return FilePage.objects.filter(document=document, document__state=State.READY).order_by("number")


def duplicates_of(document: PortalDocument) -> QuerySet[PortalDocument]:
    """The other documents that hold the very same file, the oldest first."""
    if not document.sha256:
        return PortalDocument.objects.none()
    return PortalDocument.objects.filter(sha256=document.sha256).exclude(pk=document.pk).order_by("pk")


def poor_documents() -> QuerySet[PortalDocument]:
    """The documents that were refused after they had been stored, or whose text can hardly be read."""
    poor = Q(state=State.READY) & Q(quality__lt=POOR)
    return PortalDocument.objects.filter(poor | Q(state=State.REFUSED)).order_by("-state_since", "-pk")
