"""Wagtail's mails about reviews: the same people, the same words, by way of the outbox.

Wagtail would write them while a page is saved, and send them from there. Here its notifiers only say who is to be
told; who still is, and what is said, they are asked again when the mail is sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.admin import mail as wagtail_mail
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.writing import post

_told_together: ContextVar[bool] = ContextVar("told_together", default=False)


@contextmanager
def told_together() -> Iterator[None]:
    """Drafts that are handed in for review meanwhile send no mails: whoever does it tells of all of them at the end."""
    token = _told_together.set(True)
    try:
        yield
    finally:
        _told_together.reset(token)


class _ByOutbox:
    """A notifier of Wagtail's that posts instead of sending.

    ``due`` is how the state must stand for the mail to be sent still.
    """

    kind = ""
    due = WorkflowState.STATUS_IN_PROGRESS

    def __call__(self, instance: Any = None, **kwargs: Any) -> bool:
        """Post a mail to each who is to be told, in the transaction that changed the state."""
        if not _told_together.get() and self.can_handle(instance, **kwargs):  # type: ignore[attr-defined]
            by = kwargs.get("user")
            with transaction.atomic():
                for user in self.people(instance, by):
                    post(self.kind, to=user, state=instance.pk, by=by.pk if by else 0)
        return True

    def people(self, instance: Any, by: User | None) -> list[User]:
        """Who is to be told as things stand, in a steady order; whoever did it is not."""
        wanted: set[User] = self.get_valid_recipients(instance, user=by)  # type: ignore[attr-defined]
        return sorted(wanted - {by}, key=lambda user: user.pk)

    def write(self, mail: Mail) -> Letter | None:
        """The words of Wagtail, unless the review went on since or the recipient reviews no longer."""
        (model,) = self.valid_classes  # type: ignore[attr-defined]
        instance = model.objects.filter(pk=mail.about["state"], status=self.due).first()
        by = User.objects.filter(pk=mail.about["by"]).first()
        if instance is None or mail.user not in self.people(instance, by):
            return None
        if getattr(instance, "workflow_state", instance).content_object is None:
            return None
        context = {**self.get_context(instance, user=by), "user": mail.user}  # type: ignore[attr-defined]
        templates = self.get_template_set(instance)  # type: ignore[attr-defined]
        # The administration speaks English, whatever its people read elsewhere.
        with translation.override(settings.LANGUAGE_CODE):
            subject = render_to_string(templates["subject"], context)
            return Letter(subject, render_to_string(templates["text"], context))


class _TaskSubmitted(_ByOutbox, wagtail_mail.GroupApprovalTaskStateSubmissionEmailNotifier):  # type: ignore[misc]
    kind, due = "review.task", TaskState.STATUS_IN_PROGRESS


class _Submitted(_ByOutbox, wagtail_mail.WorkflowStateSubmissionEmailNotifier):  # type: ignore[misc]
    kind = "review.submitted"


class _Approved(_ByOutbox, wagtail_mail.WorkflowStateApprovalEmailNotifier):  # type: ignore[misc]
    kind, due = "review.approved", WorkflowState.STATUS_APPROVED


class _Rejected(_ByOutbox, wagtail_mail.WorkflowStateRejectionEmailNotifier):  # type: ignore[misc]
    kind, due = "review.rejected", WorkflowState.STATUS_NEEDS_CHANGES


# Signals hold their receivers weakly.
_notifiers = (
    (task_submitted, TaskState, _TaskSubmitted(), "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, _Submitted(), "workflow_state_submitted_email_notification"),
    (workflow_approved, WorkflowState, _Approved(), "workflow_state_approved_email_notification"),
    (workflow_rejected, WorkflowState, _Rejected(), "workflow_state_rejected_email_notification"),
)


def reviewers(workflow_state: WorkflowState) -> set[User]:
    """Whoever is told when this review waits: at its present step, and of the review as such."""
    (_one, _sender, task, _uid), (_two, _other, whole, _other_uid) = _notifiers[:2]
    found = set(whole.people(workflow_state, workflow_state.requested_by))
    step = workflow_state.current_task_state
    if step is not None and task.can_handle(step):
        found |= set(task.people(step, workflow_state.requested_by))
    return found


def connect() -> None:
    """Put these in the place of Wagtail's, whichever of the two apps starts first."""
    for signal, sender, notifier, uid in _notifiers:
        register(notifier.kind, notifier.write)
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(notifier, sender=sender, dispatch_uid=uid)
