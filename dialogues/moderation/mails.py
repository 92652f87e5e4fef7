"""How the mails of moderation read. What they say follows the label of the post; reasons are read in the space."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from dialogues.moderation.models import Case, Decision
from dialogues.moderation.permissions import may_decide, would_read
from dialogues.moderation.telling import DECIDED, WAITS
from dialogues.spaces.permissions import Right, may
from dialogues.threads import authors
from dialogues.threads.models import Post
from portal.marking import Label
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.letters import letter, link
from portal.viewer import viewer_for

_DECIDED = _("A moderator has decided on a post")
_WAITING = _("A post waits for a moderator")
_SOMETHING = _("Something waits for you")


def connect() -> None:
    """Say how these mails read, once, at start."""
    register(DECIDED, _of_decision)
    register(WAITS, _of_case)


def _of_decision(mail: Mail) -> Letter | None:
    """Due to the author and to whoever reported, as long as they are in the space and the label opens to them."""
    told = Decision.objects.select_related("case__post__thread__space").filter(pk=mail.about["decision"]).first()
    if told is None or mail.user is None:
        return None
    post, viewer = told.case.post, viewer_for(mail.user)
    concerns = authors.is_mine(mail.user.pk, post) or told.case.flags.filter(user=mail.user).exists()
    if not concerns or not may(viewer, post.thread.space, Right.OPEN) or not would_read(viewer, post):
        return None
    return _written(post, _DECIDED, link("spaces:space", post.thread.space.slug))


def _of_case(mail: Mail) -> Letter | None:
    """Due as long as the case is open and the recipient may decide it."""
    waiting = Case.objects.select_related("post__thread__space").filter(settled_at__isnull=True)
    case = waiting.filter(pk=mail.about["case"]).first()
    if case is None or mail.user is None or not may_decide(viewer_for(mail.user), case.post):
        return None
    return _written(case.post, _WAITING, link("moderation:queue", case.post.thread.space.slug))


def _written(post: Post, news: str, address: str) -> Letter:
    space = post.thread.space
    label = Label(post.label)
    if space.hidden or label is Label.RED:
        return letter(gettext(_SOMETHING), "space_waits", link=link("spaces:index"))
    told: dict[str, Any] = {"label": label.written, "link": address, "news": gettext(news)}
    if label is Label.AMBER:
        told["space"] = space
    return letter(f"{label.written} {gettext(news)}", "space_news", **told)
