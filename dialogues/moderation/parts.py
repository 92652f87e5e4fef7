"""What moderation shows on the page of a space, on the page of a thread, and below each post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from dialogues.moderation import queries
from dialogues.moderation.actions.appealing import AGAINST
from dialogues.moderation.models import Decision
from dialogues.moderation.permissions import may_look_after, may_set
from dialogues.spaces.models import Space
from dialogues.threads import authors
from dialogues.threads.models import Post, Thread
from dialogues.threads.parts import Shown
from dialogues.threads.permissions import may_moderate
from portal.viewer import Viewer


def section(request: HttpRequest, space: Space) -> Shown | None:
    """For moderators the way to their queue; for everybody what became of their posts and of what they reported."""
    viewer = request.viewer  # type: ignore[attr-defined]
    looks_after = may_look_after(viewer, space)
    own = _own(queries.own_posts(viewer, space))
    flags = [{"flag": flag, "decision": _last(flag.case.decisions.all())} for flag in queries.own_flags(viewer, space)]
    sets = not space.is_archived and may_set(viewer, space)
    if not (looks_after or own or flags or sets):
        return None
    waiting = len(queries.cases_in(viewer, space)) if looks_after else 0
    context = {"space": space, "looks_after": looks_after, "waiting": waiting, "sets": sets, "own": own, "flags": flags}
    return Shown("moderation/parts/of_space.html", context)


def of_thread(request: HttpRequest, thread: Thread) -> Shown | None:
    """What somebody wrote here that does not stand; for moderators, whether they read first what is written."""
    viewer = request.viewer  # type: ignore[attr-defined]
    own = _own([post for post in queries.own_posts(viewer, thread.space) if post.thread_id == thread.pk])
    sets = thread.is_open and may_moderate(viewer, thread.space)
    if not own and not sets:
        return None
    return Shown("moderation/parts/of_thread.html", {"space": thread.space, "thread": thread, "own": own, "sets": sets})


def of_posts(request: HttpRequest, thread: Thread, posts: list[Post]) -> Mapping[int, Shown]:
    """Below a post the way to report it, or, below one's own, why it is masked; that it is masked, to everybody."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    own, masked = authors.mine(viewer.user_id, posts), queries.masked_among(posts)
    decisions = queries.decisions_on([post for post in posts if post.pk in own and post.pk in masked])
    appealed = queries.appealed_among(decisions.values())
    found: dict[int, Shown] = {}
    for post in posts:
        if post.pk in own and post.pk not in masked:
            continue
        decision = decisions.get(post.pk)
        context = {
            "space": thread.space,
            "post": post,
            "masked": post.pk in masked,
            "decision": decision,
            "may_report": post.pk not in own,
            "may_appeal": decision is not None and decision.act in AGAINST and decision.pk not in appealed,
        }
        found[post.pk] = Shown("moderation/parts/below.html", context)
    return found


def _own(posts: list[Post]) -> list[dict[str, Any]]:
    decisions = queries.decisions_on(posts)
    appealed = queries.appealed_among(decisions.values())
    return [_row(post, decisions.get(post.pk), appealed) for post in posts]


def _row(post: Post, decision: Decision | None, appealed: frozenset[int]) -> dict[str, Any]:
    has_appealed = decision is not None and decision.pk in appealed
    may_appeal = decision is not None and decision.act in AGAINST and not has_appealed
    return {"post": post, "decision": decision, "has_appealed": has_appealed, "may_appeal": may_appeal}


def _last(decisions: Any) -> Decision | None:
    """What a moderator decided last; that a report hid the post at once is no decision yet."""
    found = [decision for decision in decisions if decision.act != Decision.Act.HELD]
    return found[-1] if found else None
