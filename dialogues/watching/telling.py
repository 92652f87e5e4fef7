"""Telling people of posts, one after the other; whoever is told already is told nothing, so it bears being run again.

The worker does it, because for each of them the one rule is asked.
"""

from __future__ import annotations

from dialogues.threads import authors
from dialogues.threads.models import Post
from dialogues.watching.kinds import MENTION, POST
from dialogues.watching.models import Level
from dialogues.watching.queries import told_of_everything, without_muted
from dialogues.watching.readable import readable, with_hours
from portal.members.models import User
from portal.notices.board import actions as board
from portal.viewer import viewer_for


def tell_of_post(number: int) -> int:
    """Tell whoever watches or tracks its thread of a post, but not who wrote it; how many may know of it."""
    post = _standing(number)
    if post is None:
        return 0
    hour = post.pk in with_hours([post])
    told = {person: level for person, level in told_of_everything(post.thread).items() if _may_know(person, post)}
    for person, level in told.items():
        about = {"kind": POST, "reference": str(post.token), "group": str(post.thread.token)}
        board.tell(user=person, by_mail=level is Level.WATCHING, prompt=hour, **about)
    return len(told)


def tell_of_mention(number: int, people: list[int]) -> int:
    """Tell people that a post names them, unless they wish to be told nothing of its thread; how many may know."""
    post = _standing(number)
    if post is None:
        return 0
    hour = post.pk in with_hours([post])
    named = list(User.objects.filter(pk__in=people, is_active=True).order_by("pk"))
    told = [person for person in without_muted(post.thread, named) if _may_know(person, post)]
    for person in told:
        about = {"kind": MENTION, "reference": str(post.token), "group": str(post.thread.token)}
        board.retell(user=person, prompt=hour, **about)
    return len(told)


def _standing(number: int) -> Post | None:
    return Post.objects.select_related("thread__space").filter(pk=number, live=True).first()


def _may_know(person: User, post: Post) -> bool:
    return bool(readable(viewer_for(person), [str(post.token)])) and not authors.is_mine(person.pk, post)
