"""Reads of spaces: which there are for somebody, who is in them, and which rules hold."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import get_language

from dialogues.spaces import standing
from dialogues.spaces.models import HouseRules, Space, SpaceMembership
from dialogues.spaces.permissions import Right, may, seats_of_viewer
from portal.viewer import MEMBER, Viewer


def spaces_for(viewer: Viewer) -> QuerySet[Space]:
    """The spaces a viewer may know of; none for who is no member of the portal."""
    if not viewer.holds(MEMBER):
        return Space.objects.none()
    return Space.objects.filter(standing.seen(seats_of_viewer(viewer).values("pk"), viewer.user_id))


def spaces_open_to(viewer: Viewer) -> QuerySet[Space]:
    """The spaces a viewer may go into, whether or not they have accepted the rules yet."""
    if not viewer.holds(MEMBER):
        return Space.objects.none()
    return Space.objects.filter(standing.opening(seats_of_viewer(viewer).values("pk"), viewer.user_id))


def space_or_404(viewer: Viewer, slug: str, right: Right = Right.OPEN) -> Space:
    """The space of this address, for who has the right there; raises Http404 as for one that never existed."""
    space = spaces_for(viewer).filter(slug=slug).first()
    if space is None or not may(viewer, space, right):
        raise Http404
    return space


def has_accepted(viewer: Viewer, space: Space) -> bool:
    """Whether a viewer may be shown what is in a space: they accepted its rules as they stand, or broke the glass."""
    ready = standing.accepted_by(viewer.user_id) | standing.entered_by(viewer.user_id)
    return Space.objects.filter(ready, pk=space.pk).exists()


def rules_in_force(space: Space, language: str | None = None) -> HouseRules | None:
    """The rules that hold, in a language (the active one by default), else in English, else as they were written."""
    texts = {rules.language: rules for rules in space.rules.filter(version=space.rules_version).order_by("pk")}
    for code in (language or get_language() or "en", "en", *texts):
        if code in texts:
            return texts[code]
    return None


def members_of(space: Space) -> QuerySet[SpaceMembership]:
    """Who is in a space now, by seat; those in seats that are closed are not."""
    now = space.memberships.filter(ended_at__isnull=True, seat__closed_at__isnull=True)
    return now.select_related("seat__body", "seat__delegation", "admitted_for")
