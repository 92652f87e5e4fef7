"""Documents, their text by page, what was refused, images and their renditions."""

from portal.files.models.document import PortalDocument, new_token
from portal.files.models.image import PortalImage, PortalRendition
from portal.files.models.page import FilePage
from portal.files.models.refused import RefusedFile

__all__ = ["FilePage", "PortalDocument", "PortalImage", "PortalRendition", "RefusedFile", "new_token"]
