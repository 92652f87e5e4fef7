"""The sealed table of authors. It is asked whether something is mine, which voice is mine, who is to be told, and, by
two owners together, who it was.

Nothing else reads the table but the count of how fast somebody writes, and what is erased with a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from dialogues.spaces.models import Space
from dialogues.threads.models import Authorship, Post, Thread, Unsealing
from portal.members.models import User


def seal(post: Post, user: Any) -> None:
    """Keep who wrote a post, once and for good; in the transaction in which it is sent."""
    Authorship.objects.create(post=post, user=user)


def mine(user_id: int | None, posts: Iterable[Post]) -> frozenset[int]:
    """The numbers of those of some posts that this person wrote."""
    if user_id is None:
        return frozenset()
    wanted = [post.pk for post in posts]
    return frozenset(Authorship.objects.filter(user=user_id, post__in=wanted).values_list("post", flat=True))


def is_mine(user_id: int | None, post: Post) -> bool:
    """Whether this person wrote a post."""
    return bool(mine(user_id, [post]))


def count_standing(user_id: int | None, space: Space) -> int:
    """How much of what somebody wrote in a space stands there."""
    return Authorship.objects.filter(user=user_id, post__thread__space=space, post__live=True).count()


def to_be_told(post: Post) -> User | None:
    """Who is told, alone, what became of a post; None once the account is erased. It is shown to nobody."""
    found = Authorship.objects.select_related("user").filter(post=post).first()
    return found.user if found else None


def unsealed(unsealing: Unsealing) -> User | None:
    """The author of a post whom two owners have agreed to learn, as long as they may; None for whom nobody may know."""
    return to_be_told(unsealing.post) if unsealing.is_open else None


def voice_of(thread: Thread, user: Any) -> int:
    """The number under which somebody speaks in a thread where no name is told: theirs so far, or the next.

    The thread is held by whoever calls, so that no two get the same.
    """
    spoken = Authorship.objects.filter(user=user, post__thread=thread, post__voice__isnull=False)
    own = spoken.values_list("post__voice", flat=True).first()
    if own is not None:
        return own
    return last_voice(thread) + 1


def last_voice(thread: Thread) -> int:
    """The highest number of a voice that was ever given in a thread."""
    last = Post.objects.filter(thread=thread).aggregate(last=Max("voice"))["last"]
    return max(last or 0, thread.voices)
