"""What happens with a report: it is kept, written to the log, and staff are told by the worker."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.db import transaction

from portal.audit import log
from portal.notices.mails.reports import tell_staff
from portal.notices.models import ProblemReport


@transaction.atomic
def report_problem(
    *, path: str, language: str, text: str, contact: str, identifies_person: bool = False
) -> ProblemReport:
    """Keep a report and have staff told. The mail is a row of this transaction: both stand or neither."""
    report = ProblemReport.objects.create(
        path=path, language=language, text=text, contact=contact, identifies_person=identifies_person
    )
    # Without what stands behind the question mark: words that somebody searched for are no code.
    log.write(
        "problem.reported",
        by=None,
        on=report,
        path=urlsplit(path).path[: log.LONGEST],
        urgent=identifies_person,
    )
    tell_staff(report)
    return report
