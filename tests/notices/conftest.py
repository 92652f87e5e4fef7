"""What the tests of mails share: members and seats, and a mail server that does as it is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMessage

from portal.notices.models import Mail
from tests.members.conftest import World, browser, world

__all__ = ["browser", "world"]


class Server:
    """A mail server; what it answers, and what it got."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.away: Exception | None = None
        self.refuses: dict[str, BaseException] = {}

    def open(self) -> None:
        """Answer, or not."""
        if self.away is not None:
            raise self.away

    def close(self) -> None:
        """Nothing is left open."""

    def send_messages(self, messages: list[EmailMessage]) -> int:
        """Take what is not refused; one that kills the worker has taken the mail before."""
        for message in messages:
            refusal = self.refuses.get(message.to[0])
            if refusal is None or not isinstance(refusal, Exception):
                self.got.append(message)
            if refusal is not None:
                raise refusal
        return len(messages)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """The mail server of the test."""
    made = Server()
    monkeypatch.setattr("portal.notices.outbox.sending.get_connection", lambda: made)
    return made


@pytest.fixture
def quiet(world: World) -> World:
    """The members, with nothing left to tell of how they came in."""
    Mail.objects.all().delete()
    return world


def texts(mails: Any) -> list[str]:
    """Subject and body of each."""
    return [f"{mail.subject}\n{mail.body}" for mail in mails]
