"""The mail to staff that a reader found something wrong on a page, in English as the administration is."""

from __future__ import annotations

from django.conf import settings

from portal.notices.models import Mail, ProblemReport
from portal.notices.outbox.kinds import Letter, register
from portal.notices.outbox.writing import post


def connect() -> None:
    """Say how this mail reads, once, at start."""
    register("problem.reported", _of_report)


def tell_staff(report: ProblemReport) -> None:
    """Have staff told that a report waits, in the transaction that keeps it."""
    for address in settings.STAFF_MAIL:
        post("problem.reported", address=address, language="en", report=report.pk)


def _of_report(mail: Mail) -> Letter | None:
    """The mail carries the page, not the text: the text is read in the portal."""
    report = ProblemReport.objects.filter(pk=mail.about["report"], settled=False).first()
    if report is None or mail.address not in settings.STAFF_MAIL:
        return None
    if report.identifies_person:
        return Letter(
            "Balai: URGENT: a page may identify a person",
            f"A reader says that {report.path or 'a page'} ({report.language}) identifies a person.\n"
            "Look now: one click hides the page in all its languages, and can be taken back.\n"
            f"{settings.WAGTAILADMIN_BASE_URL}/administration/problem-reports/edit/{report.pk}/\n",
        )
    return Letter(
        "Balai: something is wrong on a page",
        f"A reader reported a problem on {report.path or 'a page'} ({report.language}).\n"
        f"Read it: {settings.WAGTAILADMIN_BASE_URL}/administration/problem-reports/\n",
    )
