"""Reads of exports: what waits for consent in a space, and what somebody may take."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from dialogues.exporting.models import Export
from dialogues.exporting.models.export import LASTS
from dialogues.spaces.models import Space
from portal.viewer import Viewer


def waiting_in(space: Space) -> QuerySet[Export]:
    """What waits for the consent of an owner."""
    waiting = Export.objects.filter(space=space, allowed_at__isnull=True, refused_at__isnull=True)
    return waiting.select_related("thread", "asked_for", "asked_by")


def ready_for(viewer: Viewer, space: Space) -> QuerySet[Export]:
    """What a viewer asked for and may take now."""
    since = timezone.now() - LASTS
    lasting = Q(allowed_at__gte=since, refused_at__isnull=True)
    return Export.objects.filter(lasting, space=space, asked_by=viewer.user_id).select_related("thread")
