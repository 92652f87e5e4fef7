"""How long mails that were given up, and reports that were settled, are kept."""

from __future__ import annotations

from django.db.models import Q

from portal.notices.models import Mail, ProblemReport
from portal.retention import holds
from portal.retention.rows import Rows, register_rows


def register() -> None:
    """Join the table of what is kept for a time. A mail that was sent is gone at once: nothing of it is kept."""
    register_rows(
        "mails",
        period_setting="PORTAL_KEEP_MAILS",
        rows=Rows(lambda before: Mail.objects.filter(given_up__lt=before), _to_held_people),
        models=["notices.Mail"],
        what="they were given up",
    )
    register_rows(
        "problem reports",
        period_setting="PORTAL_KEEP_PROBLEM_REPORTS",
        rows=Rows(lambda before: ProblemReport.objects.filter(settled=True, sent_at__lt=before)),
        models=["notices.ProblemReport"],
        what="they were sent; settled ones alone",
    )


def _to_held_people() -> Q:
    return Q(user__in=holds.held_numbers("members.user"))
