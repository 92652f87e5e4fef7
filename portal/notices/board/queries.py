"""Reads of notices: what somebody may be told of now, asked of whoever sent it and of the one rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from portal.notices.board.kinds import Told, teller_of
from portal.notices.board.models import Delivery, Notice
from portal.viewer import Viewer


@dataclass(frozen=True)
class Line:
    """Notices of one group, as one reader may see them: the newest says how it reads, the oldest where it begins."""

    notices: list[Notice]
    told: Told
    first: Notice

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.notices)

    @property
    def is_new(self) -> bool:
        """Whether one of them was not read yet."""
        return any(notice.read_at is None for notice in self.notices)


def notices_of(user: Any) -> QuerySet[Notice]:
    """All that stands on the board for somebody, the newest first."""
    return Notice.objects.filter(user=user).order_by("-pk")


def lines_for(viewer: Viewer, notices: Iterable[Notice]) -> list[Line]:
    """What a viewer may be told of these now, by group, the group with the newest first."""
    listed = sorted(notices, key=lambda notice: -notice.pk)
    told = _told(viewer, listed)
    groups: dict[tuple[str, str], list[Notice]] = {}
    for notice in listed:
        if notice.pk in told:
            # Of two things in one group that read differently each stands in a line of its own.
            groups.setdefault((notice.kind, notice.group), []).append(notice)
    return [_line(found, told) for found in groups.values()]


def told_of(viewer: Viewer, notice: Notice) -> Told | None:
    """What a viewer may be told of one notice now."""
    return _told(viewer, [notice]).get(notice.pk)


def delivery_of(user: Any) -> Delivery:
    """How somebody is written to; as everybody who has chosen nothing, where they have not."""
    return Delivery.objects.filter(user=user).first() or Delivery(user=user)


def of_letter(user: Any, letter: str) -> QuerySet[Notice]:
    """The notices that go by one mail and were not read meanwhile."""
    return Notice.objects.filter(user=user, letter=UUID(letter), read_at__isnull=True)


def _told(viewer: Viewer, notices: Iterable[Notice]) -> dict[int, Told]:
    by_kind: dict[str, dict[str, int]] = {}
    for notice in notices:
        if notice.user_id == viewer.user_id:
            by_kind.setdefault(notice.kind, {})[notice.reference] = notice.pk
    found: dict[int, Told] = {}
    for kind, wanted in by_kind.items():
        teller = teller_of(kind)
        answered = teller(viewer, list(wanted)) if teller is not None else {}
        found |= {wanted[reference]: told for reference, told in answered.items() if reference in wanted}
    return found


def _line(found: list[Notice], told: dict[int, Told]) -> Line:
    unread = [notice for notice in found if notice.read_at is None]
    return Line(found, told[found[0].pk], (unread or found)[-1])
