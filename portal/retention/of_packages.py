"""Kinds that no app above this one owns: background tasks, the cache, and what packages leave of deleted things."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, UploadedFile
from wagtail_localize.models import String, StringSegment, StringTranslation, TranslatableObject, TranslationSource

from portal.audit.models import Origin
from portal.caching.models import Entry as Remembered
from portal.retention.holds import held_numbers
from portal.retention.rows import Rows, register_rows
from portal.work.models import Worker

_TASKS, _FAILED = "PORTAL_KEEP_TASKS", "PORTAL_KEEP_FAILED_TASKS"
_FORMS, _DELETED = "PORTAL_KEEP_FORMS", "PORTAL_KEEP_DELETED"
_HISTORY, _LEFTOVERS = "PORTAL_KEEP_HISTORY", "PORTAL_KEEP_LEFTOVERS"


def register_all() -> None:
    """Join the table."""
    _tasks()
    _half_typed()
    _of_deleted_things()
    _origins()
    remembered = Rows(lambda before: Remembered.objects.filter(expires__lt=before))
    models = ["caching.Entry"]
    register_rows(
        "what the cache remembered", period_setting=_LEFTOVERS, rows=remembered, models=models, what="it ran out"
    )


def _origins() -> None:
    """Beside the log, which stays: from which network, and by which request, somebody acted."""
    rows = Rows(lambda before: Origin.objects.filter(entry__at__lt=before))
    register_rows(
        "networks of acts", period_setting="PORTAL_KEEP_ADDRESSES", rows=rows, models=["audit.Origin"], what="the act"
    )


def _tasks() -> None:
    for kind, setting, status in (
        ("background tasks", _TASKS, TaskResultStatus.SUCCESSFUL),
        ("failed background tasks", _FAILED, TaskResultStatus.FAILED),
    ):
        rows = Rows(lambda before, status=status: DBTaskResult.objects.filter(status=status, finished_at__lt=before))
        models = ["django_tasks_database.DBTaskResult"]
        register_rows(kind, period_setting=setting, rows=rows, models=models, what="they ended")
    silent = Rows(lambda before: Worker.objects.filter(seen_at__lt=before))
    register_rows(
        "silent workers", period_setting=_LEFTOVERS, rows=silent, models=["work.Worker"], what="their last sign"
    )


def _half_typed() -> None:
    register_rows(
        "half-typed forms",
        period_setting=_FORMS,
        rows=Rows(lambda before: FormState.objects.filter(last_updated_at__lt=before), _of_held_people("user")),
        models=["wagtailadmin.FormState"],
        what="the last letter",
    )
    register_rows(
        "editing sessions",
        period_setting=_FORMS,
        rows=Rows(lambda before: EditingSession.objects.filter(last_seen_at__lt=before)),
        models=["wagtailadmin.EditingSession"],
        what="their last sign",
    )
    register_rows(
        "uploads without their form",
        period_setting=_FORMS,
        # Such a row has no date of its own, and a number tells none: its file does.
        rows=Rows(_stale_uploads, _of_held_people("uploaded_by_user")),
        models=["wagtailcore.UploadedFile"],
        what="they were stored",
    )


def _of_deleted_things() -> None:
    revisions = Rows(lambda before: _gone(Revision.objects.filter(created_at__lt=before), "base_content_type"))
    models = ["wagtailcore.Revision"]
    register_rows("revisions of deleted things", period_setting=_DELETED, rows=revisions, models=models, what="written")
    register_rows(
        "translations of deleted things",
        period_setting=_DELETED,
        rows=Rows(_translations_of_deleted),
        models=_LOCALIZE,
        what="they were last sent to translators",
    )
    register_rows(
        "sentences nobody translates",
        period_setting=_DELETED,
        rows=Rows(_unused_strings),
        models=["wagtail_localize.String", "wagtail_localize.StringTranslation"],
        what="with the translations of deleted things",
        is_last=True,
    )
    of_pages = Rows(lambda before: PageLogEntry.objects.filter(~_page_is_there("page_id"), timestamp__lt=before))
    models = ["wagtailcore.PageLogEntry"]
    register_rows("history of deleted pages", period_setting=_HISTORY, rows=of_pages, models=models, what="the entry")
    others = Rows(lambda before: _gone(ModelLogEntry.objects.filter(timestamp__lt=before), "content_type"))
    models = ["wagtailcore.ModelLogEntry"]
    register_rows("history of deleted things", period_setting=_HISTORY, rows=others, models=models, what="the entry")


#: They go with the object or the source they hang on.
_LOCALIZE = [
    f"wagtail_localize.{name}"
    for name in (
        *("TranslatableObject", "TranslationSource", "Translation", "TranslationLog", "TranslationContext"),
        *("SegmentOverride", "StringSegment", "TemplateSegment", "RelatedObjectSegment", "OverridableSegment"),
    )
]


def _of_held_people(field: str) -> Any:
    return lambda: Q(**{f"{field}__in": held_numbers("members.user")})


def _gone(rows: QuerySet[Any], field: str) -> QuerySet[Any]:
    """Those of these rows whose object is not there any more; an unknown type is left alone."""
    gone = Q(pk__in=[])
    kinds = rows.model._base_manager.order_by().values_list(field, flat=True).distinct()
    for kind in ContentType.objects.filter(pk__in=list(kinds)):
        model = kind.model_class()
        if model is not None:
            named = Cast("pk", CharField())
            there = model._base_manager.annotate(named=named).filter(named=OuterRef("object_id"))
            gone |= Q(~Exists(there), **{field: kind})
    return rows.filter(gone)


def _page_is_there(field: str) -> Exists:
    return Exists(Page.objects.filter(pk=OuterRef(field)))


def _translations_of_deleted(before: datetime) -> QuerySet[Any]:
    gone = Q(pk__in=[])
    for kind in ContentType.objects.filter(
        pk__in=list(TranslatableObject.objects.order_by().values_list("content_type", flat=True).distinct())
    ):
        model = kind.model_class()
        if model is not None:
            there = model._base_manager.filter(translation_key=OuterRef("pk"))
            gone |= Q(~Exists(there), content_type=kind)
    later = TranslationSource.objects.filter(object=OuterRef("pk"), last_updated_at__gte=before)
    return TranslatableObject.objects.filter(gone).filter(~Exists(later))


def _unused_strings(_before: datetime) -> QuerySet[Any]:
    """Sentences of no source, and of no translation that still has its place in something."""
    used = StringSegment.objects.filter(string=OuterRef("pk"))
    placed = StringTranslation.objects.filter(translation_of=OuterRef("pk"), context__isnull=False)
    return String.objects.filter(~Exists(used), ~Exists(placed))


def _stale_uploads(before: datetime) -> QuerySet[Any]:
    stale = [upload.pk for upload in UploadedFile.objects.all() if _stored_before(upload, before)]
    return UploadedFile.objects.filter(pk__in=stale)


def _stored_before(upload: UploadedFile, before: datetime) -> bool:
    try:
        return bool(upload.file.storage.get_modified_time(upload.file.name) < before)
    except FileNotFoundError:
        return True
