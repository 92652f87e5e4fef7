"""Mails are sent by the worker and never in a request."""

from __future__ import annotations

from django_tasks import task

from portal.notices.outbox.sending import send_some
from portal.notices.outbox.waking import wake


@task()
def send_mails() -> None:
    """Send the mails that wait; what is not done within a turn is another task's, so that others get theirs."""
    if send_some():
        wake()
