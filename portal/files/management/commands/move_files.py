"""``manage.py move_files``: the files of a folder into the bucket that ``PORTAL_STORAGE_URL`` names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.files.bucket import BucketStorage
from portal.files.pipeline.mending import owned_names
from portal.progress import Progress

_CHUNK = 1 << 20
_STANDS = "What was copied is there, and the folder is as it was; start move_files again."


class Command(BaseCommand):
    """Copies what rows of the database name, under the same names, and compares every file."""

    help = "Copy the files of the data folder into the bucket that PORTAL_STORAGE_URL names, and compare them."

    def add_arguments(self, parser: CommandParser) -> None:
        """From where."""
        parser.add_argument("--from", dest="folder", type=Path, help="the folder (files in the data folder)")

    def handle(self, *, folder: Path | None, verbosity: int = 1, **_options: Any) -> None:
        """Copy what is not there yet, and say what is nowhere."""
        there = storages["default"]
        if not isinstance(there, BucketStorage):
            raise CommandError("Set PORTAL_STORAGE_URL to the bucket that the files are to go to.")
        here = FileSystemStorage(location=folder or settings.MEDIA_ROOT)
        names = sorted(owned_names() - {""})
        copied, lost = 0, []
        with Progress("files", len(names), stands=_STANDS, verbosity=verbosity) as progress:
            for name in progress.over(names):
                if here.exists(name):
                    copied += _bring(here, there, name)
                elif not there.exists(name):
                    lost.append(name)
        self.stdout.write(f"{copied} files copied, {len(names) - copied - len(lost)} were there; all of them compared.")
        if lost:
            listed = "\n".join(lost[:20])
            raise CommandError(
                f"{len(lost)} files are neither in the folder nor in the bucket, first of all:\n{listed}"
            )


def _bring(here: FileSystemStorage, there: BucketStorage, name: str) -> bool:
    """Have the bucket hold the same file; whether it had to be copied. Raises CommandError when it holds another."""
    with here.open(name) as file:
        digest = _digest(file)
        if there.exists(name):
            if _digest_there(there.open, name) == digest:
                return False
            raise CommandError(
                f"The bucket holds another file under {name}. It may be that of another portal: give each its own"
                " bucket or its own path, or take that file out, and start again."
            )
        file.seek(0)
        there._save(name, File(file))
    if _digest_there(there.open, name) != digest:
        raise CommandError(f"The bucket gave back something else than {name}: look at it, and start again.")
    return True


def _digest_there(open_file: Callable[[str], IO[bytes] | Any], name: str) -> str:
    with open_file(name) as file:
        return _digest(file)


def _digest(file: IO[bytes] | Any) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_CHUNK):
        digest.update(piece)
    return digest.hexdigest()
