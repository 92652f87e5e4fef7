"""``manage.py import_publications``: publications from a table, with their files."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.progress import Progress
from resources.columns.refusals import TableRefusedError
from resources.importing.files import Folder
from resources.importing.options import Options
from resources.importing.outcomes import Kind
from resources.importing.report import Report
from resources.importing.running import Tally, outcomes, prepared
from resources.importing.tables import open_table

_STANDS = (
    "Every row that is done stays. Start the same command again: it goes on where this one ended,"
    " and does nothing twice."
)


class Command(BaseCommand):
    """Imports what is new or changed; run again, it goes on where it was broken off and changes nothing twice."""

    help = "Imports publications from a table (CSV in UTF-8, or XLSX) and files below a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """The table, the folder, and how to do it."""
        parser.add_argument("table", type=Path, metavar="FILE.csv", help="the table, CSV in UTF-8 or XLSX")
        parser.add_argument("--files", type=Path, metavar="DIR", help="the folder below which the files of rows lie")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--draft", action="store_true", help="leave everything unpublished")
        parser.add_argument("--report", type=Path, metavar="OUT.csv", help="where to write the refused rows")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import row by row and say how it went."""
        folder: Path | None = options["files"]
        if folder is not None and not folder.is_dir():
            raise CommandError(f"There is no folder “{folder}”.")
        how = Options(Folder(folder), draft=options["draft"], dry_run=options["dry_run"])
        try:
            table = open_table(options["table"])
            for note in table.notes:
                self.stdout.write(note)
            self._import(table, how, options["report"], options["verbosity"])
        except TableRefusedError as refused:
            raise CommandError(str(refused)) from refused

    def _import(self, table: Any, how: Options, report: Path | None, verbosity: int) -> None:
        work, tally = prepared(table, how), Tally()
        stands = "Nothing was changed: this was a dry run." if how.dry_run else _STANDS
        with ExitStack() as stack:
            progress = stack.enter_context(Progress("rows", work.survey.rows, stands=stands, verbosity=verbosity))
            written = None
            if report is not None:
                try:
                    out = stack.enter_context(report.open("w", encoding="utf-8", newline=""))
                except OSError as error:
                    raise CommandError(f"“{report}” cannot be written: {error.strerror}.") from error
                written = Report(out)
            for outcome in outcomes(table, work):
                tally.add(outcome)
                if outcome.kind is Kind.REFUSED and written:
                    written.add(outcome)
                if outcome.kind is Kind.REFUSED or outcome.notes or how.dry_run or verbosity > 1:
                    progress.clear()
                    self.stdout.write(outcome.told())
                progress.step()
            progress.clear()
        self.stdout.write(("Would be: " if how.dry_run else "") + tally.told() + ".")
