"""The administration: reference data, the report of what is due, and the two-person procedure for labels."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.countries.models import Country
from portal.glossary.models import Audience, Instrument, Provision, Theme, VictimGroup
from portal.markings.models import Lowering
from portal.members.models import Body
from portal.pages.models import Authority, NationalLaw, Service
from portal.pages.staff import lowering
from portal.pages.staff.review_report import ReviewReportView


def _viewset(of: Any, icon_name: str, columns: list[str], fields: list[str], filters: list[str] | None = None) -> Any:
    class ReferenceViewSet(SnippetViewSet):
        model = of
        icon = icon_name
        list_display = columns
        list_filter = filters or []
        panels = [FieldPanel(field) for field in fields]
        inspect_view_enabled = False

    return ReferenceViewSet


class ReferenceData(SnippetViewSetGroup):
    """The words of the field and the facts of countries, in every language."""

    menu_label = _("Reference data")
    menu_name = "reference-data"
    menu_icon = "list-ul"
    menu_order = 300
    items = (
        _viewset(Theme, "tag", ["__str__", "slug"], ["label", "slug", "place"]),
        _viewset(Audience, "group", ["__str__", "slug"], ["label", "slug", "place"]),
        _viewset(VictimGroup, "group", ["__str__", "slug"], ["label", "slug", "place"]),
        _viewset(Instrument, "doc-full", ["__str__", "slug"], ["short", "label", "slug", "place"]),
        _viewset(Provision, "doc-full", ["__str__", "label"], ["instrument", "code", "article", "label", "gist"]),
        _viewset(Country, "globe", ["__str__", "code", "kind"], ["code", "slug", "kind", "name", "formal_name"]),
        _viewset(Body, "home", ["__str__", "kind", "country"], ["name", "slug", "kind", "country"], ["kind"]),
        _viewset(
            NationalLaw,
            "doc-full",
            ["__str__", "country", "year", "status"],
            ["country", "code", "name", "own_name", "own_language", "year", "status", "provisions", "place"],
            ["country", "status"],
        ),
        _viewset(Authority, "home", ["__str__", "country"], ["country", "function", "label", "place"], ["country"]),
        _viewset(
            Service,
            "mail",
            ["__str__", "country", "shown_number", "confirmed_on"],
            [
                "country",
                "function",
                "label",
                "hours",
                "languages",
                "groups",
                "number",
                "confirmed_on",
                "confirmed_by",
                "place",
            ],
            ["country"],
        ),
    )


register_snippet(ReferenceData)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """The screens of this module."""
    return [
        path("reports/review/", ReviewReportView.as_view(), name="review_report"),
        path("reports/review/results/", ReviewReportView.as_view(results_only=True), name="review_report_results"),
        path("labels/", lowering.waiting, name="lowerings"),
        path("labels/<int:page_id>/ask/", lowering.ask, name="lowering_ask"),
        path("labels/requests/<int:lowering_id>/decide/", lowering.decide, name="lowering_decide"),
    ]


@hooks.register("register_reports_menu_item")
def review_report() -> MenuItem:
    """The report of what is due."""
    return MenuItem(_("Due for review"), reverse("review_report"), icon_name="date", order=700)


class _LoweringsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Only while something waits."""
        return Lowering.objects.filter(granted__isnull=True).exists()


@hooks.register("register_admin_menu_item")
def lowerings() -> MenuItem:
    """The requests that wait for a second person."""
    return _LoweringsItem(_("Labels to lower"), reverse("lowerings"), icon_name="lock-open", order=250)


@hooks.register("register_page_header_buttons")
def lower_label(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    """Beside the other actions of a page: ask for a laxer label."""
    if getattr(page.specific_class, "asks_for_marking", False) and page.permissions_for_user(user).can_publish():
        url = reverse("lowering_ask", args=[page.pk])
        yield Button(_("Lower the label"), url, icon_name="lock-open", priority=90)


# What nobody here needs is not in the menu.
@hooks.register("construct_main_menu")
def hide_images(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """No publication carries images yet, so their library is left out."""
    menu_items[:] = [item for item in menu_items if item.name != "images"]
