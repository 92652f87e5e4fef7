"""The page of a seat, for whoever acts for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.members import actions, carried
from portal.members.acting import deputies_now, holder_before, holder_of, seats_of
from portal.members.duties import CLOSES_AFTER
from portal.members.forms.seats import ContactForm, DeputyForm, HandOverForm, LeaveForm, NoteForm
from portal.members.gate import for_members
from portal.members.models import Seat, SeatHolder
from portal.members.views.directory import ways


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, token: str) -> HttpResponse:
    """What the seat carries, and, for its holder, the forms that concern the seat; deputies read and confirm."""
    found = seats_of(request.user).select_related("body", "delegation").filter(token=token).first()
    if found is None:
        raise Http404
    holder = holder_of(found)
    own = holder if holder is not None and holder.user_id == request.user.pk else None
    shown = _forms(found, own)
    if request.method == "POST":
        answer = _act(request, found, own, shown)
        if answer is not None:
            return answer
    wrong = any(form.errors for form in shown.values())
    return render(request, "members/seat.html", _context(request, found, own, shown), status=422 if wrong else 200)


def _forms(found: Seat, own: SeatHolder | None) -> dict[str, forms.Form]:
    if own is None:
        return {}
    contact = {name: getattr(own, name) for name in ContactForm.base_fields}
    return {
        "contact": ContactForm(initial=contact),
        "note": NoteForm(initial={"text": own.handing_over}),
        "deputy": DeputyForm(seat=found, initial={"first_day": timezone.now().date()}),
        "hand_over": HandOverForm(seat=found, prefix="next"),
        "leave": LeaveForm(prefix="leave"),
    }


def _act(
    request: HttpRequest, found: Seat, own: SeatHolder | None, shown: dict[str, forms.Form]
) -> HttpResponse | None:
    """Do what was sent. Answers None where the form is to be shown again, with what is wrong in it."""
    act = request.POST.get("act", "")
    if act == "confirm":
        actions.confirm(seat=found, by=request.user)
        messages.success(request, _("Thank you: the seat is confirmed for a year."))
        return _to(found)
    if own is None or (act not in shown and act != "end_deputy"):
        raise Http404
    if act == "end_deputy":
        return _end_deputy(request, found)
    form = shown[act] = _bound(act, request, found)
    if not form.is_valid():
        return None
    try:
        _DO[act](request, own, form)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    gone = act in ("hand_over", "leave")
    return HttpResponseRedirect(reverse("begin")) if gone else _to(found)


def _bound(act: str, request: HttpRequest, found: Seat) -> forms.Form:
    if act == "contact":
        return ContactForm(request.POST)
    if act == "note":
        return NoteForm(request.POST)
    if act == "deputy":
        return DeputyForm(request.POST, seat=found)
    if act == "hand_over":
        return HandOverForm(request.POST, seat=found, prefix="next")
    return LeaveForm(request.POST, prefix="leave")


def _contact(request: HttpRequest, own: SeatHolder, form: Any) -> None:
    actions.choose_contact(holder=own, by=request.user, **form.cleaned_data)
    messages.success(request, _("The directory shows what you chose."))


def _note(request: HttpRequest, own: SeatHolder, form: Any) -> None:
    actions.write_note(holder=own, text=form.cleaned_data["text"], by=request.user)
    messages.success(request, _("Your note is kept for whoever holds the seat next."))


def _deputy(request: HttpRequest, own: SeatHolder, form: Any) -> None:
    first, last = form.days()
    actions.name_deputy(seat=own.seat, user=form.user, first_day=first, last_day=last, by=request.user)
    messages.success(request, _("Your deputy is named, and is told."))


def _hand_over(request: HttpRequest, own: SeatHolder, form: Any) -> None:
    actions.hand_over(holder=own, to=form.user, by=request.user)


def _leave(request: HttpRequest, own: SeatHolder, form: Any) -> None:
    actions.end_seat(holder=own, by=request.user)


_DO: dict[str, Callable[[HttpRequest, SeatHolder, Any], None]] = {
    "contact": _contact,
    "note": _note,
    "deputy": _deputy,
    "hand_over": _hand_over,
    "leave": _leave,
}


def _end_deputy(request: HttpRequest, found: Seat) -> HttpResponse:
    """Deputies are named by their place in the list, so that no number of a row stands in the page."""
    listed = _deputies(found)
    place = request.POST.get("place", "")
    if not (place.isascii() and place.isdigit() and int(place) < len(listed)):
        raise Http404
    actions.end_deputy(deputy=listed[int(place)], by=request.user)
    messages.success(request, _("This person deputises no more."))
    return _to(found)


def _deputies(found: Seat) -> list[Any]:
    """Who deputises now or will, the first first."""
    today = timezone.now().date()
    to_come = found.deputies.filter(ended_at__isnull=True, last_day__gte=today)
    return list(to_come.select_related("user", "seat").order_by("first_day", "pk"))


def _to(found: Seat) -> HttpResponse:
    return HttpResponseRedirect(reverse("members:seat", args=[found.token]))


def _context(request: HttpRequest, found: Seat, own: SeatHolder | None, shown: dict[str, forms.Form]) -> dict[str, Any]:
    before = holder_before(found) if own else None
    deputising = deputies_now().filter(seat=found, user=request.user).order_by("-last_day").first()
    return {
        "seat": found,
        "holder": own,
        "deputising": None if own else deputising,
        "items": carried.items_of(found),
        "note_before": before.handing_over if before else "",
        "deputies": _deputies(found) if own else [],
        "closes_on": (found.confirmed_at + CLOSES_AFTER).date(),
        "is_asked_for": found.reminders > 0,
        "forms": shown,
        **ways(request),
    }
