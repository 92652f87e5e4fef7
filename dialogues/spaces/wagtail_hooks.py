"""Spaces in Wagtail's administration, for administrators alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from dialogues.spaces.permissions import may_enter_by_breaking_glass
from dialogues.spaces.staff import views


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """The list, opening a space, and breaking the glass of one."""
    return [
        path("spaces/", views.spaces, name="spaces_staff"),
        path("spaces/open/", views.open_space, name="spaces_staff_open"),
        path("spaces/<slug:slug>/enter/", views.enter, name="spaces_staff_enter"),
    ]


class _SpacesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may open it."""
        return may_enter_by_breaking_glass(request.user)


@hooks.register("register_admin_menu_item")
def spaces_item() -> MenuItem:
    """The list in the menu."""
    return _SpacesItem("Spaces", reverse("spaces_staff"), icon_name="group", order=245)
