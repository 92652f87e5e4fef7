"""What becomes of levels when people go: those chosen in a seat wait for its next holder, others end with access."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from dialogues.spaces import signals as of_spaces
from dialogues.spaces.models import Space, SpaceMembership
from dialogues.spaces.queries import spaces_open_to
from dialogues.watching.models import Watch
from portal.members import carried
from portal.members import signals as of_members
from portal.members.acting import people_for
from portal.members.models import Seat, SeatHolder, User
from portal.viewer import viewer_for


def connect() -> None:
    """Join what seats carry, and listen, once, at start."""
    carried.register("watching.levels", hand_over=_hand_over, drop=_leave_to_seat)
    of_spaces.removed.connect(_removed, dispatch_uid="watching.removed")
    of_members.seat_closed.connect(_seat_closed, dispatch_uid="watching.seat_closed")
    of_members.account_closed.connect(_closed, dispatch_uid="watching.account_closed")


def _out_of_reach(user: User) -> Q:
    reachable = spaces_open_to(viewer_for(user)).values("pk")
    return Q(space__isnull=False) & ~Q(space__in=reachable) | Q(thread__isnull=False) & ~Q(thread__space__in=reachable)


def _leave_to_seat(holder: SeatHolder) -> None:
    """What the leaver chose where the seat is lies in the seat from now on; nothing that tells where they have spoken.

    Who has the seat next takes over what was chosen, and learns of no thread in which something was said unnamed.
    """
    lost = Watch.objects.filter(_out_of_reach(holder.user), user=holder.user)
    own = Space.objects.filter(memberships__seat=holder.seat, memberships__ended_at__isnull=True)
    inherited = lost.filter(Q(space__in=own) | Q(thread__space__in=own), chosen=True)
    numbers = list(inherited.values_list("pk", flat=True))
    lost.exclude(pk__in=numbers).delete()
    Watch.objects.filter(pk__in=numbers).update(user=None, seat=holder.seat)


def _hand_over(holder: SeatHolder) -> None:
    """Whoever takes the seat has what waits in it, unless they have chosen for themselves."""
    own = Watch.objects.filter(user=holder.user)
    for watch in Watch.objects.filter(seat=holder.seat):
        if own.filter(space=watch.space_id, thread=watch.thread_id).exists():
            watch.delete()
        else:
            Watch.objects.filter(pk=watch.pk).update(user=holder.user, seat=None)


def _removed(membership: SpaceMembership, **_told: Any) -> None:
    for person in people_for(membership.seat):
        Watch.objects.filter(_out_of_reach(person), user=person).delete()
    waiting = Watch.objects.filter(seat=membership.seat)
    waiting.filter(Q(space=membership.space) | Q(thread__space=membership.space)).delete()


def _seat_closed(seat: Seat, **_told: Any) -> None:
    Watch.objects.filter(seat=seat).delete()


def _closed(user: User, **_told: Any) -> None:
    Watch.objects.filter(user=user).delete()
