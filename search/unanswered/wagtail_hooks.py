"""The report of searches without results in the administration."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from search.unanswered.report import UnansweredReport
from search.unanswered.synonyms import synonym_view

_MAY_LOOK = "unanswered.view_unansweredquestion"


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """The screens of this app."""
    report, results = UnansweredReport.as_view(), UnansweredReport.as_view(results_only=True)
    return [
        path("reports/searches/", report, name="unanswered_report"),
        path("reports/searches/results/", results, name="unanswered_report_results"),
        path("reports/searches/<int:question_id>/synonym/", synonym_view, name="unanswered_synonym"),
    ]


class _ReportItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may open it."""
        return bool(request.user.has_perm(_MAY_LOOK))


@hooks.register("register_reports_menu_item")
def unanswered_report() -> MenuItem:
    """The report in the menu."""
    return _ReportItem(_("Searches without results"), reverse("unanswered_report"), icon_name="search", order=200)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """The right to look can be given to other groups."""
    return Permission.objects.filter(
        content_type__app_label="unanswered", content_type__model="unansweredquestion", codename__startswith="view_"
    )
