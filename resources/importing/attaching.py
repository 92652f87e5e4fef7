"""The files of a row: which are there already, which are new and found good, and which the page will carry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import File

from portal.files.actions import record_refusal
from portal.files.models import PortalDocument
from portal.files.pipeline.checking import Findings, check
from portal.files.pipeline.refusals import refusal_in
from portal.files.queries import holding
from resources.columns.cells import split
from resources.columns.refusals import CellRefusedError
from resources.importing.files import COLUMN, Folder, NamedFile
from resources.models import PublicationFile, PublicationPage


@dataclass(frozen=True)
class Wanted:
    """A file the page is to carry: a document that is stored, or a file that was found good."""

    named: NamedFile
    document: PortalDocument | None = None
    findings: Findings | None = None


@dataclass(frozen=True)
class Attachment:
    """The files of a row in their order, or none of them where nothing changes."""

    wanted: tuple[Wanted, ...] = ()
    changes: bool = False
    notes: tuple[str, ...] = field(default=())


def attachment(cell: str, page: Any, group: UUID, folder: Folder) -> Attachment:
    """What a cell asks of a page's files in its own language. Raises CellRefusedError for what cannot be taken in."""
    named = [folder.find(name) for name in split(cell)]
    # One file under two names is carried once.
    named = list({one.sha256: one for one in named}.values())
    notes = tuple(one.note for one in named if one.note)
    carried = [(row.document.sha256, row.document.came_as) for row in own_files(page)]
    if len(carried) == len(named) and all(one.sha256 in known for one, known in zip(named, carried, strict=True)):
        return Attachment(notes=notes)
    wanted = tuple(_wanted(one, group) for one in named)
    return Attachment(wanted=wanted, changes=True, notes=notes)


def told_of_others(named: NamedFile, reference: str, group: UUID, carried: dict[str, set[str]]) -> str:
    """A note where other publications carry the very same file, or rows before this one bring it; else nothing.

    ``carried`` are the references of those rows, by the sum of the file; this one is added.
    """
    stored = PublicationFile.objects.filter(document__in=holding(named.sha256)).exclude(page__translation_key=group)
    brought = carried.setdefault(named.sha256, set())
    others = sorted({*stored.values_list("page__reference", flat=True), *brought} - {reference})
    brought.add(reference)
    if not others:
        return ""
    return f"“{named.path.name}” is the very same file as one of {', '.join(others)}: see that it is meant for both."


def own_files(page: Any) -> list[PublicationFile]:
    """The files that a page carries in its own language, in order."""
    rows = [row for row in page.files.all() if row.language == page.language]
    return sorted(rows, key=lambda row: row.sort_order or 0)


def carry(page: Any, wanted: Sequence[Wanted], by: Any) -> None:
    """Give a page its files in memory, storing those that are new; in the transaction that saves the page."""
    kept = {row.document_id: row for row in page.files.all() if row.language == page.language}
    others = [row for row in page.files.all() if row.language != page.language]
    rows = []
    for one in wanted:
        document = one.document or _store(one, page, by)
        rows.append(kept.get(document.pk) or PublicationFile(document=document, language=page.language))
    for place, row in enumerate([*rows, *others]):
        row.sort_order = place
    page.files = [*rows, *others]


def _wanted(named: NamedFile, group: UUID) -> Wanted:
    if document := _stored(named.sha256, group):
        return Wanted(named, document=document)
    try:
        with named.path.open("rb") as content:
            return Wanted(named, findings=check(File(content, name=named.path.name), named.path.name))
    except ValidationError as error:
        refusal = refusal_in(error) or error
        raise CellRefusedError(COLUMN, " ".join(refusal.messages)) from error


def _stored(sha256: str, group: UUID) -> PortalDocument | None:
    """The document that holds the very same file and belongs to nobody else: to this publication, or to none yet.

    One that an interrupted import has left behind is found again in this way. A document of another publication is
    not shared, because who replaces it there would replace it here.
    """
    for document in holding(sha256).order_by("pk"):
        groups = set(PublicationFile.objects.filter(document=document).values_list("page__translation_key", flat=True))
        if groups | _drafts_with(document) <= {group}:
            return document
    return None


def _drafts_with(document: PortalDocument) -> set[UUID]:
    """The publications whose newest draft carries a document. Its rows are there only once that is published."""
    drafts = PublicationPage.objects.filter(has_unpublished_changes=True)
    told = drafts.values_list("translation_key", "latest_revision__content__files")
    return {key for key, files in told if any(row.get("document") == document.pk for row in files or ())}


def _store(one: Wanted, page: Any, by: Any) -> PortalDocument:
    document = PortalDocument(title=page.title[:255], language=page.language, uploaded_by_user=by)
    with Path(one.named.path).open("rb") as content:
        document.file = File(content, name=one.named.path.name)
        # What the check found a moment ago; a file that was changed since is checked again.
        document._findings = one.findings
        document.save()
    return document


def note_refusal(error: ValidationError, by: Any) -> None:
    """Write a refused file down for the report of staff."""
    if refusal := refusal_in(error):
        record_refusal(refusal, by=by)
