"""Administrators get the right over the system page, once."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission

from portal.pages.setting_up.roles import ADMINISTRATORS


def rights() -> None:
    """Give the right to the administrators if no group has it yet; what staff gave or took since stays."""
    right = Permission.objects.get(content_type__app_label="metrics", codename="administer")
    if not right.group_set.exists():
        for group in Group.objects.filter(name=ADMINISTRATORS):
            group.permissions.add(right)
