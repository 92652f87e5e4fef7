"""How often what kind was found: by month and place, and nothing else is known; who decided what."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from portal.victim_data.models import FindingCount, Release

#: Where it was found, in words for staff; a surface that is not named here is shown by its code.
SURFACES = {
    "wrong": "Something wrong on this page?",
    "publishing": "Publishing a page",
    "reason": "Reason of a decision",
    "import": "Import",
    "file": "Text of a file",
    "post": "Posts",
    "form": "Other forms",
}


def counts() -> QuerySet[FindingCount]:
    """Every count, the latest month first."""
    return FindingCount.objects.order_by("-month", "surface", "kind")


def decided_by(user: Any) -> list[Any]:
    """The decisions of somebody, for what is handed out to them of what is kept; never what they were about."""
    return list(Release.objects.filter(by=user).order_by("pk").values("about", "key", "reason", "at"))


def surface_in_words(code: str) -> str:
    """A surface for staff."""
    return SURFACES.get(code, code)
