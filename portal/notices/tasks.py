"""Mails to staff and to people with accounts, sent by the worker and never in a request."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django_tasks import task

from portal.members.models import User
from portal.notices.models import ProblemReport


@task()
def tell_staff(report_id: int) -> None:
    """Tell staff that a report waits. The mail carries the page, not the text: the text is read in the portal."""
    report = ProblemReport.objects.filter(pk=report_id, settled=False).first()
    if report is None or not settings.STAFF_MAIL:
        return
    send_mail(
        subject="Balai: something is wrong on a page",
        message=(
            f"A reader reported a problem on {report.path or 'a page'} ({report.language}).\n"
            f"Read it: {settings.WAGTAILADMIN_BASE_URL}/administration/problem-reports/\n"
        ),
        from_email=None,
        recipient_list=settings.STAFF_MAIL,
    )


@task()
def tell_user(user_id: int, subject: str, message: str) -> None:
    """Mail somebody who has an account; nobody, where it has been closed or taken away meanwhile."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        send_mail(subject=subject, message=message, from_email=None, recipient_list=[user.email])
