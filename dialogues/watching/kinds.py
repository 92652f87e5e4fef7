"""How notices of posts read: the title of the thread and its label, and of who spoke nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from dialogues.threads.views.reading import address_of
from dialogues.watching.readable import readable, with_hours
from portal.marking import Label, strictest
from portal.notices.board.kinds import Told, register
from portal.viewer import Viewer

#: The kinds as rows have them.
POST, MENTION = "threads.post", "threads.mention"
_WHAT = {POST: _("New in this thread"), MENTION: _("You are named in this thread")}


def connect() -> None:
    """Join the register, once, at start."""
    for kind in _WHAT:
        register(kind, partial(_told, kind))


def _told(kind: str, viewer: Viewer, references: Collection[str]) -> Mapping[str, Told]:
    posts = readable(viewer, references)
    hours = with_hours(posts)
    return {
        str(post.token): Told(
            what=gettext(_WHAT[kind]),
            title=post.thread.title,
            language=post.thread.language,
            label=strictest([Label(post.label), Label(post.thread.label), Label(post.thread.space.label)]),
            address=partial(address_of, viewer, post),
            is_secret=post.thread.space.hidden,
            tells_time=post.pk in hours,
        )
        for post in posts
    }
