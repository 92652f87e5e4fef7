"""One mail for an import whose drafts wait for review, where each of them would send one by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.admin.mail import GroupApprovalTaskStateSubmissionEmailNotifier, WorkflowStateSubmissionEmailNotifier
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_submitted

from portal.notices.tasks import tell_user
from resources.models import PublicationPage, TableImport

_told_together: ContextVar[bool] = ContextVar("told_together", default=False)


@contextmanager
def told_together() -> Iterator[None]:
    """Drafts that are handed in for review meanwhile send no mails: whoever does it tells of all of them at the end."""
    token = _told_together.set(True)
    try:
        yield
    finally:
        _told_together.reset(token)


class _TaskMails(GroupApprovalTaskStateSubmissionEmailNotifier):  # type: ignore[misc]
    """Wagtail's mails to those who review, unless they are told together."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return not _told_together.get() and super().can_handle(instance, **kwargs)


class _WorkflowMails(WorkflowStateSubmissionEmailNotifier):  # type: ignore[misc]
    """Wagtail's mails to superusers, unless they are told together."""

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        return not _told_together.get() and super().can_handle(instance, **kwargs)


# Signals hold their receivers weakly.
_task_mails, _workflow_mails = _TaskMails(), _WorkflowMails()


def connect() -> None:
    """Put these mails in the place of Wagtail's, whichever of the two apps starts first."""
    for signal, sender, receiver, uid in (
        (task_submitted, TaskState, _task_mails, "group_approval_task_submitted_email_notification"),
        (workflow_submitted, WorkflowState, _workflow_mails, "workflow_state_submitted_email_notification"),
    ):
        signal.disconnect(sender=sender, dispatch_uid=uid)
        signal.connect(receiver, sender=sender, dispatch_uid=uid)


def waiting(run: TableImport) -> list[WorkflowState]:
    """The reviews that wait for somebody because of this import, as far as they still do.

    Asked of the reviews themselves, so that a worker that died between a row and its note has left none out.
    """
    begun = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, requested_by=run.by, created_at__gte=run.begun_at
    )
    by_page = {int(each.object_id): each for each in begun.select_related("current_task_state__task")}
    rows = set(run.outcomes.filter(rehearsed=False).values_list("reference", "language"))
    pages = PublicationPage.objects.filter(pk__in=by_page).order_by("pk")
    found = pages.values_list("pk", "reference", "locale__language_code")
    return [by_page[pk] for pk, reference, language in found if (reference, language) in rows]


def tell(run: TableImport) -> None:
    """Have everybody who reviews mailed that an import has left drafts for them; in the transaction that ends it."""
    reviews = waiting(run)
    if not reviews:
        return
    recipients: set[Any] = _workflow_mails.get_valid_recipients(reviews[0], user=run.by)
    # Languages may be reviewed by different people.
    for state in {review.current_task_state.task_id: review.current_task_state for review in reviews}.values():
        if _task_mails.can_handle(state):
            recipients |= _task_mails.get_valid_recipients(state, user=run.by)
    for recipient in sorted(recipients - {run.by}, key=lambda user: user.pk):
        tell_user.enqueue(recipient.pk, _subject(len(reviews)), _text(run, len(reviews)))


def _subject(count: int) -> str:
    return f"Balai: {count} imported {'draft waits' if count == 1 else 'drafts wait'} for review"


def _text(run: TableImport, count: int) -> str:
    who = str(run.by) if run.by else "Somebody without an account now"
    drafts = "One draft waits" if count == 1 else f"{count} drafts wait"
    place = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('publications:index')}?state=review"
    return f"{who} has imported the table “{run.name}”. {drafts} for review.\n\nThe list: {place}\n"
