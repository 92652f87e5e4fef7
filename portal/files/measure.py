"""What a file says of itself: its size and, for a PDF, its number of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from portal.files.models import PortalDocument


def measure(document: PortalDocument) -> None:
    """Set size and pages from a file that is new or changed; a PDF that cannot be read has no number of pages."""
    if not document.file or (document.file._committed and document.file_size is not None):
        return
    document.file_size = document.file.size
    document.pages = _pdf_pages(document) if document.file_extension.lower() == "pdf" else None


def _pdf_pages(document: PortalDocument) -> int | None:
    document.file.open("rb")
    document.file.seek(0)
    try:
        with pypdfium2.PdfDocument(document.file.read()) as pdf:
            return len(pdf)
    except pypdfium2.PdfiumError:
        return None
    finally:
        document.file.seek(0)
