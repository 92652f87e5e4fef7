"""Wagtail's screen to add one document, which also says when the very same file is already here."""

from __future__ import annotations

from django.utils.html import format_html
from wagtail.documents.views.documents import CreateView

from portal.files.models import PortalDocument
from portal.files.staff.forms import duplicate_warning


class AddDocumentView(CreateView):
    """Adds one document; works without script."""

    def get_success_message(self, instance: PortalDocument) -> str:
        """What was done, and a warning where it was done before."""
        said = super().get_success_message(instance)
        warning = duplicate_warning(instance)
        return format_html("{} {}", said, warning) if warning else str(said)
