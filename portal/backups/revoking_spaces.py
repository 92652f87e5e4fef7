"""What was taken away in spaces since a backup was made, and is taken away once more after it was restored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from dialogues.spaces import actions
from dialogues.spaces.models import Space, SpaceMembership
from dialogues.spaces.rights import Right

Entry = Mapping[str, Any]


def put_out(entry: Entry) -> bool:
    """A seat that left a space, or was put out."""
    membership = _membership(entry)
    if membership is None:
        return False
    actions.remove(membership=membership, by=None)
    return True


def deny_right(entry: Entry) -> bool:
    """A right that was denied to a seat."""
    membership = _membership(entry)
    if membership is None:
        return False
    right = Right(entry["details"]["right"])
    there = membership.space.denials.filter(seat=membership.seat, right=right.value, ended_at=None)
    if there.exists():
        return False
    actions.deny(membership=membership, right=right, by=None)
    return True


def hide_space(entry: Entry) -> bool:
    """A space that was hidden."""
    return bool(Space.objects.filter(pk=entry["object_key"], hidden=False).update(hidden=True))


def close_space(entry: Entry) -> bool:
    """A space that was closed, by all its owners."""
    there = Space.objects.filter(pk=entry["object_key"], archived_at=None)
    return bool(there.update(archived_at=timezone.now()))


def _membership(entry: Entry) -> SpaceMembership | None:
    lasting = SpaceMembership.objects.filter(space=entry["object_key"], ended_at=None)
    return lasting.filter(seat__token=entry["details"].get("seat")).first()
