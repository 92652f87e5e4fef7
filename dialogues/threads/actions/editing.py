"""Changing a post, and hiding how it read before."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.threads.actions.holding import hold_thread
from dialogues.threads.models import Post, Revision
from dialogues.threads.permissions import may_edit, may_moderate
from portal.audit import log
from portal.viewer import viewer_for


@transaction.atomic
def edit_post(*, post: Post, text: str, reason: str, by: Any, victim_data_reason: str = "") -> Post:
    """Change the text of one's own post while it may be changed; how it read before stays in its history.

    Raises PermissionDenied for who may not, or not any more; ValidationError without a reason.
    """
    thread = hold_thread(post.thread)
    post = Post.objects.get(pk=post.pk)
    post.thread = thread
    if not may_edit(viewer_for(by), post):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why you change it."))
    if text == post.text:
        return post
    post.edits += 1
    Revision.objects.create(post=post, number=post.edits, text=post.text, language=post.language, reason=reason.strip())
    post.text = text
    post.reason = victim_data_reason or post.reason
    post.save(update_fields=["text", "reason", "edits"])
    log.write("threads.edited", by=by, on=post, label=post.label, attribution=post.rule, edits=post.edits)
    return post


@transaction.atomic
def hide_revision(*, revision: Revision, by: Any) -> Revision:
    """Hide how a post read once: no address shows it again. By a moderator; raises PermissionDenied for others."""
    if not may_moderate(viewer_for(by), revision.post.thread.space):
        raise PermissionDenied
    if not revision.hidden:
        revision.hidden = True
        revision.save(update_fields=["hidden"])
        log.write("threads.revision.hidden", by=by, on=revision.post, label=revision.post.label, number=revision.number)
    return revision
