"""The report of files that were refused, and of those whose text can hardly be read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import ReportView

from portal.files.models import PortalDocument, RefusedFile
from portal.files.queries import kept_waiting, poor_documents

#: So many of the latest refusals stand under the list.
MOST_REFUSALS = 100


class FilesReportView(ReportView):
    """Stored files with poor text or refused later, the latest first; below them what waits, and what was refused."""

    page_title = _("Files refused or hard to read")
    header_icon = "doc-full-inverse"
    index_url_name = "files_report"
    index_results_url_name = "files_report_results"
    results_template_name = "staff/files_report_results.html"
    model = PortalDocument
    list_export = ["title", "filename", "state", "refusal_sentence", "written_in", "quality", "text_facts"]
    export_headings = {
        "filename": _("File"),
        "refusal_sentence": _("Reason"),
        "written_in": _("Language"),
        "quality": _("Readable"),
        "text_facts": _("Why"),
    }
    any_permission_required = ["add", "change", "delete"]

    def get_queryset(self) -> QuerySet[PortalDocument]:
        """The stored ones."""
        return poor_documents()

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the refusals of uploads."""
        refused = RefusedFile.objects.select_related("by")[:MOST_REFUSALS]
        waiting = kept_waiting()[:MOST_REFUSALS]
        return {**super().get_context_data(*args, **kwargs), "refused": refused, "waiting": waiting}
