"""Which staff may do what with the search: publishers decide what stands first, editors may look."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission

from portal.pages.setting_up.roles import ADMINISTRATORS, EDITORS, PUBLISHERS

_DECIDE = ("view_pinning", "add_pinning", "change_pinning", "delete_pinning", "view_unansweredquestion")
_LOOK = ("view_pinning", "view_unansweredquestion")
RIGHTS = {PUBLISHERS: _DECIDE, ADMINISTRATORS: _DECIDE, EDITORS: _LOOK}


def rights() -> None:
    """Give the roles their rights if no group has any of them yet; what staff gave or took since stays."""
    ours = Permission.objects.filter(content_type__app_label__in=["pins", "unanswered"])
    if Group.objects.filter(permissions__in=ours).exists():
        return
    for name, codenames in RIGHTS.items():
        for group in Group.objects.filter(name=name):
            group.permissions.add(*ours.filter(codename__in=codenames))
