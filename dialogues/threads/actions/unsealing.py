"""Learning who wrote a post whose rule keeps the name back: for a reason, by two, told to all owners."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.spaces.permissions import managers_of
from dialogues.threads import authors
from dialogues.threads.actions.holding import hold_thread
from dialogues.threads.models import Post, Unsealing
from dialogues.threads.permissions import may_ask_to_unseal, may_decide_unsealing, owners_of
from portal.attribution import Fact
from portal.audit import log
from portal.members.models import User
from portal.notices.outbox.writing import post_to_all
from portal.viewer import viewer_for

#: The kinds of mail, to all owners.
ASKED, DONE = "threads.unsealing.asked", "threads.unsealing.done"


@transaction.atomic
def ask_to_unseal(*, post: Post, motive: str, by: Any) -> Unsealing:
    """An owner asks who wrote a post. A second one decides within a day.

    Raises PermissionDenied for anybody else and for its author, ValidationError without a reason, for a post whose
    name is told, and where this waits already.
    """
    post.thread = hold_thread(post.thread)
    viewer = viewer_for(by)
    if not may_ask_to_unseal(viewer, post):
        raise PermissionDenied
    if Fact.NAME in post.rule.facts:
        raise ValidationError(_("The name of who wrote this is not sealed."))
    if not motive.strip():
        raise ValidationError(_("Write the reason."))
    if any(one.waits for one in post.unsealings.filter(decided_at__isnull=True)):
        raise ValidationError(_("This waits for a second person already."))
    owner = owners_of(viewer, post).order_by("slug").first()
    unsealing = Unsealing.objects.create(post=post, motive=motive.strip(), asked_for=owner, asked_by=by)
    _write("threads.unsealing.asked", unsealing, by)
    post_to_all(ASKED, managers_of(post.thread.space), but=by, unsealing=unsealing.pk)
    return unsealing


@transaction.atomic
def decide_unsealing(*, unsealing: Unsealing, grant: bool, by: Any) -> Unsealing:
    """Another owner decides: of another delegation where several own the space. All owners are told.

    Raises PermissionDenied for anybody else, for who asked and for the author, ValidationError once it is decided or
    its time is over.
    """
    unsealing = _held(unsealing)
    if not may_decide_unsealing(viewer_for(by), unsealing):
        raise PermissionDenied
    if not unsealing.waits:
        raise ValidationError(_("This has been decided already, or its time is over."))
    unsealing.granted, unsealing.decided_by, unsealing.decided_at = grant, by, timezone.now()
    unsealing.save(update_fields=["granted", "decided_by", "decided_at"])
    _write("threads.unsealing.granted" if grant else "threads.unsealing.refused", unsealing, by)
    post_to_all(DONE, managers_of(unsealing.post.thread.space), unsealing=unsealing.pk)
    return unsealing


@transaction.atomic
def read_author(*, unsealing: Unsealing, by: Any) -> User | None:
    """The author, for the two who decided, within the hour, with an entry in the log; None once the account is erased.

    Raises PermissionDenied for everybody else, and later.
    """
    unsealing = _held(unsealing)
    if by.pk not in {unsealing.asked_by_id, unsealing.decided_by_id} or not unsealing.is_open:
        raise PermissionDenied
    if not owners_of(viewer_for(by), unsealing.post).exists():
        raise PermissionDenied
    _write("threads.unsealing.read", unsealing, by)
    return authors.unsealed(unsealing)


def _held(unsealing: Unsealing) -> Unsealing:
    thread = hold_thread(unsealing.post.thread)
    found = Unsealing.objects.select_related("post").get(pk=unsealing.pk)
    found.post.thread = thread
    return found


def _write(action: str, unsealing: Unsealing, by: Any) -> None:
    post = unsealing.post
    log.write(action, by=by, on=post, label=post.label, unsealing=str(unsealing.token))
