"""The store of uploaded files, folder or bucket: every name in it, and files in and out as they are."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files import File
from django.core.files.storage import FileSystemStorage, storages
from django.db.models import FileField

from portal.backups.shelf import pieces_of
from portal.files.bucket import BucketStorage


def store() -> Any:
    """The store of the files of this portal."""
    return storages["default"]


def place() -> str:
    """Where it is, in words for whoever runs the portal."""
    held = store()
    return f"the bucket {held.bucket_name}" if isinstance(held, BucketStorage) else f"the folder {held.location}"


def names() -> list[str]:
    """Every file in the store."""
    held = store()
    return held.names_below("") if isinstance(held, BucketStorage) else list(_below(held, ""))


def name_columns() -> Iterator[tuple[str, str]]:
    """Each table and column in which the database names files."""
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_concrete_fields:
                if isinstance(field, FileField):
                    yield model._meta.db_table, field.column


def pieces(name: str) -> Iterator[bytes]:
    """A file of the store. Raises FileNotFoundError at the first piece where there is none."""
    with store().open(name) as file:
        yield from pieces_of(file)


def bring(name: str, content: Iterable[bytes], scratch: Path) -> None:
    """Write a file into the store under this name and no other; ``scratch`` is a file that may be written over."""
    held = store()
    with scratch.open("w+b") as file:
        for piece in content:
            file.write(piece)
        file.seek(0)
        # What a restore that was broken off has left would make the store choose another name.
        held.delete(name)
        held._save(name, File(file))


def take_out(names: Iterable[str]) -> None:
    """Delete these files, and whatever folders are empty without them."""
    held = store()
    for name in names:
        held.delete(name)
    if isinstance(held, FileSystemStorage):
        for folder, _folders, _files in os.walk(held.location, topdown=False):
            # One that holds something stays.
            with contextlib.suppress(OSError):
                os.rmdir(folder)


def sum_of(name: str) -> str:
    """The SHA-256 of a file of the store; empty where there is none."""
    digest = hashlib.sha256()
    try:
        for piece in pieces(name):
            digest.update(piece)
    except FileNotFoundError:
        return ""
    return digest.hexdigest()


def _below(held: Any, folder: str) -> Iterator[str]:
    try:
        folders, files = held.listdir(folder)
    except FileNotFoundError:
        return
    start = f"{folder}/" if folder else ""
    yield from (start + file for file in sorted(files))
    for inner in sorted(folders):
        yield from _below(held, start + inner)
