"""The seats a focal point or a head of delegation looks after: who holds them, moving people, ending, confirming."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.members import actions, permissions
from portal.members.acting import holders_now
from portal.members.gate import for_members
from portal.members.models import Seat, SeatHolder
from portal.members.queries import fillable_seats, seats_looked_after
from portal.members.views.directory import ways


@dataclass(frozen=True)
class _Row:
    """A seat with its holder, and whether this member may put the holder elsewhere or out."""

    seat: Seat
    holder: SeatHolder | None
    may_end: bool


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: HttpRequest) -> HttpResponse:
    """The list; whoever looks after a seat sees who holds it, also where the directory does not say."""
    if not ways(request)["fills_seats"]:
        raise Http404
    trouble: list[str] = []
    if request.method == "POST":
        try:
            _act(request)
        except ValidationError as refusal:
            trouble = list(refusal.messages)
        else:
            return HttpResponseRedirect(reverse("members:seats"))
    context = {
        "rows": _rows(request.user),
        "vacant": list(fillable_seats(request.user)),
        "trouble": trouble,
        **ways(request),
    }
    return render(request, "members/seats.html", context, status=422 if trouble else 200)


def _rows(user: Any) -> list[_Row]:
    found = list(seats_looked_after(user))
    held = {holder.seat_id: holder for holder in holders_now().filter(seat__in=found).select_related("user", "seat")}
    rows = []
    for seat in found:
        holder = held.get(seat.pk)
        may_end = holder is not None and holder.user_id != user.pk and permissions.may_end(user, holder)
        rows.append(_Row(seat, holder, may_end))
    return rows


def _act(request: HttpRequest) -> None:
    """Do what was sent; raises ValidationError with one sentence where it cannot be done."""
    act, token = request.POST.get("act", ""), request.POST.get("seat", "")
    row = next((row for row in _rows(request.user) if row.seat.token == token), None)
    if row is None:
        raise Http404
    if act == "confirm":
        actions.confirm(seat=row.seat, by=request.user)
        messages.success(request, _("Thank you: the seat is confirmed for a year."))
        return
    if row.holder is None or not row.may_end or act not in ("move", "end"):
        raise Http404
    if act == "move":
        to = fillable_seats(request.user).filter(token=request.POST.get("to", "")).first()
        if to is None:
            raise ValidationError(_("Choose a vacant seat."))
        actions.move(holder=row.holder, to=to, by=request.user)
        messages.success(request, _("Moved, at once."))
        return
    if request.POST.get("sure") != "on":
        raise ValidationError(_("Tick this if you are sure."))
    actions.end_seat(holder=row.holder, by=request.user)
    messages.success(request, _("Ended: the person has lost what the seat gave."))
