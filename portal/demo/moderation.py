"""What waits for moderators in the demo's spaces: posts of newcomers, and reports. Nobody is mailed of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dialogues.moderation import actions as of_moderation
from dialogues.moderation.models import Flag
from dialogues.spaces.models import Space
from dialogues.threads import actions
from dialogues.threads.actions import Words
from dialogues.threads.models import Post
from portal.attribution import Attribution
from portal.demo.models import DemoObject
from portal.demo.sources import load
from portal.demo.spaces import seat_at
from portal.marking import Label
from portal.members.acting import people_for
from portal.members.models import User

CASES = Path(__file__).resolve().parent / "moderation.yaml"


def make_cases() -> None:
    """Make the cases of the demo that were never made before, in those of its spaces that are there."""
    source = load(CASES)
    for key, newcomer_posts in source["newcomers"].items():
        space = _space(key)
        if space is not None and _is_new(f"newcomers {key}"):
            Space.objects.filter(pk=space.pk).update(newcomer_posts=newcomer_posts)
    for facts in source["waiting"]:
        space = _space(facts["space"])
        if space is not None and _is_new(f"{facts['space']} {facts['title']}"[:80]):
            _send(space, facts)
    for facts in source["reported"]:
        post = _post(facts)
        if post is not None and _is_new(f"{facts['space']} {facts['by']} {facts['thread']}"[:80]):
            told = {"text": facts["text"], "language": facts["language"], "by": _person(facts["by"])}
            of_moderation.flag(post=post, reason=Flag.Reason(facts["reason"]), **told)


def _send(space: Space, facts: Mapping[str, Any]) -> None:
    words = Words(
        text=facts["text"],
        language=facts["language"],
        label=Label(space.label),
        rule=Attribution(space.attribution_rule),
        sending=uuid.uuid4(),
    )
    actions.start_thread(space=space, title=facts["title"], words=words, by=_person(facts["by"]))


def _post(facts: Mapping[str, Any]) -> Post | None:
    """The post that is reported, as long as it stands."""
    space = _space(facts["space"])
    posts = list(Post.objects.filter(thread__space=space, thread__title=facts["thread"]).order_by("pk"))
    found = posts[facts["post"]] if len(posts) > facts["post"] else None
    return found if found is not None and found.live else None


def _space(key: str) -> Space | None:
    mark = DemoObject.objects.filter(kind="space", key__startswith=f"{key} ").first()
    return Space.objects.filter(slug=mark.key.rpartition(" ")[2]).first() if mark else None


def _is_new(key: str) -> bool:
    """Whether something was never made before; from now on it was."""
    return DemoObject.objects.get_or_create(kind="case", key=key)[1]


def _person(place: str) -> User:
    return people_for(seat_at(place))[0]
