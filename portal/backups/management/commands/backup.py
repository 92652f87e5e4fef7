"""``manage.py backup DIR``: database and files as they are at one moment, while others work."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, transaction
from django.template.defaultfilters import filesizeformat

from portal.audit import log
from portal.backups.keys import add_key_file, key_from
from portal.backups.making import Made, make
from portal.backups.models import Backup
from portal.progress import Progress

#: So many are remembered.
_REMEMBERED = 100


class Command(BaseCommand):
    """Makes a backup in a folder that is empty or not there yet."""

    help = "Make a backup of database and files in a folder, while others work. It holds no sessions and no keys."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to; under which key."""
        parser.add_argument("folder", type=Path, help="a folder that is empty, or not there yet")
        add_key_file(parser)

    def handle(self, *, folder: Path, key_file: Path | None, verbosity: int = 1, **_options: Any) -> None:
        """Make it, remember that it was made, and say what is in it."""
        key = key_from(key_file)
        stands = "Nothing is left of this backup, and the portal is as it was."
        with Progress("files", stands=stands, verbosity=verbosity) as progress:
            made = make(folder, key, progress)
        manifest = made.manifest
        size = filesizeformat(manifest.size).replace("\xa0", " ")
        self.stdout.write(
            f"{folder}: {manifest.rows:,} rows in {len(manifest.tables)} tables and {len(manifest.files):,} files,"
            f" {size}, in {made.seconds:.1f} s."
        )
        if not key:
            self.stdout.write("It is readable by whoever has it: set PORTAL_BACKUP_KEY to have backups closed.")
        if manifest.missing:
            listed = ", ".join(manifest.missing[:10])
            self.stdout.write(
                f"{len(manifest.missing)} files that the database names were not in the store. They were deleted a"
                f" moment ago, or are lost: {listed}"
            )
        self._remember(made, bool(key))

    def _remember(self, made: Made, is_closed: bool) -> None:
        """Tell the system page. The backup stands, whether or not this can be written."""
        manifest = made.manifest
        try:
            with transaction.atomic():
                backup = Backup.objects.create(
                    identity=manifest.identity,
                    made_at=datetime.fromisoformat(manifest.made_at),
                    seconds=made.seconds,
                    rows=manifest.rows,
                    files=len(manifest.files),
                    size=manifest.size,
                    is_closed=is_closed,
                )
                old = Backup.objects.values_list("pk", flat=True)[_REMEMBERED:]
                Backup.objects.filter(pk__in=list(old)).delete()
                log.write("backup.made", by=None, on=backup, files=len(manifest.files), rows=manifest.rows)
        except DatabaseError as error:
            self.stderr.write(f"The backup stands, but the system page was not told of it: {error}")
