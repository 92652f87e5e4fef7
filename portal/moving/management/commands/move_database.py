"""``manage.py move_database``: a whole portal from SQLite to PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit.verifying import verify
from portal.moving.copying import move
from portal.moving.source import Source
from portal.progress import Progress


class Command(BaseCommand):
    """Copies every row into the PostgreSQL that ``DATABASE_URL`` names, compares both, and rebuilds the index."""

    help = "Move the portal from the SQLite database in the data folder into the PostgreSQL that DATABASE_URL names."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file; whether the index is rebuilt."""
        parser.add_argument("--from", dest="file", type=Path, help="the SQLite database (portal.sqlite3 of the folder)")
        parser.add_argument("--without-index", action="store_true", help="leave the search index to rebuild_index")

    def handle(self, *, file: Path | None, without_index: bool, verbosity: int = 1, **_options: Any) -> None:
        """Move, and say what was compared."""
        stands = "The old database is as it was; start move_database again, and it goes on where it stopped."
        with (
            Source(file or settings.DATA_DIR / "portal.sqlite3") as source,
            Progress("rows", stands=stands, verbosity=verbosity) as progress,
        ):
            moved = move(source, progress)
            progress.of("entries of the log")
            log = verify(progress.at)
            progress.clear()
        self.stdout.write(
            f"{moved.rows:,} rows in {len(moved.digests)} tables were copied. Counts and hashes of every table are the"
            " same in both databases."
        )
        if verbosity > 1:
            for table, digest in moved.digests.items():
                self.stdout.write(f"{table}: {digest}")
            self.stdout.write(f"Left behind, because made anew: {', '.join(moved.left_behind) or 'nothing'}.")
        if not log.trouble:
            self.stdout.write(f"The chain of the log holds: {log.entries:,} entries, head {log.head}.")
        if not without_index:
            self._rebuild(verbosity)
        if log.trouble:
            raise CommandError(f"Everything was moved as it was, and the log did not hold already there: {log.trouble}")

    def _rebuild(self, verbosity: int) -> None:
        """Fill the index of the new pair."""
        try:
            call_command("rebuild_index", verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            raise CommandError(
                f"Everything was moved, but the index could not be built: {error} Then run manage.py rebuild_index."
            ) from error
