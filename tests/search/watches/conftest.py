"""What the tests of watches share: a member, a visitor's watch, and the mails that leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox.sending import send_some
from search.engines import engine_named
from search.outbox.models import Change
from search.outbox.sending import send_some as send_changes
from search.watches import actions
from search.watches.limits import SETTLING
from search.watches.models import Watch, Watcher
from search.watches.telling import tell_all
from tests.members.conftest import World, browser, world

__all__ = ["browser", "world"]

ADDRESS = "reader@office.example"
SOON = SETTLING + timedelta(minutes=1)


@pytest.fixture
def member(portal: None, world: World) -> User:
    """Somebody who may read GREEN, with no mails left of how they came in."""
    Mail.objects.all().delete()
    user: User = world.focal.user
    return user


Watching = Callable[..., Watch]


@pytest.fixture
def visitor(portal: None) -> Watching:
    """Makes a watch that a visitor has confirmed."""

    def make(question: str = "", languages: tuple[str, ...] = ("en",), cadence: str = "at-once") -> Watch:
        made = actions.ask_to_watch(
            address=ADDRESS, language="en", question=question, languages=languages, cadence=cadence
        )
        assert made is not None
        actions.begin(watch=made, language="en")
        Mail.objects.all().delete()
        return made

    return make


def watches(user: User, question: str = "", languages: tuple[str, ...] = ("en",), cadence: str = "at-once") -> Watch:
    """A watch of a member."""
    return actions.watch(user=user, question=question, languages=languages, cadence=cadence)


def told(after: timedelta = SOON) -> list[EmailMessage]:
    """The mails that leave when somebody looks so much later."""
    settle()
    tell_all(timezone.now() + after)
    return sent()


def settle() -> None:
    """Nothing is on its way to the search engine any more."""
    if engine_named().is_transactional:
        Change.objects.all().delete()
    else:
        send_changes()


def sent() -> list[EmailMessage]:
    """The mails that leave now."""
    mail.outbox.clear()
    send_some()
    return list(mail.outbox)


def link_in(message: EmailMessage, part: str) -> str:
    """The path of the link of a mail that holds this part."""
    found = re.search(rf"https?://[^/\s]+(/\S*/{part}/\S*)", str(message.body))
    assert found, message.body
    return found[1]


def of_address() -> Any:
    """What is known of the visitor's address."""
    return Watcher.objects.filter(address=ADDRESS)
