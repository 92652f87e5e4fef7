"""How often what kind was found: by month and place, and nothing else is known."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.victim_data.models import FindingCount

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


def surface_in_words(code: str) -> str:
    """A surface for staff."""
    return SURFACES.get(code, code)
