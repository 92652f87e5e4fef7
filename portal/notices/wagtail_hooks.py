"""The administration: what readers found wrong."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from portal.languages import BY_CODE
from portal.notices.models import ProblemReport


class _NobodyAdds(ModelPermissionPolicy):
    """Reports come from readers alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(ProblemReport, _NobodyAdds(ProblemReport))


def _language(report: ProblemReport) -> str:
    language = BY_CODE.get(report.language)
    return language.english_name if language else report.language


def _path(report: ProblemReport) -> str:
    return str(report.path)


class ProblemReports(ModelViewSet):
    """The reports, the unsettled first. Staff read them and mark them as settled; nobody writes one here."""

    model = ProblemReport
    icon = "warning"
    menu_label = _("Problem reports")
    menu_order = 260
    add_to_admin_menu = True
    list_display = (
        "text",
        TitleColumn("page", label=_("Page"), accessor=_path, get_url=_path),
        Column("language", label=_("Language"), accessor=_language, sort_key="language"),
        DateColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
        BooleanColumn("identifies_person", label=_("Identifies a person"), sort_key="identifies_person"),
        BooleanColumn("settled", label=_("Settled"), sort_key="settled"),
    )
    list_filter = ("settled", "identifies_person", "language")
    # Names by address the screen that hides the page; it belongs to the pages.
    edit_template_name = "staff/problem_report.html"
    panels = (
        FieldPanel("path", read_only=True),
        FieldPanel("language", read_only=True),
        FieldPanel("identifies_person", read_only=True),
        FieldPanel("text", read_only=True),
        FieldPanel("contact", read_only=True),
        FieldPanel("settled"),
    )


@hooks.register("register_admin_viewset")
def problem_reports() -> ProblemReports:
    """The list of reports in the menu."""
    return ProblemReports("problem-reports")
