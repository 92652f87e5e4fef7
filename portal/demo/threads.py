"""The demo's threads, sent by the demo's people through the acts that everybody writes with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.actions import Words
from dialogues.threads.models import Attachment, Draft, Post, Thread, Visit
from portal.attribution import Attribution
from portal.demo.models import DemoObject
from portal.demo.sources import load
from portal.marking import Label
from portal.markings.models import Marking
from portal.members.acting import people_for
from portal.members.models import Seat, User

THREADS = Path(__file__).resolve().parent / "threads.yaml"


def make_threads() -> None:
    """Make the threads of the demo that were never made before, in those of its spaces that are there."""
    for facts in load(THREADS):
        key = f"{facts['space']} {facts['title']}"[:80]
        mark = DemoObject.objects.filter(kind="space", key__startswith=f"{facts['space']} ").first()
        space = Space.objects.filter(slug=mark.key.rpartition(" ")[2]).first() if mark else None
        if space is not None and not DemoObject.objects.filter(kind="thread", key=key).exists():
            _make(space, facts)
            DemoObject.objects.create(kind="thread", key=key)


def remove_threads(marked: Mapping[str, Sequence[str]]) -> None:
    """Take out what was said in the demo's spaces, with its markings, and what the demo's people kept elsewhere."""
    threads = Thread.objects.filter(space__slug__in=[key.rpartition(" ")[2] for key in marked["space"]])
    groups = {*threads.values_list("translation_key", flat=True)}
    groups |= {*Post.objects.filter(thread__in=threads).values_list("translation_key", flat=True)}
    threads.delete()
    Marking.objects.filter(group__in=groups).delete()
    people = User.objects.filter(email__in=marked["user"])
    Attachment.objects.filter(post=None, upload__user__in=people).delete()
    for model in (Draft, Visit):
        model._default_manager.filter(user__in=people).delete()


def _make(space: Space, facts: Mapping[str, Any]) -> None:
    rule = Attribution(facts.get("rule", Attribution.ON_RECORD))
    sent: list[Post] = []
    for said in facts["posts"]:
        words = Words(
            text=said["text"],
            language=said.get("language", facts["language"]),
            label=Label(space.label),
            rule=rule,
            sending=uuid.uuid4(),
            quoted=sent[said["quotes"]] if "quotes" in said else None,
        )
        by = person_in(space, said["by"])
        if sent:
            sent.append(actions.reply(thread=sent[0].thread, words=words, by=by))
        else:
            sent.append(actions.start_thread(space=space, title=facts["title"], words=words, by=by))
    if "concluded" in facts:
        end = {"state": Thread.State.CONCLUDED, "text": facts["concluded"], "language": facts["language"]}
        actions.close_thread(thread=sent[0].thread, by=person_in(space, facts["posts"][0]["by"]), **end)


def person_in(space: Space, country: str) -> User:
    """Who speaks for a country there: somebody of its delegation whom it made an owner of the space."""
    owning = Seat.objects.filter(memberships__space=space, memberships__role="owner", delegation__country=country)
    return people_for(*owning)[0]
