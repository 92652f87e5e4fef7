"""What the tests of watching share: a thread in which both desks speak, and the worker's work done at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.mail import EmailMessage

from dialogues.threads import actions
from dialogues.threads.models import Post
from dialogues.watching import telling
from dialogues.watching.models import Level, Watch
from portal.members.models import User
from portal.notices.board.models import Delivery, Notice
from portal.notices.models import Mail
from portal.notices.outbox.letters import message_for
from tests.dialogues.spaces.house import house
from tests.dialogues.threads.conftest import Talk, sealed_talk, talk, words

__all__ = ["at_once", "house", "letters_to", "say", "sealed_talk", "talk", "told", "watching"]


def say(talk: Talk, by: User, text: str = "So it is with us.", **more: Any) -> Post:
    """Somebody replies, and the worker tells of it."""
    more.setdefault("rule", talk.thread.rule)
    post = actions.reply(thread=talk.thread, words=words(text, **more), by=by)
    telling.tell_of_post(post.pk)
    return post


def told(user: User) -> list[str]:
    """The public ids of what somebody was told of."""
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("reference", flat=True))


def at_once(user: User) -> None:
    """Somebody is written to at once."""
    Delivery.objects.update_or_create(user=user, defaults={"cadence": Delivery.Cadence.AT_ONCE})


def watching(user: User, level: Level = Level.WATCHING, **of: Any) -> None:
    """Somebody has chosen a level."""
    Watch.objects.update_or_create(user=user, **of, defaults={"level": level.value, "chosen": True})


def letters_to(user: User) -> list[EmailMessage]:
    """The mails with notices that would leave for somebody now."""
    mails = Mail.objects.filter(kind="notices.news", user=user).order_by("pk")
    return [message for mail in mails if (message := message_for(mail)) is not None]


@pytest.fixture(autouse=True)
def nobody_watches_yet(request: pytest.FixtureRequest) -> None:
    """Who began the thread watches it by that; each test begins with nobody who does."""
    for name in {"talk", "sealed_talk"} & set(request.fixturenames):
        request.getfixturevalue(name)
    Watch.objects.all().delete()
