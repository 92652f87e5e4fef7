"""Asking for access, and deciding it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit import log
from portal.countries.models import Country
from portal.members import permissions, signals
from portal.members.actions.holding import hold_address
from portal.members.actions.invitations import invite
from portal.members.actions.refusals import refuse_if, require
from portal.members.models import AccessRequest, Body, Seat


@transaction.atomic
def ask_for_access(
    *,
    name: str,
    email: str,
    language: str,
    function: str,
    motive: str,
    country: Country | None = None,
    body: Body | None = None,
    organisation: str = "",
) -> None:
    """Keep a request, unless one from this address waits already.

    Answers nothing, and does the same work either way: whoever asks learns neither that the address has an account nor
    that a request of it waits.
    """
    values = {
        "name": name.strip(),
        "email": email.strip().lower(),
        "language": language,
        "country": country,
        "body": body,
        "organisation": organisation.strip(),
        "function": function.strip(),
        "motive": motive.strip(),
    }
    hold_address(email)
    waiting = AccessRequest.objects.filter(email__iexact=values["email"], granted__isnull=True).first()
    if waiting is not None:
        log.write("members.request.repeated", by=None, on=waiting)
        return
    request = AccessRequest.objects.create(**values)
    log.write("members.request.asked", by=None, on=request)
    signals.access_asked.send(sender=AccessRequest, request=request)


@transaction.atomic
def decide(*, request: AccessRequest, grant: bool, by: Any, seat: Seat | None = None) -> AccessRequest:
    """Refuse a request, or grant it by inviting its address into a vacant seat that the decider may fill."""
    require(by, permissions.may_decide(by, request) if by else True)
    request = AccessRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    refuse_if(request.granted is not None, _("This request has been decided already."))
    own = by is not None and by.email.lower() == request.email.lower()
    refuse_if(own, _("This request is your own: somebody else must decide it."))
    if grant:
        refuse_if(seat is None, _("Choose the seat this person is to take."))
        assert seat is not None
        request.invitation = invite(email=request.email, language=request.language, seat=seat, by=by)
    request.granted, request.decided_by, request.decided_at = grant, by, timezone.now()
    request.save()
    what = "granted" if grant else "refused"
    log.write(f"members.request.{what}", by=by, on=request, seat=seat.token if grant and seat else "")
    signals.access_decided.send(sender=AccessRequest, request=request)
    return request
