"""What the demo's people are told of: all watch the spaces they are in, and the worker tells them what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dialogues.spaces.models import Space
from dialogues.threads.readers import everybody_in
from dialogues.watching.models import Level, Watch
from portal.demo.models import DemoObject
from portal.members.models import User
from portal.notices.board.models import Delivery, Notice


def make_watches() -> None:
    """Have the people of each of the demo's spaces watch it, once; what they choose afterwards stays."""
    for mark in DemoObject.objects.filter(kind="space").order_by("pk"):
        space = Space.objects.filter(slug=mark.key.rpartition(" ")[2]).first()
        if space is not None and not DemoObject.objects.filter(kind="watches", key=space.slug).exists():
            rows = [Watch(user=person, space=space, level=Level.WATCHING.value) for person in everybody_in(space)]
            Watch.objects.bulk_create(rows, ignore_conflicts=True)
            DemoObject.objects.create(kind="watches", key=space.slug)


def remove_choices(marked: Mapping[str, Sequence[str]]) -> None:
    """Take out what the demo's people were told and wished to be told."""
    people = User.objects.filter(email__in=marked["user"])
    for model in (Watch, Notice, Delivery):
        model._default_manager.filter(user__in=people).delete()
