"""Documents, their covers, what they held before, their text by page, what was refused, images and renditions."""

from portal.files.models.cover import FileCover
from portal.files.models.document import PortalDocument, new_token
from portal.files.models.former import FormerVersion
from portal.files.models.image import PortalImage, PortalRendition
from portal.files.models.page import FilePage
from portal.files.models.refused import RefusedFile

__all__ = [
    "FileCover",
    "FilePage",
    "FormerVersion",
    "PortalDocument",
    "PortalImage",
    "PortalRendition",
    "RefusedFile",
    "new_token",
]
