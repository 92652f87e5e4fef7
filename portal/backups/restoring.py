"""A restore into an empty place: everything is looked at before anything is written, and compared once it is there.

Until the end a mark stands in the database, and no portal starts on it. What goes wrong is undone; a restore that was
killed is begun again, and takes what the first one left for the half that it is.
"""

from __future__ import annotations

import errno
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from portal.backups import stored
from portal.backups.databases import home
from portal.backups.databases.kinds import Home, digest_of
from portal.backups.manifest import Manifest
from portal.backups.shelf import BackupError, Shelf
from portal.files.away import StorageAwayError
from portal.progress import Progress


def load(manifest: Manifest, shelf: Shelf, progress: Progress) -> Home:
    """Bring database and files into place; the mark stays until the caller ends it, by what is answered.

    Raises CommandError with one sentence, and leaves the place as empty as it was.
    """
    place = home()
    is_older = _require_known(manifest)
    with _in_a_sentence():
        place.require_empty()
        begun = place.begun()
        _require_no_files(manifest, begun)
        _look_through(manifest, shelf, progress)
    brought: list[str] = []
    try:
        with _in_a_sentence():
            assert manifest.database is not None
            progress.of("MB of the database")
            place.load(_told(shelf.verified(manifest.database), progress), manifest.identity, manifest.dumped_by)
            _compare(manifest, place, progress)
            _bring_files(manifest, shelf, brought, progress)
            if is_older:
                call_command("migrate", interactive=False, verbosity=0)
    except BaseException:
        _undo(place, brought)
        raise
    return place


def undo(place: Home, manifest: Manifest) -> None:
    """Take everything out again."""
    _undo(place, [file.name for file in manifest.files])


def _require_known(manifest: Manifest) -> bool:
    """Raise CommandError for a backup of the other kind of database, or of newer code; whether it is of older code."""
    if manifest.vendor != connection.vendor:
        kinds = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise CommandError(
            f"The backup is of {kinds.get(manifest.vendor, manifest.vendor)}, and this portal is set to"
            f" {kinds[connection.vendor]}. Restore it on its own kind of database; manage.py move_database then brings"
            " a portal from SQLite to PostgreSQL."
        )
    on_disk = MigrationLoader(None).disk_migrations or {}
    replaced = {old for migration in on_disk.values() for old in migration.replaces}
    if unknown := sorted(set(manifest.migrations) - set(on_disk) - replaced):
        raise CommandError(
            f"The backup was made by a newer version of the portal, or with other packages ({'.'.join(unknown[0])} is"
            f" unknown here; it says version {manifest.portal}): install that version, and restore."
        )
    return bool(set(on_disk) - set(manifest.migrations))


def _require_no_files(manifest: Manifest, begun: str) -> None:
    """Raise CommandError unless the store is empty, or holds what a restore that was killed had brought."""
    there = set(stored.names())
    if begun:
        there -= {file.name for file in manifest.files}
    if there:
        raise CommandError(
            f"The store of files is not empty: {stored.place()} holds {sorted(there)[0]}. A restore goes into an empty"
            " place: name another one, or move the files away."
        )


def _look_through(manifest: Manifest, shelf: Shelf, progress: Progress) -> None:
    """Read every part to its end and compare it with its hash, before anything is written."""
    progress.of("parts verified", len(manifest.parts))
    for part in progress.over(manifest.parts):
        for _piece in shelf.verified(part):
            pass


def _compare(manifest: Manifest, place: Home, progress: Progress) -> None:
    """Raise CommandError unless every table holds the rows that the snapshot had."""
    progress.of("rows compared", manifest.rows)
    different = []
    for name, table in manifest.tables.items():
        same = place.columns(name) == table.columns
        digest = digest_of(place.rows(name), progress.step) if same else None
        if digest is None or (digest.rows, f"{digest.total:064x}") != (table.rows, table.digest):
            different.append(name)
    if different:
        raise CommandError(f"These tables did not come as they were: {', '.join(different)}. Nothing was restored.")


def _bring_files(manifest: Manifest, shelf: Shelf, brought: list[str], progress: Progress) -> None:
    progress.of("files", len(manifest.files))
    with TemporaryDirectory() as passing:
        scratch = Path(passing) / "file"
        for file in progress.over(manifest.files):
            brought.append(file.name)
            stored.bring(file.name, shelf.verified(file.kept), scratch)
            if stored.sum_of(file.name) != file.kept.sha256:
                raise CommandError(f"{stored.place()} gave back something else than {file.name}. Nothing was restored.")


def _told(pieces: Iterator[bytes], progress: Progress) -> Iterator[bytes]:
    done = 0
    for piece in pieces:
        yield piece
        done += len(piece)
        progress.at(done >> 20, 0)


def _undo(place: Home, names: list[str]) -> None:
    place.undo()
    stored.take_out(names)


@contextmanager
def _in_a_sentence() -> Iterator[None]:
    """Tell what goes wrong as one sentence."""
    stands = "Nothing was restored."
    try:
        yield
    except BackupError as error:
        raise CommandError(f"{error} {stands}") from error
    except StorageAwayError as error:
        raise CommandError(f"{error} {stands}") from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise CommandError(f"There is no room on the disk for what is in the backup. {stands}") from error
        raise CommandError(f"{error.filename or 'A file'}: {error.strerror or error}. {stands}") from error
    except (DatabaseError, sqlite3.Error, subprocess.SubprocessError) as error:
        raise CommandError(f"The database did not take what is in the backup: {error} {stands}") from error
