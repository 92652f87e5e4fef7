"""Helping somebody who has lost every second proof: one asks here, and another one confirms here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.members import actions, permissions
from portal.members.acting import holders_now
from portal.members.gate import for_members
from portal.members.models import ProofReset, SeatHolder, User
from portal.members.models.proof_reset import OPEN_FOR
from portal.members.queries import seats_looked_after
from portal.members.views.directory import ways


@for_members
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Whom one may help, and what waits for a second person."""
    by: Any = request.user
    staff = permissions.is_for_staff(by, "change_user")
    known = ways(request)
    if not staff and not known["fills_seats"]:
        raise Http404
    trouble: list[str] = []
    if request.method == "POST":
        try:
            _act(request, staff)
        except ValidationError as refusal:
            trouble = list(refusal.messages)
        else:
            return HttpResponseRedirect(reverse("members:lost"))
    context = {"holders": _holders(by), "waiting": _waiting(by), "by_address": staff, "trouble": trouble}
    # The number of requests goes by the same name in the navigation.
    context = {**known, **context, "waiting": known["waiting"], "resets": context["waiting"]}
    return render(request, "members/lost.html", context, status=422 if trouble else 200)


def _holders(by: User) -> list[SeatHolder]:
    """Whom somebody looks after and may help."""
    held = holders_now().filter(seat__in=seats_looked_after(by).values("pk")).exclude(user=by)
    found = held.select_related("user", "seat__body").order_by("seat__body__slug", "pk")
    return [holder for holder in found if permissions.may_reset_proofs(by, holder.user)]


def _waiting(by: User) -> list[ProofReset]:
    """What somebody may decide; of what they asked for themselves, whether to take it back."""
    still = ProofReset.objects.filter(granted__isnull=True, asked_at__gt=timezone.now() - OPEN_FOR)
    found = still.select_related("user", "asked_by").order_by("asked_at", "pk")
    return [reset for reset in found if permissions.may_reset_proofs(by, reset.user)]


def _act(request: HttpRequest, staff: bool) -> None:
    """Do what was sent; raises ValidationError with one sentence where it cannot be done."""
    by: Any = request.user
    act = request.POST.get("act", "")
    if act == "ask":
        actions.ask_to_reset_proofs(user=_person(request, staff), by=by)
        messages.success(request, _("Asked. Now a second person must confirm it, within three days."))
        return
    reset = next((one for one in _waiting(by) if one.token == request.POST.get("reset", "")), None)
    if reset is None or act not in ("confirm", "refuse"):
        raise Http404
    actions.decide_proof_reset(reset=reset, grant=act == "confirm", by=by)
    if act == "confirm":
        messages.success(request, _("Done. With their password they sign in, and set up a new second proof."))
    else:
        messages.success(request, _("Refused: nothing was changed."))


def _person(request: HttpRequest, staff: bool) -> User:
    """Whom it is for: by the seat they hold, so that no number of a person stands in the page; by address for staff."""
    if request.POST.get("sure") != "on":
        raise ValidationError(_("Tick that you have spoken with the person."))
    if token := request.POST.get("seat", ""):
        holder = next((one for one in _holders(request.user) if one.seat.token == token), None)  # type: ignore[arg-type]
        if holder is None:
            raise Http404
        return holder.user
    email = request.POST.get("email", "").strip()
    user = User.objects.filter(email__iexact=email).first() if staff and email else None
    if user is None or not permissions.may_reset_proofs(request.user, user):
        raise ValidationError(_("Choose somebody, or write the address of somebody else who has an account."))
    return user
