"""Which files publications carry: a file is as open as a publication that carries it."""

from __future__ import annotations

from typing import Any

from portal.files.models import PortalDocument
from portal.viewer import Viewer
from resources.models import PublicationFile, PublicationPage


def carries(viewer: Viewer, file: Any) -> bool:
    """Whether the published version of a publication this viewer may read carries the file."""
    if not isinstance(file, PortalDocument):
        return False
    carriers = PublicationFile.objects.filter(document=file).values("page_id")
    return PublicationPage.objects.filter(pk__in=carriers).visible_to(viewer).exists()
