"""Erasing what tells of a person, when they wish to leave nothing behind."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from portal.audit import addresses, log
from portal.members import signals
from portal.members.actions.leaving import close_account
from portal.members.actions.refusals import require
from portal.members.models import AccessRequest, Invitation, User


@transaction.atomic
def erase_account(*, user: User, by: Any) -> User:
    """Close one's own account and erase name, address and contact; by the person alone.

    The row stays without them: that somebody held a seat and acted in it is part of the record of the seat, and the
    notes for a successor belong to the seat. Nothing leads from the row back to the person.
    """
    require(by, by is not None and by.pk == user.pk)
    former = user.email
    erased = close_account(user=user, by=by)
    erased.email = f"{secrets.token_hex(8)}@erased.invalid"
    erased.first_name = erased.last_name = ""
    erased.language, erased.time_zone = "en", "UTC"
    erased.save()
    EmailAddress.objects.filter(user=erased).delete()
    AccessRequest.objects.filter(email__iexact=former).delete()
    Invitation.objects.filter(email__iexact=former).update(email=erased.email)
    erased.holdings.update(telephone="", shows_name=False, shows_email=False, shows_telephone=False)
    log.write("members.account.erased", by=None, on=erased)
    addresses.forget(erased)
    signals.account_erased.send(sender=User, user=erased, former_address=former)
    return erased
