"""The administration: what readers found wrong."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from portal.notices.models import ProblemReport


class ProblemReports(ModelViewSet):
    """The reports, the unsettled first. Staff read them and mark them as settled; nobody writes one here."""

    model = ProblemReport
    icon = "warning"
    menu_label = _("Problem reports")
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["path", "language", "text", "sent_at", "settled"]
    list_filter = ["settled", "language"]
    panels = [
        FieldPanel("path", read_only=True),
        FieldPanel("language", read_only=True),
        FieldPanel("text", read_only=True),
        FieldPanel("contact", read_only=True),
        FieldPanel("settled"),
    ]


@hooks.register("register_admin_viewset")
def problem_reports() -> ProblemReports:
    """The list of reports in the menu."""
    return ProblemReports("problem-reports")
