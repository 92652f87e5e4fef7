"""Changing keys: each secret is opened with whichever key fits, and closed under the first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction

from portal.audit import log
from portal.members.second_factor.keys import UnreadableSecretError, close, is_under_first_key, open_again

#: Where in its row each kind keeps a secret. A passkey has none: what is kept of it is public.
_SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


@dataclass
class Rotated:
    """What was done, or would be. ``unreadable`` holds the numbers of the accounts whose secret no key opens."""

    renewed: int = 0
    fresh: int = 0
    unreadable: list[int] = field(default_factory=list)


def rotate() -> Rotated:
    """Close every secret under the first key; each row by itself, so that it can be broken off."""
    done = Rotated()
    for pk in list(Authenticator.objects.filter(type__in=_SECRETS).order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update(no_key=True).filter(pk=pk).first()
            if row is not None:
                _renew(row, done)
    with transaction.atomic():
        log.write("members.keys.rotated", by=None, on=("keys", "second factor"), renewed=done.renewed)
    return done


def state_of_newest(most: int) -> Rotated:
    """What rotating would do with the newest secrets; nothing is written."""
    found = Rotated()
    for row in Authenticator.objects.filter(type__in=_SECRETS).order_by("-pk")[:most]:
        _renew(row, found, writes=False)
    return found


def _renew(row: Any, done: Rotated, writes: bool = True) -> None:
    name = _SECRETS[row.type]
    closed = row.data[name]
    try:
        secret = open_again(closed)
    except UnreadableSecretError:
        done.unreadable.append(row.user_id)
        return
    if is_under_first_key(closed):
        done.fresh += 1
        return
    done.renewed += 1
    if writes:
        row.data[name] = close(secret)
        row.save(update_fields=["data"])
