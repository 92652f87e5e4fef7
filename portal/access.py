"""The one rule of who may read, said twice side by side and proven equal by test.

``can_view(viewer, item)`` answers for one item; ``visible_to(queryset, viewer)`` for many, and is the word
``.visible_to(viewer)`` of every marked queryset. Unknown means closed: no marking, no live version, an expiry in the
past, or a label the viewer does not hold, and the item is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.marking import Label
from portal.markings.models import Marking
from portal.viewer import MEMBER, PUBLIC, Viewer

#: Which grant opens which label. A label that is missing here opens for nobody through a group's marking alone.
_OPENED_BY: dict[Label, str] = {Label.CLEAR: PUBLIC, Label.GREEN: MEMBER}


class Marked(Protocol):
    """What the rule needs to know of an item that is published under the marking of its translation group."""

    translation_key: UUID
    live: bool
    expire_at: datetime | None


Queryset = TypeVar("Queryset", bound="QuerySet[Any]")


def readable_labels(viewer: Viewer) -> frozenset[Label]:
    """The labels this viewer may read."""
    return frozenset(label for label, grant in _OPENED_BY.items() if viewer.holds(grant))


def marking_of(item: Marked) -> Label | None:
    """The label of an item's translation group, or None when it has none (and is closed)."""
    found = Marking.objects.filter(group=item.translation_key).values_list("label", flat=True).first()
    return Label(found) if found else None


def can_view(viewer: Viewer, item: Marked) -> bool:
    """Whether this viewer may read the published version of this item now."""
    if not item.live or (item.expire_at is not None and item.expire_at <= timezone.now()):
        return False
    return marking_of(item) in readable_labels(viewer)


def visible_to(queryset: Queryset, viewer: Viewer) -> Queryset:
    """The items of a queryset that this viewer may read now."""
    return _now_under(queryset, readable_labels(viewer))


def findable(queryset: Queryset) -> Queryset:
    """What belongs in the index at all: published, unexpired and marked with a label some viewer can hold."""
    return _now_under(queryset, _OPENED_BY)


def _now_under(queryset: Queryset, labels: Iterable[Label]) -> Queryset:
    """What is published, unexpired and marked with one of these labels."""
    # Asked of each row: to gather the thousands of marked groups first takes longer than what is asked of the few.
    marked = Marking.objects.filter(group=OuterRef("translation_key"), label__in=[label.value for label in labels])
    return queryset.filter(Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), Exists(marked), live=True)


def is_withdrawn_clear(item: Any) -> bool:
    """Whether an address may say 410: it was published, is not any more, and was TLP:CLEAR when withdrawn."""
    if item.first_published_at is None or marking_of(item) != Label.CLEAR:
        return False
    return not item.live or (item.expire_at is not None and item.expire_at <= timezone.now())


# Files and images carry no marking of their own: they are as open as whatever carries them.
Carrier = Callable[[Viewer, Any], bool]
_carriers: list[Carrier] = []


def register_carrier(carrier: Carrier) -> None:
    """Register an answer to *does something this viewer may read carry this file?*"""
    if carrier not in _carriers:
        _carriers.append(carrier)


def can_fetch(viewer: Viewer, file: Any) -> bool:
    """Whether this viewer may fetch a file: because something they may read carries it. No carrier, no file."""
    return any(carrier(viewer, file) for carrier in _carriers)
