"""Answers of the whole portal to somebody made up: the stack of production, with the asker in the session's place."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponseBase
from django.test import RequestFactory
from django.test.utils import override_settings

from portal.surfaces.roles import Role

_ASKER = "portal.surfaces.asker"
_IN_PLACE_OF = "portal.viewer.ViewerMiddleware"
#: What makes somebody of a session, serves the style sheet, or counts readers.
_LEFT_OUT = {
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.members.sessions.limits.SessionLimitsMiddleware",
    "portal.members.second_factor.gate.SecondFactorMiddleware",
    "portal.members.sessions.kept.KeptTextMiddleware",
    "resources.readership.noticing.ReadershipMiddleware",
}


class AskerMiddleware:
    """Puts the viewer of the role on the request. It stands in no settings: only an audit loads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Attach, then answer."""
        # Never from a header: those arrive as HTTP_….
        role: Role = request.META[_ASKER]
        request.viewer, request.user = role.viewer, role.user  # type: ignore[attr-defined]
        return self.get_response(request)


@dataclass(frozen=True)
class Told:
    """What came back."""

    status: int
    location: str
    text: str


class Portal:
    """The portal, to be asked by anybody."""

    def __init__(self) -> None:
        asker = f"{__name__}.{AskerMiddleware.__name__}"
        stack = [asker if name == _IN_PLACE_OF else name for name in settings.MIDDLEWARE if name not in _LEFT_OUT]
        self._handler = BaseHandler()
        # The handler reads the list while it loads, and at no other time.
        with override_settings(MIDDLEWARE=stack):
            self._handler.load_middleware()
        self._requests = RequestFactory(SERVER_NAME=_host())

    def ask(self, role: Role, address: str) -> Told:
        """The answer to a plain GET."""
        request: Any = self._requests.get(quote(address, safe="/?&=:%+"), secure=True)
        request.META[_ASKER] = role
        with _quietly():
            response = self._handler.get_response(request)
        text = _text(response)
        with _keeping_the_connection():
            response.close()
        return Told(response.status_code, response.headers.get("Location", ""), text)


@contextmanager
def _keeping_the_connection() -> Iterator[None]:
    """The end of one answer is not the end of the audit, which may stand in a transaction."""
    request_finished.disconnect(close_old_connections)
    try:
        yield
    finally:
        request_finished.connect(close_old_connections)


@contextmanager
def _quietly() -> Iterator[None]:
    """Most of what an audit asks for is refused, as it should be: that belongs in no log."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _text(response: Any) -> str:
    """What was said; of a file only that it is sent."""
    if not response.streaming:
        return str(response.content.decode(errors="replace"))
    is_table = response.headers.get("Content-Type", "").startswith("text/")
    return b"".join(response).decode(errors="replace") if is_table else ""


def _host() -> str:
    named = [host for host in settings.ALLOWED_HOSTS if host != "*"]
    return named[0].lstrip(".") if named else "localhost"
