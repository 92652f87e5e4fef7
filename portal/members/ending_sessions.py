"""Ending every session of a person, in the transaction in which they lose what the sessions were for."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import F

from portal.members.models import User


def end_sessions(user: Any) -> None:
    """End them all, on every machine, with the next request.

    Each session carries the epoch it began under, so that one step of the count ends also a session that is being
    written at this very moment. Their rows mean nothing any more, and go when they would have run out: whoever ends
    their own is answered from one of them still.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    UserSession.objects.filter(user=user.pk).delete()
