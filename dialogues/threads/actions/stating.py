"""Statements of a delegation: written by one of its people, released or returned by its head."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.threads.actions.drafting import drop_draft
from dialogues.threads.actions.holding import hold_thread
from dialogues.threads.actions.sending import Words, refuse_in, reply
from dialogues.threads.limits import refuse_haste
from dialogues.threads.models import Post, Statement, Thread
from dialogues.threads.permissions import may_release, may_reply
from dialogues.threads.speaking import heads_in, speakers_through_head
from portal.attribution import Attribution
from portal.audit import log
from portal.marking import Label
from portal.notices.outbox.writing import post as post_mail
from portal.notices.outbox.writing import post_to_all
from portal.viewer import viewer_for

#: The kinds of mail: to the head, and to the writer.
WAITS, RETURNED = "threads.statement.waits", "threads.statement.returned"


@transaction.atomic
def ask_release(*, thread: Thread, words: Words, by: Any) -> Statement:
    """Lay a statement before the head of the writer's delegation; answers it, also for the second click of two.

    Raises PermissionDenied for who may not, TooManyError for haste, ValidationError for what cannot be.
    """
    thread = hold_thread(thread)
    before = Statement.objects.filter(sending=words.sending, user=by).first()
    if before is not None:
        return before
    viewer = viewer_for(by)
    allowed = {one.code: one for one in speakers_through_head(viewer, thread.space, words.rule)}
    if not may_reply(viewer, thread) or words.speaker not in allowed:
        raise PermissionDenied
    if not thread.is_open:
        raise ValidationError(_("This thread takes no more posts. Your text is still here: copy it if you need it."))
    if words.label is not Label(thread.label):
        raise ValidationError(_("A statement of a delegation has the label of its thread."))
    refuse_haste(by)
    refuse_in(thread, words)
    seat = allowed[words.speaker].seat
    statement = Statement.objects.create(
        thread=thread,
        seat=seat,
        user=by,
        text=words.text,
        language=words.language,
        reason=words.reason,
        quoted=words.quoted,
        sending=words.sending,
    )
    drop_draft(space=thread.space, thread=thread, by=by)
    _write("threads.statement.asked", statement, by)
    post_to_all(WAITS, heads_in(thread.space, seat), but=by, statement=statement.pk)
    return statement


@transaction.atomic
def release(*, statement: Statement, by: Any) -> Post:
    """The head of the delegation lets a statement stand, in the name of its writer; answers the post.

    Raises PermissionDenied for anybody else, ValidationError where it cannot be sent any more as it was written.
    """
    statement = _held(statement, by)
    thread = statement.thread
    words = Words(
        text=statement.text,
        language=statement.language,
        label=Label(thread.label),
        rule=Attribution.ON_RECORD,
        sending=statement.sending,
        speaker=f"{Post.Capacity.DELEGATION.value}:{statement.seat.token}",
        reason=statement.reason,
        quoted=statement.quoted,
    )
    try:
        post = reply(thread=thread, words=words, by=statement.user, released=True)
    except PermissionDenied as refusal:
        raise ValidationError(_("Whoever wrote this does not speak for the delegation here any more.")) from refusal
    _write("threads.statement.released", statement, by)
    statement.delete()
    return post


@transaction.atomic
def give_back(*, statement: Statement, answer: str, by: Any) -> Statement:
    """The head returns a statement to its writer, with a reason. Raises as ``release`` does."""
    statement = _held(statement, by)
    if not answer.strip():
        raise ValidationError(_("Write the reason."))
    statement.answer, statement.returned_at = answer.strip(), timezone.now()
    statement.save(update_fields=["answer", "returned_at"])
    _write("threads.statement.returned", statement, by)
    post_mail(RETURNED, to=statement.user, statement=statement.pk)
    return statement


@transaction.atomic
def drop_statement(*, statement: Statement, by: Any) -> None:
    """Its writer takes a statement back, or deletes one that was returned."""
    if statement.user_id != by.pk:
        raise PermissionDenied
    _write("threads.statement.dropped", statement, by)
    statement.delete()


def _held(statement: Statement, by: Any) -> Statement:
    """A statement that waits; raises PermissionDenied for who is not the head, ValidationError where it is decided."""
    thread = hold_thread(statement.thread)
    found = Statement.objects.select_related("seat__delegation", "user", "quoted").filter(pk=statement.pk).first()
    if found is None or found.returned_at is not None:
        raise ValidationError(_("This has been decided already."))
    found.thread = thread
    if not may_release(viewer_for(by), found):
        raise PermissionDenied
    return found


def _write(action: str, statement: Statement, by: Any) -> None:
    log.write(action, by=by, on=statement.thread, label=statement.thread.label, statement=str(statement.token))
