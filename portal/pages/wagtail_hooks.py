"""The administration: what stands in its menus and on its first screen, and the screens of this app."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from portal.pages.links import PublicPageLinkHandler
from portal.pages.staff import desk, held, hiding, lowering, translating
from portal.pages.staff.editing import StaffPageViewSet
from portal.pages.staff.reference_data import ReferenceData
from portal.pages.staff.review_report import ReviewReportView

#: What nobody here needs. Publications carry no images yet; the others speak of Wagtail or lead out of the portal.
_HIDDEN = {"images", "aging-pages", "page-types-usage", "editor-guide"}

register_snippet(ReferenceData)
desk.register(desk.what_waits)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """The screens of this module."""
    return [
        path("reports/review/", ReviewReportView.as_view(), name="review_report"),
        path("reports/review/results/", ReviewReportView.as_view(results_only=True), name="review_report_results"),
        path("pages/<int:page_id>/submit-translation/", translating.submit, name="submit_page_translation"),
        path("pages/<int:page_id>/held/", held.decide, name="held_page"),
        path("problem-reports/<int:report_id>/hide/", hiding.hide, name="hide_reported"),
        path("problem-reports/<int:report_id>/show-again/", hiding.show_again, name="show_reported_again"),
        path("labels/", lowering.waiting, name="lowerings"),
        path("labels/<int:page_id>/ask/", lowering.ask, name="lowering_ask"),
        path("labels/requests/<int:lowering_id>/decide/", lowering.decide, name="lowering_decide"),
    ]


# After Wagtail's own, which it replaces.
@hooks.register("register_admin_viewset", order=10)
def page_screens() -> StaffPageViewSet:
    """The screens of every type of page that has none of its own."""
    return StaffPageViewSet()


@hooks.register("insert_global_admin_css")
def staff_sheet() -> str:
    """The portal's colours, and its fonts: a desk in one country may lack those of the others."""
    sheets = (static("fonts/fonts.css"), static("portal/staff.css"))
    return format_html_join("", '<link rel="stylesheet" href="{}">', ((sheet,) for sheet in sheets))


# Put off ("defer") until the page is there, and every script of Wagtail's with it.
@hooks.register("insert_global_admin_js")
def beginnings() -> str:
    """What begins fields whose inline code the policy refuses."""
    return format_html('<script src="{}" defer></script>', static("portal/beginnings.js"))


@hooks.register("construct_homepage_panels")
def staff_desk(request: HttpRequest, panels: list[Any]) -> None:
    """What one can begin and what waits, before everything else."""
    panels.append(desk.DeskPanel(request))


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, summary_items: list[Any]) -> None:
    """Numbers of pages, images and documents help nobody to begin."""
    summary_items.clear()


@hooks.register("register_reports_menu_item")
def review_report() -> MenuItem:
    """The report of what is due."""
    return MenuItem(_("Due for review"), reverse("review_report"), icon_name="date", order=100)


class _LoweringsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """Only while something waits that this user may decide or asked for."""
        return bool(lowering.waiting_for(request.user))


@hooks.register("register_admin_menu_item")
def lowerings() -> MenuItem:
    """The requests that wait for a second person."""
    return _LoweringsItem(_("Labels to lower"), reverse("lowerings"), icon_name="lock-open", order=250)


# Before the translation editor, which answers this hook itself.
hooks.register("before_edit_page", translating.refuse_with_reason, order=-10)


# A draft that was just saved is there already: what is held goes no further.
hooks.register("before_publish_page", held.ask_before)


@hooks.register("register_page_header_buttons")
def lower_label(page: Page, user: Any, next_url: str | None = None, view_name: str = "") -> Any:
    """Beside the other actions of a page: ask for a laxer label, where there is one."""
    if lowering.can_ask(page, user):
        url = reverse("lowering_ask", args=[page.pk])
        yield Button(_("Lower the label"), url, icon_name="lock-open", priority=90)


@hooks.register("construct_main_menu")
@hooks.register("construct_reports_menu")
@hooks.register("construct_help_menu")
def hide_unused(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out what nobody here needs."""
    menu_items[:] = [
        item for item in menu_items if item.name not in _HIDDEN and not str(item.name).startswith("whats-new")
    ]


@hooks.register("register_rich_text_features", order=100)
def links_ask_the_rule(features: Any) -> None:
    """Put our handler of links in the place of Wagtail's."""
    features.register_link_type(PublicPageLinkHandler)
