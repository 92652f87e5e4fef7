"""``manage.py export_log FILE``: the log of who did what, kept where it outlives this machine."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from portal.backups.closing import closed
from portal.backups.databases.postgresql import postgresql_snapshot
from portal.backups.databases.sqlite import database_file, sqlite_reading
from portal.backups.keys import add_key_file, key_from
from portal.backups.log_reading import NAME
from portal.backups.log_telling import lines


class Command(BaseCommand):
    """Writes the log as lines of JSON, in the place of the file that is there."""

    help = "Write the log to a file, for restore --log. It holds codes and numbers, no content and no secret."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to; how far back; under which key."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--days", type=int, default=0, help="only the last days; more than between two backups")
        add_key_file(parser)

    def handle(self, *, file: Path, days: int, key_file: Path | None, **_options: Any) -> None:
        """Write it beside and put it in place in one step, so that a half one never stands there."""
        key = key_from(key_file)
        since = timezone.now() - timedelta(days=days) if days else None
        reading = (
            postgresql_snapshot(Path(settings.DATA_DIR))
            if connection.vendor == "postgresql"
            else sqlite_reading(database_file())
        )
        coming, count = file.with_name(file.name + ".unfinished"), 0
        try:
            with reading as snapshot, open(coming, "wb", opener=_private) as out:
                told = list(lines(snapshot, since))
                count = len(told)
                for piece in closed(told, key, NAME) if key else told:
                    out.write(piece)
                out.flush()
                os.fsync(out.fileno())
            coming.replace(file)
        except OSError as error:
            coming.unlink(missing_ok=True)
            raise CommandError(
                f"{file} could not be written: {error.strerror}. What was there is as it was."
            ) from error
        self.stdout.write(f"{count:,} lines in {file}.")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_TRUNC, 0o600)
