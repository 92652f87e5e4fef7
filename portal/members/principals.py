"""What a user holds: the grants the rule asks for."""

from __future__ import annotations

from collections.abc import Iterable

from portal.members.models import User
from portal.viewer import MEMBER, STAFF


def principals_of(user: User) -> Iterable[str]:
    """Whoever may enter the administration is staff, and reads what members read."""
    if user.has_perm("wagtailadmin.access_admin"):
        yield STAFF
        yield MEMBER
