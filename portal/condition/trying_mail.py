"""Trying whether mail leaves and whether its links lead back here, without letting anybody in."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from portal.audit import log
from portal.members.invitation_links import path_of
from portal.members.models import Invitation, User
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.writing import post


def connect() -> None:
    """Say how these mails read, once, at start."""
    register("trial.mail", _mail)
    register("trial.invitation", _invitation)


@transaction.atomic
def send_test_mail(*, to: User) -> None:
    """Have the worker mail a person a few words, the way every mail of the portal goes."""
    post("trial.mail", to=to)
    log.write("mail.tested", by=to, on=to)


@transaction.atomic
def send_test_invitation(*, to: User) -> None:
    """Have the worker mail a person an invitation that is none: no seat stands behind its link, and no row is made."""
    post("trial.invitation", to=to)
    log.write("invitation.tested", by=to, on=to)


def _mail(mail: Mail) -> Letter:
    words = "Somebody pressed “Send a test mail” on the system page. That you read this means that mail leaves.\n"
    return Letter("Balai: a test mail", words)


def _invitation(mail: Mail) -> Letter:
    link = settings.WAGTAILADMIN_BASE_URL + path_of(Invitation(email=mail.recipient), "en")
    return Letter(
        "Balai: a test invitation",
        "Somebody pressed “Send a test invitation” on the system page. It lets nobody in.\n\n"
        "The link of an invitation looks like this:\n"
        f"{link}\n\n"
        "Open it. If the portal answers that the invitation cannot be used, links in mails lead where they should.\n"
        "If your browser finds no such address, correct PORTAL_BASE_URL.\n",
    )
