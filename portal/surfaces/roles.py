"""Who asks in an audit: made up, so that nobody's session is opened and nothing is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from portal.viewer import ANONYMOUS, BODY, MEMBER, PUBLIC, STAFF, Viewer, viewer_for

#: Numbers below nought belong to nobody.
_NOBODY = -1


@dataclass(frozen=True)
class Role:
    """Somebody who asks: what they hold, and the user the views are told of."""

    name: str
    viewer: Viewer
    user: Any

    @property
    def is_visitor(self) -> bool:
        """Whether the rule takes them for somebody who is not signed in."""
        return self.viewer.is_anonymous


def role(name: str, grants: Iterable[str], user_id: int = _NOBODY) -> Role:
    """Somebody signed in who holds this besides what everybody holds."""
    viewer = Viewer(user_id=user_id, principals=frozenset({PUBLIC, *grants}))
    return Role(name, viewer, get_user_model()(pk=user_id, email="nobody@audit.invalid"))


def roles() -> tuple[Role, ...]:
    """Everybody the rule tells apart."""
    closed = get_user_model()(pk=_NOBODY, is_active=False)
    return (
        Role("a visitor", ANONYMOUS, AnonymousUser()),
        Role("a closed account", viewer_for(closed), AnonymousUser()),
        role("an account without a seat", ()),
        role("a member", (MEMBER, f"{BODY}audit-one")),
        role("a member of another body", (MEMBER, f"{BODY}audit-two"), _NOBODY - 1),
        role("staff", (MEMBER, STAFF)),
    )
