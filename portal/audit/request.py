"""The request that is answered at this moment, as far as the log is told of it: a random name, a shortened address."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextvars import ContextVar
from functools import cached_property
from typing import Any

from portal.audit.addresses import address_of, shortened


class Asked:
    """A request; its name and address are found out when something is written, and for most nothing is."""

    def __init__(self, request: Any) -> None:
        self._request = request

    @cached_property
    def name(self) -> str:
        """A name by chance, the same for everything that this request writes."""
        return uuid.uuid4().hex

    @cached_property
    def address(self) -> str:
        """The shortened address, empty where it is not known."""
        return shortened(address_of(self._request))


_asked: ContextVar[Asked | None] = ContextVar("asked", default=None)


def current() -> Asked | None:
    """The request that is answered now, None in the worker and in commands."""
    return _asked.get()


class RequestMiddleware:
    """Lets the log know which request is being answered."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Answer it."""
        before = _asked.set(Asked(request))
        try:
            return self.get_response(request)
        finally:
            _asked.reset(before)
