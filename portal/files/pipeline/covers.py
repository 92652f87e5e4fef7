"""Making the cover of a PDF that is ready: its first page as a small picture, and its bookmarks.

It comes after everything else: a file whose cover cannot be made is as ready as any other, and shows none.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.files.confined.limits import COVERING
from portal.files.confined.running import FailedError, OverrunError, call, on_disk
from portal.files.models import FileCover, PortalDocument
from portal.files.pipeline.states import State

#: How many covers are begun at once; the rest has its turn the next time.
_MOST = 500


def waiting() -> QuerySet[PortalDocument]:
    """The PDFs that are ready and of whose present content no cover was tried yet."""
    ready = PortalDocument.objects.filter(state=State.READY, file__iendswith=".pdf").exclude(sha256="")
    return ready.exclude(cover__sha256=F("sha256"))


def make_cover(document_id: int) -> bool:
    """Make the cover of a document, unless it has one; whether it has a picture now.

    What could not be drawn is remembered as a cover without a picture, so that it is not tried for ever.
    """
    document = waiting().filter(pk=document_id).first()
    if document is None:
        return False
    made = _made(document)
    with transaction.atomic():
        # The file may have been replaced or deleted meanwhile: then this is the cover of nothing.
        if not PortalDocument.objects.filter(pk=document_id, sha256=document.sha256).exists():
            return False
        FileCover.objects.update_or_create(document=document, defaults={"sha256": document.sha256, **made})
    return bool(made["picture"])


def begin_waiting() -> int:
    """Give every PDF that waits for its cover and has no task a task; how many."""
    from portal.files.tasks import cover_document

    unfinished = DBTaskResult.objects.filter(
        task_path=cover_document.module_path, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)
    )
    at_work = {arguments["args"][0] for arguments in unfinished.values_list("args_kwargs", flat=True)}
    lost = [pk for pk in waiting().order_by("pk").values_list("pk", flat=True) if pk not in at_work][:_MOST]
    with transaction.atomic():
        for pk in lost:
            cover_document.enqueue(pk)
    return len(lost)


def _made(document: PortalDocument) -> dict[str, Any]:
    """What a cover holds; nothing where the file cannot be drawn within the limits."""
    nothing: dict[str, Any] = {"width": 0, "height": 0, "outline": [], "picture": b""}
    with tempfile.TemporaryDirectory(prefix="balai-") as folder:
        target = Path(folder) / "first-page.webp"
        try:
            with document.open_file() as file, on_disk(file) as path:
                *bookmarks, size = call("cover-pdf", str(path), str(target), limits=COVERING)
        except (OverrunError, FailedError, FileNotFoundError, ValueError):
            return nothing
        outline = [[bookmark["page"], bookmark["title"]] for bookmark in bookmarks]
        if not size["width"]:
            return nothing | {"outline": outline}
        return {**size, "outline": outline, "picture": target.read_bytes()}
