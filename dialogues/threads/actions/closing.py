"""Locking a thread with a reason, concluding it with a conclusion, and opening it again."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.threads import events
from dialogues.threads.actions.holding import hold_thread
from dialogues.threads.models import Thread
from dialogues.threads.permissions import may_moderate
from portal.audit import log
from portal.viewer import viewer_for


@transaction.atomic
def close_thread(*, thread: Thread, state: Thread.State, text: str, language: str, by: Any) -> Thread:
    """Lock or conclude a thread: it takes neither posts nor changes of them.

    Raises PermissionDenied for who does not moderate, ValidationError without a reason or conclusion.
    """
    thread = _moderated(thread, by)
    if state is Thread.State.OPEN or not text.strip():
        raise ValidationError(_("Write the reason or the conclusion."))
    if not thread.is_open:
        raise ValidationError(_("This thread is closed already."))
    thread.state, thread.closing, thread.closing_language = state.value, text.strip(), language
    thread.save(update_fields=["state", "closing", "closing_language"])
    log.write(f"threads.{state.value}", by=by, on=thread, label=thread.label, attribution=thread.rule)
    events.closed(thread)
    return thread


@transaction.atomic
def reopen(*, thread: Thread, by: Any) -> Thread:
    """Open a thread again that was locked or concluded; by a moderator."""
    thread = _moderated(thread, by)
    if not thread.is_open:
        thread.state, thread.closing, thread.closing_language = Thread.State.OPEN.value, "", ""
        thread.save(update_fields=["state", "closing", "closing_language"])
        log.write("threads.reopened", by=by, on=thread, label=thread.label, attribution=thread.rule)
    return thread


def _moderated(thread: Thread, by: Any) -> Thread:
    thread = hold_thread(thread)
    if not may_moderate(viewer_for(by), thread.space):
        raise PermissionDenied
    return thread
