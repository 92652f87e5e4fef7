"""Imports in the background: looked through first, carried out when somebody says so, tidied away afterwards.

Each row that is settled is written down with its line. A worker that dies leaves an import from which the next one
goes on; a row that was written but not yet written down is found unchanged.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from portal.audit.log import write
from portal.files.confined.running import on_disk
from portal.files.pipeline import archives
from portal.notices.mails.reviews import told_together
from resources.columns.refusals import TableRefusedError
from resources.importing.files import Folder
from resources.importing.options import Options
from resources.importing.outcomes import Outcome
from resources.importing.reviewing import tell
from resources.importing.running import outcomes, prepared
from resources.importing.tables import open_table
from resources.importing.tasks import advance_import
from resources.importing.zip_folder import ZipFolder
from resources.models import ImportedRow, ImportState, TableImport

BEGUN, ENDED = "publications.import_begun", "publications.import_ended"
#: Seconds after which a task makes room for others and goes on later.
TURN = 30.0


@transaction.atomic
def begin(*, by: Any, table: File[bytes], archive: File[bytes] | None, draft: bool) -> TableImport:
    """Keep what was uploaded and let the worker look through it. Nothing is imported yet."""
    begun = TableImport(by=by, name=str(table.name)[:200], draft=draft, table=table)
    if archive is not None:
        begun.archive, begun.archive_name = archive, str(archive.name)[:200]
    begun.save()
    write(BEGUN, by=by, on=begun)
    advance_import.enqueue(begun.pk)
    return begun


@transaction.atomic
def carry_out(waiting: TableImport) -> bool:
    """Let the worker import what was looked through; whether it was still waiting for that."""
    asked = TableImport.objects.filter(pk=waiting.pk, state=ImportState.WAITING)
    if not asked.update(state=ImportState.RUNNING, line=0, changed_at=timezone.now()):
        return False
    advance_import.enqueue(waiting.pk)
    return True


def advance(number: int, turn: float = TURN) -> bool:
    """Take an import on for at most a turn; whether there is nothing left to do.

    Raises TableImport.DoesNotExist when it was deleted.
    """
    until = time.monotonic() + turn
    run = TableImport.objects.select_related("by").get(pk=number)
    if not run.is_at_work:
        return True
    try:
        with _opened(run) as (path, folder):
            table = open_table(path, run.name)
            options = Options(folder, by=run.by, draft=run.draft, dry_run=run.is_rehearsed)
            if run.by is None or not run.by.is_active:
                raise TableRefusedError("Whoever started this import has no account any more.")
            work = prepared(table, options)
            run.rows, run.notes = work.survey.rows, list(table.notes)
            TableImport.objects.filter(pk=run.pk).update(rows=run.rows, notes=run.notes)
            with told_together():
                for outcome in outcomes(table, work, after=run.line):
                    _settled(run, outcome)
                    if time.monotonic() > until:
                        return False
    except TableRefusedError as refused:
        _end(run, ImportState.REFUSED, str(refused))
        return True
    _end(run, ImportState.WAITING if run.is_rehearsed else ImportState.DONE)
    return True


@contextmanager
def _opened(run: TableImport) -> Iterator[tuple[Path, Folder]]:
    """The table on this machine, and the files. Raises TableRefusedError when either cannot be opened."""
    with ExitStack() as stack:
        try:
            path = stack.enter_context(on_disk(stack.enter_context(run.table.open("rb"))))
            if not run.archive:
                yield path, Folder(None)
                return
            packed = stack.enter_context(on_disk(stack.enter_context(run.archive.open("rb"))))
        except (FileNotFoundError, ValueError) as lost:
            raise TableRefusedError("What was uploaded is not there any more: upload it again.") from lost
        room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="balai-import-")))
        try:
            archive = stack.enter_context(archives.opened(packed, run.archive_name))
        except ValidationError as refusal:
            raise TableRefusedError(" ".join(refusal.messages)) from refusal
        yield path, ZipFolder(archive, room)


@transaction.atomic
def _settled(run: TableImport, outcome: Outcome) -> None:
    """Write down what became of a row."""
    ImportedRow.objects.get_or_create(
        of=run,
        rehearsed=run.is_rehearsed,
        line=outcome.place.line,
        defaults={
            "row": outcome.place.row,
            "kind": outcome.kind.value,
            "reference": outcome.reference[:40],
            "language": outcome.language[:40],
            "column": outcome.column,
            "sentence": outcome.sentence,
            "told": outcome.told(),
        },
    )
    TableImport.objects.filter(pk=run.pk, state=run.state).update(line=outcome.place.line, changed_at=timezone.now())


@transaction.atomic
def _end(run: TableImport, state: ImportState, sentence: str = "") -> None:
    now = timezone.now()
    mine = TableImport.objects.filter(pk=run.pk, state=run.state)
    if not mine.update(state=state, sentence=sentence, changed_at=now):
        return
    if state is not ImportState.WAITING:
        write(ENDED, by=run.by, on=run, state=state.value)
        if not run.is_rehearsed:
            tell(run)
        forget_uploads(run)


def forget_uploads(run: TableImport) -> None:
    """Delete what was uploaded once the transaction is over; the outcome stays."""
    names = [(file.storage, file.name) for file in (run.table, run.archive) if file]
    TableImport.objects.filter(pk=run.pk).update(table="", archive="")
    for storage, name in names:
        transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))


def give_up(run: TableImport) -> None:
    """Delete an upload that nobody decided on; the import stands as refused, and says why."""
    late = "Nobody decided on it in time; what was uploaded has been deleted."
    changed = {"state": ImportState.REFUSED, "sentence": late, "changed_at": timezone.now()}
    with transaction.atomic():
        TableImport.objects.filter(pk=run.pk).update(**changed)
        forget_uploads(run)
