"""The rule in plain words, for tests to hold the product against: it reads no table and shares no line with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from portal.viewer import Viewer


@dataclass(frozen=True)
class Facts:
    """All the rule may go by, of one thing."""

    label: str | None
    named: tuple[tuple[str, str], ...] = ()
    published: bool = True
    expired: bool = False
    is_page: bool = False


def may_read(viewer: Viewer, of: Facts) -> bool:
    """Whether the design lets this viewer read it."""
    if of.expired or not of.published or of.label is None:
        return False
    holds = set(viewer.principals)
    if of.label == "CLEAR":
        return "public" in holds
    if "member" not in holds:
        return False
    if of.label == "GREEN":
        return True
    if of.is_page:
        return False
    if of.label == "AMBER":
        return any(who in holds and who.split(":")[0] in ("space", "body") and not only for who, only in of.named)
    if of.label == "AMBER+STRICT":
        return any(_are(who, "body", holds) and _are(only, "space", holds) for who, only in of.named)
    return any(who == f"person:{viewer.user_id}" and viewer.user_id is not None and not only for who, only in of.named)


def _are(grant: str, kind: str, holds: Collection[str]) -> bool:
    return grant.split(":")[0] == kind and grant in holds
