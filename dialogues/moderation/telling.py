"""Who is told, by mail, of cases and decisions. The mails are posted in the transaction of the act."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from dialogues.moderation.models import Case, Decision
from dialogues.moderation.permissions import may_decide
from dialogues.spaces.models import Role
from dialogues.threads import authors
from dialogues.threads.models import Post
from portal.members.acting import people_for
from portal.members.models import Seat, User
from portal.notices.outbox.writing import post_to_all
from portal.viewer import viewer_for

#: The kinds of mail, as rows of the outbox name them. Authors and those who reported get the same kind, so that a list
#: of mails does not tell who wrote what.
DECIDED, WAITS = "moderation.decided", "moderation.waits"
_MODERATING = (Role.MODERATOR, Role.OWNER)


def moderators_for(post: Post) -> list[User]:
    """The people who may decide on a post now."""
    space = post.thread.space
    inside = Q(memberships__space=space, memberships__ended_at__isnull=True, memberships__role__in=_MODERATING)
    seats = Seat.objects.filter(inside | Q(leads__owned_spaces__space=space)).distinct()
    return [person for person in people_for(*seats) if may_decide(viewer_for(person), post)]


def of_decision(decision: Decision, post: Post, *, but: Any) -> None:
    """Tell the author, and whoever reported the post, that something was decided; but whoever did it."""
    author = authors.to_be_told(post)
    told = {author} if author is not None else set()
    if decision.act != Decision.Act.HELD:
        told |= {flag.user for flag in decision.case.flags.select_related("user") if flag.user is not None}
    post_to_all(DECIDED, sorted(told, key=lambda one: one.pk), but=but, decision=decision.pk)


def of_case(case: Case) -> None:
    """Tell the moderators that somebody has to look."""
    post_to_all(WAITS, moderators_for(case.post), case=case.pk)
