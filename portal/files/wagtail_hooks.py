"""Files in Wagtail's administration."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.files.staff.adding import AddDocumentView
from portal.files.staff.held import decide, held_documents, held_files, may_decide
from portal.files.staff.report import FilesReportView


# Before Wagtail's own addresses, whose screen to add a document ours replaces.
@hooks.register("register_admin_urls", order=-10)
def admin_urls() -> list[Any]:
    """The screens of this app."""
    return [
        path("documents/add/", AddDocumentView.as_view(), name="files_add"),
        path("documents/held/", held_files, name="held_files"),
        path("documents/held/<int:document_id>/", decide, name="held_file"),
        path("reports/files/", FilesReportView.as_view(), name="files_report"),
        path("reports/files/results/", FilesReportView.as_view(results_only=True), name="files_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def files_report() -> MenuItem:
    """The report of what was refused or is hard to read."""
    return MenuItem(_("Files refused or hard to read"), reverse("files_report"), icon_name="doc-full", order=110)


class _HeldItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Only while a file waits for a decision of this user."""
        return may_decide(request.user) and held_documents().exists()


@hooks.register("register_admin_menu_item")
def held_back() -> MenuItem:
    """The files that wait for a decision."""
    return _HeldItem(_("Files held back"), reverse("held_files"), icon_name="warning", order=255)
