"""Ending every session of a person, in the transaction in which they lose what the sessions were for."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models import F

from portal.members.models import User


def end_sessions(user: Any) -> None:
    """End them all, on every machine, with the next request.

    Each session carries the epoch it began under, so that one step of the count ends also a session that is being
    written at this very moment. Where sessions are listed by person, their rows go as well.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    if apps.is_installed("allauth.usersessions"):
        from allauth.usersessions.models import UserSession

        listed = UserSession.objects.filter(user=user.pk)
        Session.objects.filter(session_key__in=list(listed.values_list("session_key", flat=True))).delete()
        listed.delete()
