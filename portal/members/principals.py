"""What a user holds: the grants the rule asks for, read from the database at each request in two queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Exists, OuterRef, Q

from portal.members import proof
from portal.members.acting import seats_of
from portal.members.models import User
from portal.viewer import BODY, MEMBER, STAFF


def seat_principal(token: str) -> str:
    """What whoever acts for a seat holds."""
    return f"seat:{token}"


def body_principal(slug: str) -> str:
    """What whoever acts for a seat of a body holds."""
    return f"{BODY}{slug}"


def delegation_principal(slug: str) -> str:
    """What whoever acts for a seat of a delegation holds."""
    return f"delegation:{slug}"


def principals_of(user: Any) -> Iterator[str]:
    """Staff, and members with the seats they hold or deputise for; without a second factor nothing."""
    standing = User.objects.filter(pk=user.pk, is_active=True).values_list("is_superuser", _enters(), _proven()).first()
    if standing is None:
        return
    superuser, enters, proven = standing
    if not proven:
        return
    if superuser or enters:
        yield STAFF
        yield MEMBER
    for token, body, delegation in seats_of(user).values_list("token", "body__slug", "delegation__slug"):
        yield MEMBER
        yield seat_principal(token)
        yield body_principal(body)
        if delegation:
            yield delegation_principal(delegation)


def _proven() -> Any:
    return proof.second_factor()


def _enters() -> Exists:
    """Whether a user may enter the administration, by a right of their own or of a group."""
    right = Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin")
    return Exists(right.filter(Q(user=OuterRef("pk")) | Q(group__user=OuterRef("pk"))))
