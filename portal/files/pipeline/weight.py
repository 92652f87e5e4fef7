"""How large a file may be, and whether there is room for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat

from portal.files.pipeline.refusals import refuse

_counted: list[str] = ["files.PortalDocument", "files.FormerVersion", "files.PortalImage"]
#: What must stay free on the disk, for the database and the log, in bytes.
_KEPT_FREE = 256 * 1024 * 1024


def also_count(label: str) -> None:
    """Count a model with a ``file_size`` among what is stored, from ``AppConfig.ready()``."""
    if label not in _counted:
        _counted.append(label)


def check_size(name: str, size: int) -> None:
    """Raise a refusal for a file that is empty or too large."""
    if not size:
        raise refuse("no-content", name=name)
    if size > settings.FILE_MOST_BYTES:
        raise refuse("too-large", name=name, size=_said(size), most=_said(settings.FILE_MOST_BYTES))


def check_room(name: str, size: int, stored: Callable[[], int] | None = None) -> None:
    """Raise a refusal for a file that would fill the quota or the disk; ``stored`` answers what is there already."""
    if (stored or stored_bytes)() + size > settings.FILES_QUOTA_BYTES or _free() < size + _KEPT_FREE:
        raise refuse("no-room", name=name)


def stored_bytes() -> int:
    """The bytes of all documents, of what they held before, of all images, and of what else is counted, together."""
    models = (apps.get_model(label) for label in _counted)
    return sum(model._default_manager.aggregate(sum=Sum("file_size"))["sum"] or 0 for model in models)


def _free() -> int:
    """The bytes that are free where files are stored; without end for a store that is not on this machine."""
    try:
        folder = Path(default_storage.path(""))
    except NotImplementedError:
        return 1 << 62
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _said(size: int) -> str:
    """A size in words, with ordinary spaces."""
    return filesizeformat(size).replace("\xa0", " ")
