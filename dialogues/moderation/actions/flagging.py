"""Opening cases: a post that waits, and one that a reader reports."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.moderation import telling
from dialogues.moderation.actions.standing import held_post, take_down
from dialogues.moderation.models import Case, Decision, Flag
from dialogues.threads import authors
from dialogues.threads.limits import TooManyError
from dialogues.threads.models import Post
from portal import access
from portal.audit import log
from portal.viewer import viewer_for

#: So many reports somebody may send in so long a time.
MOST_FLAGS = 10
WITHIN = timedelta(hours=1)


def open_waiting(post: Post) -> None:
    """Somebody has to read this post before others do; told by threads, in the transaction in which it is sent."""
    Case.objects.create(post=post, kind=Case.Kind.WAITING)


@transaction.atomic
def flag(*, post: Post, reason: Flag.Reason, text: str, language: str, by: Any) -> Flag:
    """Report a post; what cannot wait is hidden at once, unless a moderator has looked at these very words.

    Raises PermissionDenied for who may not read it or wrote it, TooManyError for haste, ValidationError for a second
    report of one person.
    """
    post = held_post(post)
    viewer = viewer_for(by)
    if not access.can_view(viewer, post) or authors.is_mine(viewer.user_id, post):
        raise PermissionDenied
    _refuse_haste(by)
    case, _new = Case.objects.get_or_create(post=post, kind=Case.Kind.FLAGGED, settled_at=None)
    if case.flags.filter(user=by).exists():
        raise ValidationError(_("You have reported this post already."))
    made = Flag.objects.create(case=case, user=by, reason=reason.value, text=text.strip(), language=language)
    log.write("moderation.flagged", by=by, on=post, label=post.label, attribution=post.rule, reason=reason.value)
    if reason in Flag.AT_ONCE and not _was_looked_at(post):
        case.urgent = True
        case.save(update_fields=["urgent"])
        take_down(post, case)
        held = Decision.objects.create(case=case, act=Decision.Act.HELD, edits=post.edits)
        telling.of_decision(held, post, but=by)
        telling.of_case(case)
    return made


def _was_looked_at(post: Post) -> bool:
    """Whether a moderator has let these very words stand: nobody hides them again but a moderator."""
    acts = (Decision.Act.LEAVE, Decision.Act.RESTORE)
    return Decision.objects.filter(case__post=post, act__in=acts, edits=post.edits).exists()


def _refuse_haste(user: Any) -> None:
    since = timezone.now() - WITHIN
    sent = Flag.objects.filter(user=user, flagged_at__gt=since).order_by("-flagged_at")
    times = list(sent.values_list("flagged_at", flat=True)[:MOST_FLAGS])
    if len(times) == MOST_FLAGS:
        raise TooManyError(max(1, math.ceil((times[-1] - since).total_seconds())))
