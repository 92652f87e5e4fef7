"""Where counting meets Wagtail: the page that is shown, and the report."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from resources.readership.noticing import page_is_served
from resources.readership.staff.views import readership, table

hooks.register("before_serve_page", page_is_served)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """The report and its tables to download."""
    return [
        path("reports/readership/", readership, name="readership"),
        path("reports/readership/<slug:name>.csv", table, name="readership_table"),
    ]


@hooks.register("register_reports_menu_item")
def readership_item() -> MenuItem:
    """The report in the menu."""
    return MenuItem(_("What is read"), reverse("readership"), icon_name="view", order=100)
