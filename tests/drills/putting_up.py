"""Somebody who puts papers up and writes mails to be sent, in the surroundings of a portal that is set up.

``python -m tests.drills.putting_up --files 20 --mails 40`` does both in turn, a transaction each; ``--old 30`` makes
notes that are long over their time. Its last line tells in JSON what there is to be done.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import timedelta


def put_up(number: int, pages: int) -> None:
    """A paper of so many pages, each with words of its own."""
    from django.core.files.base import ContentFile

    from portal.files.models import PortalDocument
    from tests.files.samples import pdf

    words = [f"Paper {number}, page {page}. Victims are not punished." for page in range(1, pages + 1)]
    document = PortalDocument(title=f"Paper {number}", language="en")
    document.file = ContentFile(pdf(words), name=f"paper-{number}.pdf")
    document.save()


def write_mail(number: int) -> None:
    """A mail about a report of a reader."""
    from portal.notices.actions import report_problem

    report_problem(path=f"/en/{number}", language="en", text=f"Report {number}.", contact="")


def leave_old(number: int) -> None:
    """So many notes of refusals from two years ago, and a stored file of nothing."""
    import os

    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.utils import timezone

    from portal.files.models import RefusedFile

    long_ago = timezone.now() - timedelta(days=800)
    RefusedFile.objects.bulk_create(RefusedFile(name=str(one), reason="r", at=long_ago) for one in range(number))
    for one in range(3):
        name = default_storage.save(f"documents/of-nothing-{one}.pdf", ContentFile(b"words"))
        os.utime(default_storage.path(name), (long_ago.timestamp(), long_ago.timestamp()))


if __name__ == "__main__":
    import django

    django.setup()
    parser = ArgumentParser()
    for option in ("--files", "--mails", "--old"):
        parser.add_argument(option, type=int, default=0)
    parser.add_argument("--pages", type=int, default=3)
    options = parser.parse_args()
    if options.old:
        leave_old(options.old)
        from portal.retention.tasks import start_round

        start_round()
    for one in range(max(options.files, options.mails)):
        if one < options.files:
            put_up(one, options.pages)
        if one < options.mails:
            write_mail(one)
    print(json.dumps({"files": options.files, "mails": options.mails, "old": options.old}), flush=True)
