"""Mails about statements of delegations, and about authors who are asked for; as reticent as those of spaces."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from dialogues.spaces.mails import written
from dialogues.spaces.permissions import managers_of
from dialogues.threads.actions import stating, unsealing
from dialogues.threads.models import Statement, Unsealing
from dialogues.threads.permissions import may_release
from portal import access
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.viewer import viewer_for

_TO_RELEASE, _RETURNED = _("A statement waits for your release"), _("A statement of yours was returned")
_ASKED, _DONE = _("Somebody asks who wrote a post"), _("It was decided whether two owners learn who wrote a post")


def register_kinds() -> None:
    """Say how they read, once, at start."""
    register(stating.WAITS, _waits)
    register(stating.RETURNED, _returned)
    register(unsealing.ASKED, _asked)
    register(unsealing.DONE, _done)


def _waits(mail: Mail) -> Letter | None:
    found = _statement(mail)
    if found is None or found.returned_at is not None or not may_release(viewer_for(mail.user), found):
        return None
    return written(found.thread.space, _TO_RELEASE)


def _returned(mail: Mail) -> Letter | None:
    found = _statement(mail)
    if found is None or found.returned_at is None or not access.can_view(viewer_for(mail.user), found.thread):
        return None
    return written(found.thread.space, _RETURNED)


def _statement(mail: Mail) -> Statement | None:
    wanted = Statement.objects.select_related("thread__space", "seat__delegation").filter(pk=mail.about["statement"])
    return wanted.first()


def _asked(mail: Mail) -> Letter | None:
    found = _unsealing(mail)
    return written(found.post.thread.space, _ASKED) if found is not None and found.waits else None


def _done(mail: Mail) -> Letter | None:
    found = _unsealing(mail)
    return written(found.post.thread.space, _DONE) if found is not None else None


def _unsealing(mail: Mail) -> Unsealing | None:
    """What was asked, as long as the recipient acts for an owner."""
    found = Unsealing.objects.select_related("post__thread__space").filter(pk=mail.about["unsealing"]).first()
    return found if found is not None and mail.user in managers_of(found.post.thread.space) else None
