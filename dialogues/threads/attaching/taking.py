"""Taking a file in: checked, cleaned, its text looked at by the guard; or refused, with nothing stored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.spaces.models import Space
from dialogues.spaces.permissions import Right, may
from dialogues.threads.attaching.queries import waiting
from dialogues.threads.models import Thread
from dialogues.threads.models.attachment import Attachment, Upload
from portal.files.pipeline.checking import Findings as Checked
from portal.files.pipeline.checking import check
from portal.files.pipeline.naming import given_name
from portal.files.pipeline.refusals import refuse
from portal.files.text.taking import TooHeavyError, slice_of
from portal.victim_data.actions import count_findings
from portal.victim_data.findings import Findings
from portal.victim_data.guard import look
from portal.victim_data.sentences import refusal
from portal.viewer import viewer_for

#: So many files go with a post, and so many pages one may have: all of them are read while the writer waits.
MOST_FILES = 5
MOST_PAGES = 400


def take(*, content: Any, name: str, space: Space, thread: Thread | None, by: Any) -> Attachment:
    """Keep a file for the post that somebody is writing; answers the one there is where they sent it before.

    Not in a transaction: to take a file apart may need seconds. No staff learns of a refusal, as no staff reads here.

    Raises PermissionDenied for who attaches nothing here, ValidationError with a sentence for what is refused.
    """
    viewer = viewer_for(by)
    if not may(viewer, space, Right.ATTACH):
        raise PermissionDenied
    checked = check(content, name)
    held = waiting(viewer, space, thread)
    before = next((one for one in held if one.sha256 == checked.sha256), None)
    if before is not None:
        return before
    if len(held) >= MOST_FILES:
        raise ValidationError(_("At most %(number)s files go with a post.") % {"number": MOST_FILES})
    if not checked.scanned:
        raise ValidationError(_("Files cannot be checked at the moment. Please try again in a while."))
    _refuse_what_identifies(checked)
    attachment = Attachment(name=given_name(checked.kept_as), file_size=checked.size, sha256=checked.sha256)
    checked.content.seek(0)
    attachment.file.save(f"{attachment.token}.{checked.kind.extension}", File(checked.content), save=False)
    try:
        with transaction.atomic():
            attachment.save()
            Upload.objects.create(attachment=attachment, user=by, space=space, thread=thread)
    except BaseException:
        attachment.file.storage.delete(str(attachment.file.name))
        raise
    return attachment


def _refuse_what_identifies(checked: Checked) -> None:
    """Raise a refusal for a file whose name or text may identify a person; what was found is counted."""
    if (checked.pages or 0) > MOST_PAGES:
        raise refuse("too-heavy", name=checked.name)
    found = look(checked.name)
    path, after = Path(checked.content.name), 0
    try:
        while pages := slice_of(path, checked.kind, after, checked.pages or 0):
            found = sum((look(f"{page.heading}\n{page.text}") for page in pages), found)
            after = pages[-1].number
            if checked.pages is None:
                # A file without pages is read whole.
                break
    except TooHeavyError as heavy:
        raise refuse("too-heavy", name=checked.name) from heavy
    if found.held:
        count_findings(Findings(found.held), surface="file")
        raise refusal(found.held)
