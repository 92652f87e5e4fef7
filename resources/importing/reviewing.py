"""One mail for an import whose drafts wait for review, where each of them would send one by itself."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from wagtail.models import WorkflowState

from portal.members.models import User
from portal.notices.mails.reviews import reviewers
from portal.notices.models import Mail
from portal.notices.outbox import kinds
from portal.notices.outbox.kinds import Letter
from portal.notices.outbox.writing import post_to_all
from resources.models import PublicationPage, TableImport


def connect() -> None:
    """Say how this mail reads, once, at start."""
    kinds.register("import.review", _written)


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
    post_to_all("import.review", sorted(_recipients(waiting(run)), key=lambda user: user.pk), but=run.by, run=run.pk)


def _recipients(reviews: list[WorkflowState]) -> set[User]:
    """Who reviews any of them. Those of one step have the same people; languages may be reviewed by different ones."""
    steps = {review.current_task_state.task_id: review for review in reviews if review.current_task_state}
    return {user for review in steps.values() for user in reviewers(review)}


def _written(mail: Mail) -> Letter | None:
    """What waits still, when the mail is sent."""
    run = TableImport.objects.filter(pk=mail.about["run"]).first()
    reviews = waiting(run) if run else []
    if run is None or mail.user not in _recipients(reviews):
        return None
    return Letter(_subject(len(reviews)), _text(run, len(reviews)))


def _subject(count: int) -> str:
    return f"Balai: {count} imported {'draft waits' if count == 1 else 'drafts wait'} for review"


def _text(run: TableImport, count: int) -> str:
    who = str(run.by) if run.by else "Somebody without an account now"
    drafts = "One draft waits" if count == 1 else f"{count} drafts wait"
    place = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('publications:index')}?state=review"
    return f"{who} has imported the table “{run.name}”. {drafts} for review.\n\nThe list: {place}\n"
