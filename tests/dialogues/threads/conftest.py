"""What the tests of threads share: a space of two countries, in which both desks speak."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from dialogues.spaces.models import Role, Space
from dialogues.threads import actions
from dialogues.threads.actions import Words
from dialogues.threads.models import Post, Thread
from portal.attribution import Attribution
from portal.marking import Label
from portal.members.models import User
from tests.dialogues.spaces.house import House, house

__all__ = ["house"]


def words(text: str = "The hotline is busy at night.", **more: Any) -> Words:
    """Something to send."""
    given = {
        "language": "en",
        "label": Label.AMBER,
        "rule": Attribution.ON_RECORD,
        "sending": uuid.uuid4(),
        "text": text,
    }
    return Words(**{**given, **more})


@dataclass
class Talk:
    """A thread in a space that Thailand and Malaysia own; ``th`` has begun it."""

    house: House
    space: Space
    thread: Thread
    first: Post
    th: User
    my: User
    moderator: User

    @property
    def address(self) -> str:
        """The address of the thread."""
        return f"/en/members/spaces/{self.space.slug}/threads/{self.thread.token}/"

    def fields(self, text: str = "So it is with us.", **more: Any) -> dict[str, Any]:
        """What a form sends."""
        rule, sending = self.thread.attribution_rule, str(uuid.uuid4())
        form = {"text": text, "language": "en", "label": "AMBER", "rule": rule, "sending": sending, "act": "send"}
        return {**form, **more}


def talk_under(house: House, rule: Attribution, of_space: Attribution = Attribution.ON_RECORD) -> Talk:
    """A thread under a rule of attribution."""
    space = house.bilateral(attribution=of_space)
    house.admit(house.th.desk_seat, space=space)
    house.admit(house.my.desk_seat, space=space)
    house.admit(house.my.other_seat, Role.OBSERVER, space=space)
    house.accept(house.th.desk, house.my.desk, house.my.other, house.th.head, house.my.head, space=space)
    first = actions.start_thread(space=space, title="Nights", words=words(rule=rule), by=house.th.desk)
    return Talk(house, space, first.thread, first, house.th.desk, house.my.desk, house.th.head)


@pytest.fixture
def talk(house: House) -> Talk:
    """A thread on record."""
    return talk_under(house, Attribution.ON_RECORD)


@pytest.fixture
def sealed_talk(house: House) -> Talk:
    """A thread under the Chatham House rule, in a space that would allow more."""
    return talk_under(house, Attribution.CHATHAM_HOUSE)
