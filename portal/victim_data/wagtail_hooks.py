"""The administration: how often what kind was found."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.victim_data.kinds import Kind
from portal.victim_data.queries import counts, surface_in_words


@require_safe
def findings_report(request: HttpRequest) -> HttpResponse:
    """The counts as a table."""
    rows = [
        {"month": row.month, "surface": surface_in_words(row.surface), "kind": Kind(row.kind).label, "times": row.times}
        for row in counts()
    ]
    return render(request, "staff/findings.html", {"rows": rows})


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """The report."""
    return [path("reports/findings/", findings_report, name="findings_report")]


@hooks.register("register_reports_menu_item")
def findings_item() -> MenuItem:
    """The report in the menu."""
    return MenuItem(_("Found by the guard"), reverse("findings_report"), icon_name="warning", order=120)
