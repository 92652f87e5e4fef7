"""Who gets a file, its text or its picture: asked here for every address of it alike."""

from __future__ import annotations

from django.http import Http404

from portal import access
from portal.files.models import PortalDocument
from portal.files.pipeline.states import State
from portal.viewer import STAFF, Viewer


def document_for(viewer: Viewer, token: str) -> PortalDocument:
    """The document of a token; raises Http404 alike for one that is not there and one that is not for this viewer.

    What was refused after it had been stored is for staff alone.
    """
    # Our tokens are plain; a database may not even take other signs.
    found = PortalDocument.objects.filter(token=token).first() if token.isascii() and token.isprintable() else None
    if found is None:
        raise Http404
    if viewer.holds(STAFF):
        return found
    if found.state == State.REFUSED or not access.can_fetch(viewer, found):
        raise Http404
    return found
