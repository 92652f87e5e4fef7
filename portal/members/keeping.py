"""How long the house keeps what it knows of people who asked, were invited, signed in, or left."""

from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailConfirmation
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import CharField, DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from portal.audit.models import Entry
from portal.members.actions.erasing import ERASED_DOMAIN, forget_person
from portal.members.models import AccessRequest, Invitation, ProofReset, User
from portal.members.models.proof_reset import OPEN_FOR
from portal.retention import guard, holds
from portal.retention.registry import Action
from portal.retention.rows import Rows, register_rows

USER = "members.user"


def register() -> None:
    """Join the table of what is kept for a time, and guard the accounts that are held."""
    guard.watch(User)
    _sessions()
    _decided()
    register_rows(
        "closed accounts",
        period_setting="PORTAL_KEEP_CLOSED_ACCOUNTS",
        action=Action.ANONYMISE,
        rows=Rows(closed_accounts, lambda: Q(pk__in=holds.held_numbers(USER)), settle=forget_closed),
        # What hangs on the account and tells of the person goes with it.
        models=[
            *("members.User", "account.EmailAddress", "mfa.Authenticator", "wagtailusers.UserProfile"),
            *("socialaccount.SocialAccount", "socialaccount.SocialToken"),
        ],
        what="the account was closed",
    )


def closed_accounts(before: datetime) -> QuerySet[User]:
    """Accounts that were closed before a moment and still tell of a person.

    The log knows when; where it does not, the last time the person signed in, or joined, stands in.
    """
    closings = Entry.objects.filter(action="members.account.closed", object_type=USER, object_key=OuterRef("key"))
    closed = Subquery(closings.order_by().values("object_key").annotate(last=Max("at")).values("last"))
    left = User.objects.filter(is_active=False).exclude(email__endswith=ERASED_DOMAIN)
    # Some were never opened; theirs is the day they were made.
    when = Coalesce(closed, F("last_login"), F("date_joined"), output_field=DateTimeField())
    return left.annotate(key=Cast("pk", CharField()), closed=when).filter(closed__lt=before)


def forget_closed(user: User) -> None:
    """Erase what tells of somebody whose account was closed long ago."""
    with transaction.atomic():
        forget_person(user)


def _sessions() -> None:
    setting = "PORTAL_KEEP_SESSIONS"
    over = Rows(lambda before: Session.objects.filter(expire_date__lt=before))
    register_rows("sessions", period_setting=setting, rows=over, models=["sessions.Session"], what="they ran out")
    known = Session.objects.filter(session_key=OuterRef("session_key"))
    listed = Rows(lambda before: UserSession.objects.filter(~Exists(known), last_seen_at__lt=before))
    models = ["usersessions.UserSession"]
    register_rows("what was listed of sessions", period_setting=setting, rows=listed, models=models, what="last seen")
    sent = Rows(lambda before: EmailConfirmation.objects.filter(created__lt=before))
    models = ["account.EmailConfirmation"]
    register_rows("confirmations of addresses", period_setting=setting, rows=sent, models=models, what="they were sent")


def _decided() -> None:
    register_rows(
        "requests for access",
        period_setting="PORTAL_KEEP_REQUESTS",
        rows=Rows(lambda before: AccessRequest.objects.filter(granted__isnull=False, decided_at__lt=before), _of_held),
        models=["members.AccessRequest"],
        what="they were decided",
    )
    register_rows(
        "invitations",
        period_setting="PORTAL_KEEP_INVITATIONS",
        rows=Rows(
            lambda before: Invitation.objects.filter(accepted_at__isnull=True, withdrawn_at__lt=before), _of_held
        ),
        models=["members.Invitation"],
        what="they were taken back, or ran out",
    )
    register_rows(
        "requests for new second proofs",
        period_setting="PORTAL_KEEP_PROOF_REQUESTS",
        rows=Rows(_old_proof_requests, lambda: Q(user__in=holds.held_numbers(USER))),
        models=["members.ProofReset"],
        what="they were decided, or ran out",
    )


def _old_proof_requests(before: datetime) -> QuerySet[ProofReset]:
    ran_out = Q(granted__isnull=True, asked_at__lt=before - OPEN_FOR)
    return ProofReset.objects.filter(Q(decided_at__lt=before) | ran_out)


def _of_held() -> Q:
    """Requests and invitations know people by their address alone."""
    people = User.objects.filter(pk__in=holds.held_numbers(USER)).values_list("email", flat=True)
    either = Q(pk__in=[])
    for email in people:
        either |= Q(email__iexact=email)
    return either
