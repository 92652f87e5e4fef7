"""Files in the draft of a publication. Readers get them when the draft is published, as with every other change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.files.models import PortalDocument
from portal.files.pipeline.states import ON_THE_WAY, State
from portal.files.queries import duplicates_of
from portal.files.text.language import guess_from_name
from portal.languages import BY_CODE, LANGUAGES
from resources.models import PublicationFile, PublicationPage


@dataclass(frozen=True)
class FileRow:
    """A file of the draft as the screen shows it. ``language`` is the code to preselect."""

    document: PortalDocument
    language: str
    is_confirmed: bool
    why: str
    """Where an unconfirmed language comes from, in words; empty once it is confirmed."""
    duplicate: PortalDocument | None
    choices: tuple[tuple[str, str], ...]

    @property
    def is_on_the_way(self) -> bool:
        """Whether its text is still being taken."""
        return self.document.state in ON_THE_WAY

    @property
    def is_ready(self) -> bool:
        """Whether its text was taken."""
        return self.document.state == State.READY


_CHOICES = tuple((one.code, f"{one.english_name} ({one.own_name})") for one in LANGUAGES)


def first_guess(name: str, page: PublicationPage) -> str:
    """The language to begin with: what the name of the file says, or else that of the publication."""
    return guess_from_name(name) or page.language


def attach(*, page: PublicationPage, document: PortalDocument, language: str, by: Any) -> None:
    """Put a file behind the others of the draft."""
    with transaction.atomic():
        draft = _draft(page)
        if any(row.document_id == document.pk for row in draft.files.all()):
            return
        place = draft.files.count()
        draft.files.add(PublicationFile(document=document, language=language, sort_order=place))
        _keep(draft, by)


def confirm_languages(*, page: PublicationPage, chosen: Mapping[int, str], by: Any) -> int:
    """Write down the languages somebody chose, by the number of the document; how many files that changed."""
    changed = 0
    with transaction.atomic():
        draft = _draft(page)
        moved = False
        for row in draft.files.all():
            code = chosen.get(row.document_id, "")
            if code not in BY_CODE:
                continue
            document = PortalDocument.objects.get(pk=row.document_id)
            changed += row.language != code or document.language != code
            if document.language != code:
                document.language = code
                document.save()
            moved = moved or row.language != code
            row.language = code
        if moved:
            _keep(draft, by)
    return changed


def rows_of(page: PublicationPage) -> list[FileRow]:
    """The files of the draft, in their order."""
    # Read anew: the page in hand may be older than its draft.
    draft = PublicationPage.objects.get(pk=page.pk).specific.get_latest_revision_as_object()
    carried = sorted(draft.files.all(), key=lambda row: row.sort_order or 0)
    documents = PortalDocument.objects.in_bulk([row.document_id for row in carried])
    return [_row(row, documents[row.document_id]) for row in carried if row.document_id in documents]


def row_of(page: PublicationPage, document: PortalDocument) -> FileRow | None:
    """One of them, or None when the draft does not carry it."""
    return next((row for row in rows_of(page) if row.document.pk == document.pk), None)


def _row(carried: PublicationFile, document: PortalDocument) -> FileRow:
    confirmed = document.language == carried.language
    language, why = carried.language, ""
    if not confirmed and document.guessed_language:
        language, why = document.guessed_language, _("as its text reads")
    elif not confirmed:
        why = _("as its name says") if guess_from_name(document.title) else _("that of the publication")
    return FileRow(document, language, confirmed, why, duplicates_of(document).first(), _CHOICES)


def _draft(page: PublicationPage) -> Any:
    """The draft as it stands now, held until the end of the transaction."""
    held = PublicationPage.objects.select_for_update().get(pk=page.pk)
    return held.specific.get_latest_revision_as_object()


def _keep(draft: Any, by: Any) -> None:
    # Nothing but files was changed: what else the draft lacks is for its form to say.
    draft.save_revision(user=by, log_action=True, clean=False)
