"""What seats carry of this app's own: requests that wait, invitations under way, and the entry in the directory."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.members import carried
from portal.members.models import Seat, SeatHolder
from portal.members.queries import invitations_under_way, requests_of


def _tasks(seat: Seat) -> Iterator[carried.Item]:
    yield carried.Item(_("Requests for access that wait"), len(requests_of(seat)), reverse("members:requests"))
    under_way = invitations_under_way(seat).count()
    yield carried.Item(_("Invitations under way"), under_way, reverse("members:invitations"))


def _clear_entry(holder: SeatHolder) -> None:
    """The entry of the seat stays in the directory; how this person is reached goes with them."""
    SeatHolder.objects.filter(pk=holder.pk).update(
        telephone="", shows_name=False, shows_email=False, shows_telephone=False
    )
    holder.refresh_from_db()


def register() -> None:
    """Join the register, at start."""
    carried.register("members.tasks", items=_tasks)
    carried.register("members.directory", drop=_clear_entry)
