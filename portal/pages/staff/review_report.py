"""The report of what is due for review."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from portal.pages.models import PortalPage

AHEAD = timedelta(days=30)


def due_pages() -> PageQuerySet:
    """The pages whose day has come or comes within thirty days."""
    until = timezone.localdate() + AHEAD
    due: list[int] = []
    for model in get_page_models():
        if issubclass(model, PortalPage):
            due += model._default_manager.filter(review_by__lte=until).values_list("pk", flat=True)
    return Page.objects.filter(pk__in=due)


class ReviewReportView(PageReportView):
    """Every page whose *review by* lies in the past or within thirty days, the oldest first."""

    page_title = _("Due for review")
    header_icon = "date"
    index_url_name = "review_report"
    index_results_url_name = "review_report_results"
    results_template_name = "staff/review_report_results.html"
    list_export = ["title", "status_string", "review_by"]
    export_headings = {"review_by": _("Review by")}
    any_permission_required = ["add", "change", "publish"]

    def get_queryset(self) -> PageQuerySet:
        """The pages that are due, each as its own type."""
        return due_pages().specific()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """The oldest day first."""
        return sorted(object_list, key=lambda page: page.review_by)
