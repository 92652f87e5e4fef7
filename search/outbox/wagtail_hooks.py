"""The list of refused changes in Wagtail's administration."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.condition.views import RIGHT
from search.engines import engine_named
from search.outbox.views import refused_changes, send_refused


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """The list, and what can be done with it."""
    return [
        path("reports/refused-changes/", refused_changes, name="refused_changes"),
        path("reports/refused-changes/send/", send_refused, name="refused_changes_send"),
    ]


class _RefusedItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may open it, where there is an engine that could refuse anything."""
        return not engine_named().is_transactional and bool(request.user.has_perm(RIGHT))


@hooks.register("register_reports_menu_item")
def refused_item() -> MenuItem:
    """The list in the menu."""
    return _RefusedItem(_("Refused by the search"), reverse("refused_changes"), icon_name="warning", order=210)
