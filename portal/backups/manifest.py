"""What a backup says of itself: versions, tables with counts and sums, files with hashes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from portal.backups.shelf import CLOSED, BackupError, Kept, Shelf

NAME = "manifest.json"
KIND, FORMAT = "balai backup", 1


@dataclass
class Table:
    """A table as it was: its columns in order, how many rows, and the sum over all of them."""

    columns: list[str]
    rows: int
    digest: str


@dataclass
class StoredFile:
    """A file that people uploaded: its name in the store, and the part of the backup it lies in."""

    name: str
    kept: Kept


@dataclass
class Manifest:
    """All that a backup says of itself.

    Args:
        identity: by chance, of this one backup.
        made_at: when the snapshot was taken, ISO 8601 in UTC.
        portal: the version of the code.
        vendor: ``sqlite`` or ``postgresql``.
        server: its version in words.
        dumped_by: the release of ``pg_dump``; 0 for SQLite.
        migrations: each that was applied, as app and name.
        last_entry: every column of the newest entry of the log as text, whatever columns it has; empty without one.
        missing: files that the database names and the store did not hold.
    """

    identity: str
    made_at: str
    portal: str
    vendor: str
    server: str
    dumped_by: int = 0
    migrations: list[tuple[str, str]] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)
    last_entry: dict[str, str] = field(default_factory=dict)
    database: Kept | None = None
    log: Kept | None = None
    files: list[StoredFile] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    @property
    def parts(self) -> list[Kept]:
        """Everything that lies beside the manifest."""
        return [part for part in (self.database, self.log, *(file.kept for file in self.files)) if part is not None]

    @property
    def size(self) -> int:
        """The bytes of all parts."""
        return sum(part.size for part in self.parts)


def write(manifest: Manifest, shelf: Shelf) -> None:
    """Put it beside the parts. A seal over all of it tells a text that was changed by accident."""
    told = {"kind": KIND, "format": FORMAT, **asdict(manifest)}
    text = json.dumps({**told, "seal": _seal(told)}, ensure_ascii=False, indent=1)
    shelf.put(NAME, [text.encode()])


def read(folder: Path, key: str) -> tuple[Manifest, Shelf]:
    """The manifest of the backup in a folder, and its parts. Raises BackupError that says what to do."""
    is_plain, is_closed = (folder / NAME).is_file(), (folder / (NAME + CLOSED)).is_file()
    if not is_plain and not is_closed:
        raise BackupError(f"{folder} holds no backup: there is no {NAME} in it.")
    if is_closed and not is_plain and not key:
        raise BackupError("The backup is closed: give its key in PORTAL_BACKUP_KEY, or in a file with --key-file.")
    # A backup that was made without a key is read without one, whatever is set today.
    key = "" if is_plain else key
    try:
        told = json.loads(b"".join(Shelf(folder, key).pieces(NAME)))
        seal = told.pop("seal")
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BackupError(f"{NAME} of the backup cannot be read. Take another backup.") from error
    if told.pop("kind", None) != KIND or told.get("format", 0) > FORMAT:
        raise BackupError("The backup was made by a newer version of the portal: install that version, and restore.")
    if seal != _seal({"kind": KIND, **told}):
        raise BackupError(f"{NAME} of the backup was changed. Take another backup.")
    told.pop("format")
    try:
        manifest = _made_of(told)
    except (TypeError, KeyError, ValueError) as error:
        raise BackupError(f"{NAME} of the backup cannot be understood. Take another backup.") from error
    return manifest, Shelf(folder, key, manifest.identity)


def _made_of(told: dict[str, Any]) -> Manifest:
    manifest = Manifest(**told)
    manifest.migrations = [(app, name) for app, name in told["migrations"]]
    manifest.tables = {name: Table(**table) for name, table in told["tables"].items()}
    manifest.database = Kept(**told["database"])
    manifest.log = Kept(**told["log"]) if told["log"] else None
    manifest.files = [StoredFile(one["name"], Kept(**one["kept"])) for one in told["files"]]
    return manifest


def _seal(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
