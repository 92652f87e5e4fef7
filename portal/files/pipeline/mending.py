"""What the clock looks after: files whose task was lost, and files on the disk that belong to nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import default_storage, storages
from django.db import transaction
from django.db.models import FileField, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.files.bucket import BucketStorage
from portal.files.models import FormerVersion, PortalDocument, PortalImage
from portal.files.pipeline.quarantine import scanner_answers
from portal.files.pipeline.states import MOST_ATTEMPTS, ON_THE_WAY, State
from portal.files.tasks import clean_kept, take_text

#: How many files are taken up again at once; the rest has its turn the next time.
_MOST = 500
#: Nobody is served these, whatever the fault is. It may be ours: a full disk, say.
_TIRED = Q(state=State.RECEIVED, attempts__gte=MOST_ATTEMPTS)
_REST = timedelta(hours=1)
#: A file without an owner may belong to a save that is still going on.
_SURELY_OVER = timedelta(days=1)
#: Where documents, images and their renditions lie, what is to be imported, what waits for its form, and what
#: was attached to posts.
_FOLDERS = (
    *(str(PortalDocument._meta.get_field("file").upload_to), "original_images", "images"),
    *("imports", "wagtail_uploads", "avatar_images", "attachments"),
)


def resume() -> int:
    """Give every file that is on its way and has no task a new one; how many."""
    return _resume(PortalDocument.objects.filter(state__in=ON_THE_WAY).exclude(_TIRED))


def try_again() -> int:
    """The same for those that failed again and again and are still in quarantine: now and then, and for ever."""
    return _resume(PortalDocument.objects.filter(_TIRED))


def _resume(on_the_way: QuerySet[PortalDocument]) -> int:
    on_the_way = on_the_way.order_by("pk")
    waiting = on_the_way.values_list("pk", flat=True)
    if not waiting.exists():
        return 0
    if on_the_way.filter(waits_for_scanner=True).exists() and not scanner_answers():
        waiting = waiting.filter(waits_for_scanner=False)
    unfinished = DBTaskResult.objects.filter(
        task_path=take_text.module_path, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)
    )
    at_work = {arguments["args"][0] for arguments in unfinished.values_list("args_kwargs", flat=True)}
    lost = [pk for pk in waiting if pk not in at_work][:_MOST]
    with transaction.atomic():
        for pk in lost:
            take_text.enqueue(pk)
    return len(lost)


def release_waiting() -> int:
    """Give every former version and image in quarantine that has no task a task; how many.

    One whose task has failed rests for an hour.
    """
    kept = [(model, model._default_manager.filter(state=State.RECEIVED)) for model in (PortalImage, FormerVersion)]
    if not any(rows.exists() for _model, rows in kept) or not scanner_answers():
        return 0
    unfinished = DBTaskResult.objects.filter(
        Q(status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING))
        | Q(status=TaskResultStatus.FAILED, finished_at__gt=timezone.now() - _REST),
        task_path=clean_kept.module_path,
    )
    at_work = {tuple(arguments["args"]) for arguments in unfinished.values_list("args_kwargs", flat=True)}
    found = (
        (str(model._meta.model_name), pk)
        for model, rows in kept
        for pk in rows.order_by("pk").values_list("pk", flat=True)
    )
    lost = [one for one in found if one not in at_work][:_MOST]
    with transaction.atomic():
        for kind, pk in lost:
            clean_kept.enqueue(kind, pk)
    return len(lost)


def sweep(older_than: timedelta = _SURELY_OVER) -> int:
    """Delete stored files that no row of any model names, left by a save or a deletion that never came to its end.

    Answers how many there were.
    """
    gone = of_nothing(timezone.now() - older_than)
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def sweep_some(before: datetime, most: int) -> int:
    """Delete at most so many of them that were written before a moment; how many."""
    gone = of_nothing(before)[:most]
    for name in gone:
        default_storage.delete(name)
    return len(gone)


def of_nothing(before: datetime) -> list[str]:
    """The names of stored files that no row names and that were written before a moment."""
    there = [name for folder in _FOLDERS for name in names_in(folder)]
    # Rows are asked after the disk: what is stored and saved meanwhile is not looked at.
    owned = owned_names()
    return [name for name in there if name not in owned and _written(name) < before]


def names_in(folder: str) -> list[str]:
    """The names of all files stored in a folder; a bucket tells them with those of its folders, in few requests."""
    if isinstance(storage := storages["default"], BucketStorage):
        return storage.names_below(folder)
    if not default_storage.exists(folder):
        return []
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]


def owned_names() -> set[str]:
    """The names in every field of files of every model."""
    names: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                names.update(model._base_manager.values_list(field.attname, flat=True).iterator())
    return names


def _written(name: str) -> datetime:
    """When a stored file was written."""
    return default_storage.get_modified_time(name)
