"""Making a backup while others work: first the database as it is at one moment, then every file that was there then."""

from __future__ import annotations

import errno
import secrets
import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

from portal.backups import log_telling, stored
from portal.backups import manifest as manifests
from portal.backups.databases import snapshots
from portal.backups.databases.kinds import Snapshot, digest_of
from portal.backups.manifest import Manifest, StoredFile, Table
from portal.backups.shelf import Shelf
from portal.backups.unfinished import unfinished
from portal.files.away import StorageAwayError
from portal.metrics.running import database_version
from portal.progress import Progress
from portal.version import VERSION

LOG = "log.jsonl"
#: A copy that a killed backup left in the data folder is taken away after so many seconds.
_SURELY_OVER = 24 * 3600


@dataclass
class Made:
    """A backup that stands."""

    manifest: Manifest
    seconds: float


def make(folder: Path, key: str, progress: Progress) -> Made:
    """Make a backup in a folder. Raises CommandError with one sentence, after which nothing of it is left."""
    began = time.monotonic()
    folder = folder.absolute()
    _require_outside(folder)
    with _in_a_sentence(folder), unfinished(folder) as passing:
        manifest = Manifest(secrets.token_hex(16), "", VERSION, connection.vendor, database_version())
        shelf = Shelf(passing, key, manifest.identity)
        # Files that come after this are in no row of the snapshot; one that goes after this is told.
        before = stored.names()
        # A plain copy of the database lies on the disk of the backup only where the backup is plain itself.
        with snapshots()(_scratch() if key else passing) as snapshot:
            manifest.made_at = timezone.now().isoformat()
            _database(snapshot, manifest, shelf, progress)
            named = _named(snapshot)
        _files(sorted(named | set(before)), named, manifest, shelf, progress)
        manifests.write(manifest, Shelf(passing, key))
    return Made(manifest, time.monotonic() - began)


def _database(snapshot: Snapshot, manifest: Manifest, shelf: Shelf, progress: Progress) -> None:
    progress.of("MB of the database")
    manifest.database = shelf.put(snapshot.path, _counted(snapshot.content(), progress))
    manifest.dumped_by = snapshot.dumped_by
    manifest.migrations = snapshot.migrations()
    progress.of("rows counted")
    for table in snapshot.tables():
        digest = digest_of(snapshot.rows(table), progress.step)
        manifest.tables[table] = Table(snapshot.columns(table), digest.rows, f"{digest.total:064x}")
    manifest.last_entry = log_telling.last_entry(snapshot)
    manifest.log = shelf.put(LOG, log_telling.lines(snapshot))


def _counted(pieces: Iterable[bytes], progress: Progress) -> Iterator[bytes]:
    done = 0
    for piece in pieces:
        yield piece
        done += len(piece)
        progress.at(done >> 20, 0)


def _named(snapshot: Snapshot) -> set[str]:
    """The names in every field of files, as the snapshot has them."""
    there = set(snapshot.tables())
    columns = [(table, column) for table, column in stored.name_columns() if table in there]
    return {str(name) for table, column in columns for (name,) in snapshot.values(table, [column]) if name}


def _files(names: list[str], named: set[str], manifest: Manifest, shelf: Shelf, progress: Progress) -> None:
    progress.of("files", len(names))
    for number, name in enumerate(progress.over(names), 1):
        # Names of files tell what they are about: under a key they are in the manifest alone.
        path = f"files/{number:08}" if shelf.is_closed else f"files/{name}"
        try:
            manifest.files.append(StoredFile(name, shelf.put(path, stored.pieces(name))))
        except FileNotFoundError:
            shelf.drop(path)
            if name in named:
                manifest.missing.append(name)


def _scratch() -> Path:
    """The data folder, cleared of what a backup that was killed has left there."""
    folder = Path(settings.DATA_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".backup-*"):
        if left.stat().st_mtime < time.time() - _SURELY_OVER:
            shutil.rmtree(left, ignore_errors=True)
    return folder


def _require_outside(folder: Path) -> None:
    uploads = Path(settings.MEDIA_ROOT).absolute()
    if folder == uploads or uploads in folder.parents:
        raise CommandError(f"{folder} lies among the uploaded files: name a folder elsewhere, best on another machine.")


@contextmanager
def _in_a_sentence(folder: Path) -> Iterator[None]:
    """Tell what a disk, a store or a database says as one sentence; nothing half is left by then."""
    stands = "Nothing is left of this backup, and the portal is as it was."
    try:
        yield
    except StorageAwayError as error:
        raise CommandError(f"{error} {stands}") from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise CommandError(f"There is no room on the disk for a backup in {folder}. {stands}") from error
        raise CommandError(f"{folder} takes no backup: {error.strerror or error}. {stands}") from error
    except (DatabaseError, sqlite3.Error) as error:
        raise CommandError(f"The database did not answer to the end: {error} {stands}") from error
