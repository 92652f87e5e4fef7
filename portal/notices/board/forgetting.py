"""What goes with a person: nothing waits for an account that is closed."""

from __future__ import annotations

from typing import Any

from portal.members import signals as of_members
from portal.members.models import User
from portal.notices.board.models import Delivery, Notice


def connect() -> None:
    """Listen, once, at start."""
    of_members.account_closed.connect(_closed, dispatch_uid="board.account_closed")


def _closed(user: User, **_told: Any) -> None:
    Notice.objects.filter(user=user).delete()
    Delivery.objects.filter(user=user).delete()
