"""How long imports are kept, and what a hold of a publication holds with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from portal.retention import holds
from portal.retention.rows import Rows, register_rows
from resources.importing.background import give_up
from resources.models import ImportState, PublicationFile, TableImport

_PAGE, _DOCUMENT = "wagtailcore.page", "files.portaldocument"


def register() -> None:
    """Join the table of what is kept for a time. A held publication holds all its languages and their files."""
    holds.covers(of=_PAGE, kind=_PAGE, keys=_translations)
    holds.covers(of=_PAGE, kind=_DOCUMENT, keys=_files)
    register_rows(
        "uploads to be imported",
        period_setting="PORTAL_KEEP_IMPORT_UPLOADS",
        rows=Rows(
            lambda before: TableImport.objects.exclude(table="").filter(changed_at__lt=before),
            _of_held_people,
            settle=give_up,
        ),
        models=["resources.TableImport"],
        what="nobody decided on them",
    )
    register_rows(
        "outcomes of imports",
        period_setting="PORTAL_KEEP_IMPORTS",
        rows=Rows(_old_outcomes, _of_held_people),
        models=["resources.TableImport", "resources.ImportedRow"],
        what="the import ended",
    )


def _old_outcomes(before: datetime) -> QuerySet[TableImport]:
    over = (ImportState.DONE, ImportState.REFUSED)
    return TableImport.objects.filter(table="", state__in=over, changed_at__lt=before)


def _of_held_people() -> Q:
    return Q(by__in=holds.held_numbers("members.user"))


def _translations(pages: list[str]) -> Iterable[Any]:
    groups = Page.objects.filter(pk__in=pages).values("translation_key")
    return Page.objects.filter(translation_key__in=groups).values_list("pk", flat=True)


def _files(pages: list[str]) -> Iterable[Any]:
    return PublicationFile.objects.filter(page__in=pages).values_list("document", flat=True)
