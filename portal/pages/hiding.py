"""A page that identifies a person goes at once, in all its languages; staff can take that back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from portal.audit import log
from portal.files.carriers import pages_carrying
from portal.files.queries import document_at
from portal.notices.models import ProblemReport
from portal.pages.queries import page_at


def can_be_hidden(page: Any) -> bool:
    """Whether it is content: the pages that hold the portal together stay."""
    return bool(getattr(page, "asks_for_marking", False))


@transaction.atomic
def hide(*, report: ProblemReport, by: Any) -> int:
    """Take the page of a report from its readers, in every language it has; answers how many went.

    Of a report on a file, or on the text of one, these are all pages that carry it: with them the file goes. What
    readers had is written down as numbers, for ``show_again``. Raises PermissionDenied for whoever may not take one of
    them down, ValidationError where the report leads to no page that can be hidden.
    """
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    groups = {page.translation_key: page for page in _pages_of(report) if can_be_hidden(page)}
    if not groups:
        raise ValidationError(_("This report leads to no page that can be hidden."))
    versions = [one.specific for one in Page.objects.filter(translation_key__in=groups, live=True)]
    hidden = [[one.pk, one.live_revision_id] for one in versions]
    for one in versions:
        if not one.permissions_for_user(by).can_unpublish():
            raise PermissionDenied
        one.unpublish(user=by)
    report.hidden = [*report.hidden, *hidden]
    report.save(update_fields=["hidden"])
    for group, page in groups.items():
        gone = sum(one.translation_key == group for one in versions)
        log.write("page.hidden", by=by, on=page, pages=gone, group=str(group))
    return len(hidden)


def _pages_of(report: ProblemReport) -> list[Any]:
    """The page that a report leads to, or those that carry the file it leads to."""
    document = document_at(report.path)
    if document is not None:
        return [page.specific for page in Page.objects.filter(pk__in=pages_carrying(document)).order_by("pk")]
    page = page_at(report.path)
    return [] if page is None else [page]


@transaction.atomic
def show_again(*, report: ProblemReport, by: Any) -> int:
    """Give readers back what ``hide`` took for this report, as they had it; answers how many came back.

    Raises PermissionDenied for whoever may not publish one of them, ValidationError where one may not be published.
    """
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    shown = 0
    for number, revision_id in report.hidden:
        page = Page.objects.filter(pk=number, live=False).first()
        if page is None:
            continue
        page = page.specific
        if not page.permissions_for_user(by).can_publish():
            raise PermissionDenied
        revision = Revision.objects.filter(pk=revision_id).first() or page.save_revision(user=by)
        revision.publish(user=by)
        shown += 1
    report.hidden = []
    report.save(update_fields=["hidden"])
    log.write("page.shown_again", by=by, on=report, pages=shown)
    return shown
