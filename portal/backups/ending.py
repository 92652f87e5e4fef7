"""What is over after a restore: sessions, links that were sent, and mails that may have left since.

A link to choose a password was perhaps used after the backup, and the password it was made for is back; an invitation
was perhaps taken back. Where nobody can know, it is over and asked for anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.members.models import Invitation, ProofReset, User
from portal.notices.models import Mail

#: What staff read of a mail that waited when the backup was made.
PERHAPS_SENT = "It waited when the backup was made, and may have left since: send it again only if it has not."


@dataclass(frozen=True)
class Ended:
    """How much of each kind was ended."""

    accounts: int
    invitations: int
    mails: int


@transaction.atomic
def end_what_is_over(*, invitations_too: bool) -> Ended:
    """End sessions, links to choose a password, requests to reset second proofs and, where asked, invitations.

    ``invitations_too`` where no log tells which of them were taken back since.
    """
    now = timezone.now()
    Session.objects.all().delete()
    UserSession.objects.all().delete()
    # The links that were mailed hold the moment of the last sign-in in their signature.
    accounts = User.objects.update(session_epoch=F("session_epoch") + 1, last_login=now)
    ProofReset.objects.filter(granted__isnull=True).update(granted=False, decided_at=now)
    waiting = Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)
    taken_back = waiting.update(withdrawn_at=now) if invitations_too else 0
    mails = Mail.objects.filter(given_up__isnull=True)
    held = mails.update(given_up=now, reason=PERHAPS_SENT, held_by="", held_until=None, handed_over_at=None)
    return Ended(accounts, taken_back, held)
