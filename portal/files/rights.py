"""Who gets a file, its text or its picture: asked here for every address of it alike."""

from __future__ import annotations

from django.http import Http404

from portal import access
from portal.files.models import PortalDocument
from portal.viewer import STAFF, Viewer


def document_for(viewer: Viewer, token: str) -> PortalDocument:
    """The document of a token; raises Http404 alike for one that is not there and one that is not for this viewer.

    What is not known to be clean, was not looked at, or was refused or held, is for nobody: not for staff either.
    """
    # Our tokens are plain; a database may not even take other signs.
    found = PortalDocument.objects.filter(token=token).first() if token.isascii() and token.isprintable() else None
    if found is None or not found.is_clean:
        raise Http404
    if not viewer.holds(STAFF) and not access.can_fetch(viewer, found):
        raise Http404
    return found
