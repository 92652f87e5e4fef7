"""Out of quarantine: a stored file is checked, cleaned and scanned in the worker, and served from then on.

So goes what came before files were cleaned, and what came while the virus scanner was away. The clean file is stored
beside the other and takes its place in one transaction; a worker that dies in between leaves the file where it was.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.images import get_image_dimensions
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from portal.audit.log import write
from portal.files import scanner
from portal.files.away import StorageAwayError
from portal.files.models import FormerVersion, PortalDocument, PortalImage
from portal.files.pipeline.checking import Findings, check
from portal.files.pipeline.naming import stored_name
from portal.files.pipeline.refusals import refuse
from portal.files.pipeline.states import State

CLEANED = "files.cleaned"


class SupersededError(Exception):
    """The file was replaced, moved on or deleted meanwhile: what was done for it counts no more."""


class StillWaitingError(Exception):
    """The virus scanner is away: the file stays where it is until it is back."""


def release(document: PortalDocument) -> None:
    """Check and clean a stored file, and let it go on. Raises refusals, SupersededError and StillWaitingError."""
    if not scanner_answers():
        same(document).update(waits_for_scanner=True)
        raise StillWaitingError
    findings = examine(document, document.filename)
    if not findings.scanned:
        same(document).update(waits_for_scanner=True)
        raise StillWaitingError
    known: dict[str, Any] = {"sha256": findings.sha256, "file_size": findings.size, "pages": findings.pages}
    known["came_as"] = document.came_as or findings.came_as
    # What comes now is another task: its attempts are counted anew.
    known |= {"waits_for_scanner": False, "attempts": 0}
    if findings.sha256 == findings.came_as:
        move(document, State.CHECKED, **known)
        return
    known["kept_name"] = document.kept_name if document.kept_name.endswith(findings.kind.extension) else ""
    if document.given_name:
        known["given_name"] = f"{document.given_name.rpartition('.')[0]}.{findings.kept_as.rpartition('.')[2]}"
    old = str(document.file.name)
    with _stored(findings, "documents") as known["file"], transaction.atomic():
        move(document, State.CHECKED, **known)
        write(CLEANED, by=None, on=document)
        transaction.on_commit(lambda: _delete([old]))
    document.refresh_from_db()


def release_kept(model: type[FormerVersion] | type[PortalImage], key: int) -> bool:
    """The same for a former version or an image; whether it is served now. Raises StillWaitingError."""
    from portal.files.actions import record_refusal

    row = model._default_manager.filter(pk=key, state=State.RECEIVED).first()
    if row is None:
        return False
    if not scanner_answers():
        raise StillWaitingError
    held = model._default_manager.filter(pk=key, file=row.file.name, state=State.RECEIVED)
    try:
        findings = examine(row, row.filename)
    except ValidationError as refusal:
        with transaction.atomic():
            held.update(state=State.REFUSED)
            record_refusal(refusal, by=None, document=row)
        return False
    if not findings.scanned:
        raise StillWaitingError
    if findings.sha256 == findings.came_as:
        return bool(held.update(state=State.READY))
    gone = [old := str(row.file.name)]
    if isinstance(row, PortalImage):
        gone += row.renditions.values_list("file", flat=True)
    with _stored(findings, old.partition("/")[0]) as name, transaction.atomic():
        if not held.update(state=State.READY, file=name, file_size=findings.size, **_of_its_own(row, findings)):
            raise SupersededError
        if isinstance(row, PortalImage):
            row.renditions.all().delete()
        write(CLEANED, by=None, on=row)
        transaction.on_commit(lambda: _delete(gone))
    return True


def _of_its_own(row: FormerVersion | PortalImage, findings: Findings) -> dict[str, Any]:
    """What only a former version, or only an image, tells of its file."""
    if isinstance(row, PortalImage):
        width, height = get_image_dimensions(File(findings.content))
        return {"width": width, "height": height, "file_hash": ""}
    end = findings.kept_as.rpartition(".")[2]
    given = f"{row.shown_name.rpartition('.')[0]}.{end}"
    return {"sha256": findings.sha256, "given_name": given}


def scanner_answers() -> bool:
    """Whether the scanner can be asked now, or none is set."""
    try:
        return not scanner.is_set() or bool(scanner.version())
    except scanner.ScannerAwayError:
        return False


def examine(kept: Any, name: str) -> Findings:
    """What the check finds of a stored file. Raises refusals, also for one that is no longer there."""
    try:
        with kept.file.storage.open(str(kept.file.name)) as file:
            return check(file, name, room=False)
    except StorageAwayError:
        raise
    except FileNotFoundError as lost:
        raise refuse("lost", name=name) from lost


def _delete(names: list[str]) -> None:
    """At once, because they tell what was to be cut off; what a dying worker leaves, the daily round deletes."""
    for name in names:
        default_storage.delete(name)


class _stored:  # read as a word: ``with _stored(…) as name``
    """The clean file put into the store for as long as the block does not fail; answers its name there."""

    def __init__(self, findings: Findings, folder: str) -> None:
        self._findings, self._folder, self._name = findings, folder, ""

    def __enter__(self) -> str:
        wanted = f"{self._folder}/{stored_name(self._findings.kept_as)}"
        self._name = default_storage.save(wanted, File(self._findings.content))
        return self._name

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        if kind is not None:
            default_storage.delete(self._name)


def same(document: PortalDocument) -> Any:
    """The row of this document as long as it is what we hold."""
    return PortalDocument.objects.filter(pk=document.pk, sha256=document.sha256, state=document.state)


def move(document: PortalDocument, state: State, **fields: Any) -> None:
    """Move the state and what goes with it. Raises SupersededError when somebody else has been quicker."""
    fields |= {"state": state, "state_since": timezone.now()}
    if not same(document).update(**fields):
        raise SupersededError
    for name, value in fields.items():
        setattr(document, name, value)
