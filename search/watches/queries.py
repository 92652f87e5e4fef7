"""Reading who watches what."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from portal.viewer import Viewer, viewer_for
from search.partitions import partitions_for
from search.watches.matching import Reader, library
from search.watches.models import Watch, Watcher


def watches_of(watcher: Watcher | None) -> QuerySet[Watch]:
    """The watches of somebody that have begun, in the order they were made."""
    return Watch.objects.filter(watcher=watcher, begun_at__isnull=False) if watcher else Watch.objects.none()


def watcher_of(user: Any) -> Watcher | None:
    """The watcher of a person with an account, if they watch anything."""
    return Watcher.objects.filter(user_id=user.pk).first()


def viewer_of(watcher: Watcher) -> Viewer:
    """Who a watcher is to the rule at this moment; an address is a visitor, whoever it belongs to."""
    return viewer_for(watcher.user)


def language_of(watcher: Watcher) -> str:
    """The language a watcher is written to in."""
    return str(watcher.user.language if watcher.user else watcher.language)


def reader_of(watcher: Watcher) -> Reader:
    """What a watcher is to the search at this moment."""
    return Reader(language_of(watcher), library(partitions_for(viewer_of(watcher))))


def of_person(user: Any) -> list[Any]:
    """The watches of a person, and of what they were told, for what is handed out to them of what is kept."""
    own = Watch.objects.filter(watcher__user=user)
    return list(own.values("question", "languages", "cadence", "asked_at", "begun_at", "looked_at"))
