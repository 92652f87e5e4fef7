"""A session ends after half an hour without a request, and after half a day in any case."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from portal.members.gate import without_copies
from portal.members.sessions.kept import keep

_BEGAN, _SEEN = "began", "seen"
#: Seconds between two notes of when somebody was last here: each is a write.
_BETWEEN_NOTES = 60


def connect() -> None:
    """Count from each signing in, once, at start."""
    user_logged_in.connect(_begin, dispatch_uid="members.session_begins")


class SessionLimitsMiddleware:
    """Ends what is over before anything is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; whoever sent a form into a session that is over signs in again and finds it kept."""
        if request.user.is_authenticated:
            if not _is_over(request.session):
                _note(request.session)
            elif (answer := _end(request)) is not None:
                return answer
        return self.get_response(request)


def _begin(request: Any, **_told: Any) -> None:
    if request is not None:
        request.session[_BEGAN] = request.session[_SEEN] = _now()


def _is_over(session: Any) -> bool:
    now = _now()
    idle = now - session.get(_SEEN, now) > settings.SESSION_IDLE.total_seconds()
    return idle or now - session.get(_BEGAN, now) > settings.SESSION_AT_MOST.total_seconds()


def _note(session: Any) -> None:
    now = _now()
    if _BEGAN not in session:
        session[_BEGAN] = now
    if now - session.get(_SEEN, 0) >= _BETWEEN_NOTES:
        session[_SEEN] = now


def _end(request: HttpRequest) -> HttpResponse | None:
    """Sign out. A page goes on as for a visitor; a form that was sent waits behind the page where one signs in."""
    user = request.user
    logout(request)
    if request.method != "POST":
        return None
    kept = keep(request, user)
    messages.warning(
        request,
        _("Your session had ended. Sign in again: what you wrote is kept.")
        if kept
        else _("Your session had ended. Please sign in again."),
    )
    following = urlencode({"next": request.get_full_path()})
    return without_copies(HttpResponseRedirect(f"{reverse('account_login')}?{following}"))


def _now() -> int:
    return int(time.time())
