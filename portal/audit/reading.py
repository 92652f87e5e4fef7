"""That somebody opened what is AMBER or stricter, as an entry of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.audit import log
from portal.audit.models import Entry
from portal.marking import Label
from portal.viewer import Viewer

READ = "reading.opened"


@dataclass(frozen=True)
class _Reader:
    """Whom an entry names; no user is asked of the database for it."""

    pk: int


def note(viewer: Viewer, item: Any, *, label: Label) -> Entry:
    """Write that this viewer opened this thing; which thing and under which label, nothing that stands in it.

    What cannot be written here may not be shown: the caller lets the error go on.
    """
    with transaction.atomic():
        by = None if viewer.user_id is None else _Reader(viewer.user_id)
        return log.write(READ, by=by, on=item, label=label.value)
