"""How long files are kept that nothing shows any more, and what was made of files."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from portal.files.models import (
    FileCover,
    FilePage,
    FormerVersion,
    PortalDocument,
    PortalImage,
    PortalRendition,
    RefusedFile,
)
from portal.files.pipeline import mending
from portal.files.pipeline.states import State
from portal.files.referring import unused
from portal.retention import guard, holds
from portal.retention.registry import Action
from portal.retention.registry import register as register_kind
from portal.retention.rows import Rows, register_rows

DOCUMENT, IMAGE = "files.portaldocument", "files.portalimage"
_LEFTOVERS, _UNUSED = "PORTAL_KEEP_LEFTOVERS", "PORTAL_KEEP_UNUSED_FILES"


def register() -> None:
    """Join the table of what is kept for a time, and guard the files that are held."""
    guard.watch(PortalDocument)
    guard.watch(PortalImage)
    guard.watch(FormerVersion, held_with="document")
    _refused()
    _whole_files()
    _made_of_files()


def _refused() -> None:
    register_rows(
        "notes of refused files",
        period_setting="PORTAL_KEEP_REFUSALS",
        rows=Rows(
            lambda before: RefusedFile.objects.filter(at__lt=before),
            lambda: Q(by__in=holds.held_numbers("members.user")),
        ),
        models=["files.RefusedFile"],
        what="they were refused",
    )
    register_rows(
        "files refused after they were stored",
        period_setting="PORTAL_KEEP_QUARANTINE",
        rows=Rows(
            lambda before: unused(PortalDocument.objects.filter(state=State.REFUSED, state_since__lt=before)),
            _held(DOCUMENT),
        ),
        models=["files.PortalDocument", "files.FilePage"],
        what="they were refused; what a page refers to stays",
    )


def _whole_files() -> None:
    register_rows(
        "unused files",
        period_setting=_UNUSED,
        rows=Rows(
            lambda before: unused(PortalDocument.objects.filter(created_at__lt=before, state_since__lt=before)),
            _held(DOCUMENT),
        ),
        models=["files.PortalDocument", "files.FilePage", "files.FileCover"],
        what="they came, or were last replaced; what a page or a draft refers to stays",
    )
    register_rows(
        "unused images",
        period_setting=_UNUSED,
        rows=Rows(lambda before: unused(PortalImage.objects.filter(created_at__lt=before)), _held(IMAGE)),
        models=["files.PortalImage", "files.PortalRendition"],
        what="they came; what a page or a draft refers to stays",
    )
    register_rows(
        "former versions of files",
        period_setting="PORTAL_KEEP_FORMER_FILES",
        rows=Rows(
            lambda before: FormerVersion.objects.filter(replaced_at__lt=before),
            lambda: Q(document__in=holds.held_numbers(DOCUMENT)),
        ),
        models=["files.FormerVersion"],
        what="they were replaced",
    )


def _made_of_files() -> None:
    gone = Rows(lambda _before: FileCover.objects.exclude(sha256=F("document__sha256")))
    register_rows(
        "covers of former content",
        period_setting=_LEFTOVERS,
        rows=gone,
        models=["files.FileCover"],
        what="each round",
    )
    text = Rows(
        lambda _before: FilePage.objects.filter(~Exists(PortalDocument.objects.filter(pk=OuterRef("document"))))
    )
    register_rows(
        "text of gone files", period_setting=_LEFTOVERS, rows=text, models=["files.FilePage"], what="each round"
    )
    register_rows(
        "renditions without their file",
        period_setting=_LEFTOVERS,
        rows=Rows(_renditions_without_file),
        models=["files.PortalRendition"],
        what="each round; they are made again when they are wanted",
    )
    register_kind(
        kind="stored files of nothing",
        period_setting=_LEFTOVERS,
        action=Action.DELETE,
        count=lambda before: len(mending.of_nothing(before)),
        purge=lambda before, most: mending.sweep_some(before, most),
        what="they were written; no row names them",
        is_last=True,
    )


def _held(kind: str) -> Any:
    return lambda: Q(pk__in=holds.held_numbers(kind))


def _renditions_without_file(_before: datetime) -> QuerySet[PortalRendition]:
    there = set(mending.names_in("images"))
    rows = PortalRendition.objects.values_list("pk", "file")
    # The rows were read after the store: a rendition stored meanwhile may be missing in it, so each is asked for.
    lost = [pk for pk, name in rows if name not in there and not default_storage.exists(name)]
    return PortalRendition.objects.filter(pk__in=lost)
