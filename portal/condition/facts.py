"""What the system page tells of every portal, whatever its search."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timesince
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.condition.failures import failures
from portal.condition.parts import Fact, State
from portal.files.pipeline.weight import stored_bytes
from portal.metrics.running import database_version, existing, longest_wait
from portal.notices.outbox.state import state
from portal.version import VERSION
from portal.work.limits import SILENCE
from portal.work.models import Duty, Hindrance, Worker

#: A task that is due and waits for longer means that workers are missing or too few.
LONG_WAIT = timedelta(minutes=10)
#: A duty is looked for each second; this late, no worker looks.
LATE = timedelta(minutes=5)
#: Shares of the disk that are free.
LITTLE_DISK, NO_DISK = 0.15, 0.05


def versions() -> Sequence[Fact]:
    """What runs here."""
    return [
        Fact("Portal", VERSION),
        Fact("Python", platform.python_version()),
        Fact("Django", django.get_version()),
        Fact("Wagtail", wagtail.__version__),
    ]


def database() -> Iterator[Fact]:
    """Which it is, how large, and whether its tables are those of this code."""
    yield Fact("Server", database_version())
    yield Fact("Size", _size(_database_bytes()))
    loader = MigrationLoader(connection)
    pending = len(set(loader.graph.nodes) - set(loader.applied_migrations))
    if pending:
        remedy = "Run manage.py prepare --without-demo with this version's code."
        yield Fact("Migrations", f"{pending} not applied", State.WRONG, remedy)
    else:
        yield Fact("Migrations", "all applied", State.WELL)


def work() -> Iterator[Fact]:
    """Workers, what waits for them, and what they could not do."""
    now = timezone.now()
    alive = Worker.objects.filter(seen_at__gte=now - SILENCE).count()
    remedy = "" if alive else "Start one with manage.py work, and see to it that it is started again when it ends."
    yield Fact("Workers", str(alive) if alive else "none", State.WELL if alive else State.WRONG, remedy)
    yield _queue(now)
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).count()
    yield Fact("Running", _tasks(running))
    failed = sum(failure.times for failure in failures())
    remedy = "They are listed below with what can be done." if failed else ""
    yield Fact("Failed", _tasks(failed), State.LOOK if failed else State.WELL, remedy)
    yield from _duties(now)
    for hindrance in Hindrance.objects.order_by("since")[:20]:
        remedy = "It is tried again by itself; the history of the page says the same."
        yield Fact("Hindered", f"{hindrance.subject}: {hindrance.reason}", State.LOOK, remedy)


def mail() -> Iterator[Fact]:
    """How mail leaves, and what has not left."""
    by_files = "filebased" in settings.EMAIL_BACKEND
    way = "written as files into the data folder" if by_files else f"{settings.EMAIL_HOST}, port {settings.EMAIL_PORT}"
    yield Fact("Way out", way)
    yield Fact("Sender", settings.DEFAULT_FROM_EMAIL)
    now = state()
    remedy = ""
    if now.tried:
        remedy = "Some were tried in vain, and are tried again by themselves. Look at the mail server."
    elif now.oldest_seconds > LONG_WAIT.total_seconds():
        remedy = "Nobody sends them: start a worker."
    yield Fact("Waiting", _mails(now.waiting), State.LOOK if remedy else State.WELL, remedy)
    if now.given_up:
        link = (reverse("given_up_mails"), "The list")
        remedy = "Read why, mend it, and send them again."
        yield Fact("Given up", _mails(now.given_up), State.LOOK, remedy, link)


def disk() -> Iterator[Fact]:
    """The disk of this web server, and the files that were uploaded."""
    usage = shutil.disk_usage(existing(Path(settings.DATA_DIR)))
    share = usage.free / usage.total
    state = State.WRONG if share < NO_DISK else State.LOOK if share < LITTLE_DISK else State.WELL
    remedy = "Make room: with a full disk nothing can be saved." if state.needs_somebody else ""
    yield Fact("Free", f"{_size(usage.free)} of {_size(usage.total)} ({share:.0%})", state, remedy)
    held, most = stored_bytes(), settings.FILES_QUOTA_BYTES
    full = held > most * 0.9
    remedy = "Raise PORTAL_FILES_MB, or take files out: uploads are refused beyond it." if full else ""
    yield Fact("Uploaded files", f"{_size(held)} of {_size(most)}", State.LOOK if full else State.WELL, remedy)


def _queue(now: datetime) -> Fact:
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY).count()
    oldest = timedelta(seconds=longest_wait(now))
    if oldest < LONG_WAIT:
        return Fact("Waiting", _tasks(waiting), State.WELL)
    remedy = "Start a worker, or one more."
    return Fact("Waiting", f"{_tasks(waiting)}, the oldest for {timesince(now - oldest, now)}", State.LOOK, remedy)


def _duties(now: datetime) -> Iterator[Fact]:
    for duty in Duty.objects.exclude(last_error="").order_by("name"):
        # What it said may quote what it worked on; the kind of error does not.
        kind = duty.last_error.partition(":")[0]
        remedy = "It is tried again when it is next due; manage.py work --state says more."
        yield Fact("Duty failed", f"{duty.name} ({kind})", State.LOOK, remedy)
    late = Duty.objects.filter(next_run__lt=now - LATE).count()
    if late:
        yield Fact("Late duties", str(late), State.LOOK, "No worker looks at the clock: start one.")


def _database_bytes() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _tasks(number: int) -> str:
    return "1 task" if number == 1 else f"{number} tasks"


def _mails(number: int) -> str:
    return "1 mail" if number == 1 else f"{number} mails"


def _size(size: int) -> str:
    return filesizeformat(size).replace("\xa0", " ")
