"""The system page in Wagtail's administration."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.condition.holds import held_things, lift_hold
from portal.condition.log_of_acts import export_log, log_of_acts
from portal.condition.mails import given_up_mails, send_mails_again
from portal.condition.views import RIGHT, again, system, try_mail
from portal.condition.who_reads import who_reads


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """The page, what can be done on it, and the question who reads what."""
    return [
        path("system/", system, name="system"),
        path("system/again/", again, name="system_again"),
        path("system/mails/", given_up_mails, name="given_up_mails"),
        path("system/mails/send/", send_mails_again, name="given_up_mails_send"),
        path("system/held/", held_things, name="held_things"),
        path("system/held/<int:number>/lift/", lift_hold, name="held_things_lift"),
        path("system/mail/", try_mail, name="system_try_mail"),
        path("who-reads/", who_reads, name="who_reads"),
        path("log/", log_of_acts, name="log_of_acts"),
        path("log/export/", export_log, name="log_export"),
    ]


class _SystemItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        """For whoever may open it."""
        return bool(request.user.has_perm(RIGHT))


@hooks.register("register_settings_menu_item")
def system_item() -> MenuItem:
    """The page in the menu."""
    return _SystemItem(_("System"), reverse("system"), icon_name="desktop", order=10)


@hooks.register("register_settings_menu_item")
def who_reads_item() -> MenuItem:
    """The question in the menu."""
    return _SystemItem(_("Who reads what"), reverse("who_reads"), icon_name="view", order=11)


@hooks.register("register_settings_menu_item")
def log_item() -> MenuItem:
    """The log in the menu."""
    return _SystemItem(_("Log"), reverse("log_of_acts"), icon_name="history", order=12)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """The right can be given to other groups."""
    return Permission.objects.filter(content_type__app_label="metrics", codename="administer")
