"""Hours are shown by the clock of whoever is signed in; visitors read them in UTC."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def clock_of(user: Any) -> ZoneInfo:
    """The time zone a person chose; UTC for everybody else, and for a name that is no longer offered."""
    name = getattr(user, "time_zone", "UTC")
    return ZoneInfo(name if name in settings.WAGTAIL_USER_TIME_ZONES else "UTC")


class ClockMiddleware:
    """Has each request answered by its reader's clock. In the administration Wagtail's own choice comes after it."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Answer with the clock set; it is put back afterwards, because the next request is somebody else's."""
        viewer = getattr(request, "viewer", None)
        if viewer is None or viewer.is_anonymous:
            return self.get_response(request)
        with timezone.override(clock_of(request.user)):
            return self.get_response(request)
