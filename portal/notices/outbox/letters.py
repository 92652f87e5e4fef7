"""A mail as it leaves: written in the recipient's language and by their clock, and checked once more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from portal.members.clock import clock_of
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, writer_of


def letter(subject: str, template: str, **context: Any) -> Letter:
    """A letter from a template below ``notices/email/``; the subject says whose it is."""
    return Letter(f"Balai: {subject}", render_to_string(f"notices/email/{template}.txt", context))


def stopped_by(written: Letter, address: str) -> Letter:
    """The letter with what a mail program needs to end such mails with one click (RFC 8058): a POST to this address."""
    ending = {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return replace(written, headers={**written.headers, **ending})


def link(name: str, *args: Any) -> str:
    """The whole address of a page in the active language."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=args)}"


def message_for(mail: Mail) -> EmailMessage | None:
    """What is handed to the mail server; None where the mail is not due any more.

    Nobody is written to whose account is closed. Raises whatever keeps it from being written.
    """
    if mail.user is not None and not mail.user.is_active:
        return None
    with translation.override(language_of(mail)), timezone.override(clock_of(mail.user)):
        written = writer_of(mail.kind)(mail)
    if written is None:
        return None
    host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or "localhost"
    return EmailMessage(
        subject=" ".join(written.subject.split()),
        body=f"{written.text.strip()}\n",
        to=[mail.recipient],
        # The same however often it is tried: whoever gets it twice all the same may tell by it.
        headers={
            **written.headers,
            "Message-ID": f"<{mail.mark}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )


def language_of(mail: Mail) -> str:
    """The language a mail is written in."""
    return mail.user.language if mail.user else mail.language or settings.LANGUAGE_CODE
