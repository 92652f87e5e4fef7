"""Who is looking, resolved once per request and on the server only.

A :class:`Viewer` is frozen: nothing later in the request can widen it. Its *principals* are the grants it holds;
whoever grants something (members, spaces) contributes through a source registered at start, so that the rule in
``portal.access`` imports none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

#: Held by everybody, signed in or not.
PUBLIC = "public"
#: Held by approved members with a second factor, and by staff: the readers of TLP:GREEN.
MEMBER = "member"
#: Held by people who may enter the administration of the site.
STAFF = "staff"
#: How the grants begin that a marking may name: of a closed space, of a body, of one person.
SPACE, BODY, PERSON = "space:", "body:", "person:"


@dataclass(frozen=True)
class Viewer:
    """Whoever is looking: the user's id or None, and the grants held at this moment."""

    user_id: int | None = None
    principals: frozenset[str] = frozenset({PUBLIC})

    @property
    def is_anonymous(self) -> bool:
        """Whether nobody is signed in."""
        return self.user_id is None

    def holds(self, principal: str) -> bool:
        """Whether this viewer holds the grant."""
        return principal in self.principals

    def names(self, kind: str) -> frozenset[str]:
        """What this viewer may be named by in a marking, of one kind; nothing for who is no member now."""
        if not self.holds(MEMBER):
            return frozenset()
        if kind == PERSON:
            return frozenset() if self.user_id is None else frozenset({f"{PERSON}{self.user_id}"})
        return frozenset(principal for principal in self.principals if principal.startswith(kind))


ANONYMOUS = Viewer()

PrincipalSource = Callable[[Any], Iterable[str]]
_sources: list[PrincipalSource] = []


def contribute_principals(source: PrincipalSource) -> None:
    """Register a source that answers the grants of a user; called once at start by whoever grants."""
    if source not in _sources:
        _sources.append(source)


def viewer_for(user: Any) -> Viewer:
    """The viewer of a signed-in user, or the anonymous one. An inactive user is nobody."""
    if user is None or not user.is_authenticated or not user.is_active:
        return ANONYMOUS
    granted = {PUBLIC}
    for source in _sources:
        granted.update(source(user))
    return Viewer(user_id=user.pk, principals=frozenset(granted))


class ViewerMiddleware:
    """Puts the viewer on each request as ``request.viewer``; resolved on first use and then kept."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Attach the viewer, then answer."""
        request.viewer = viewer_for(getattr(request, "user", None))
        return self.get_response(request)
