"""``manage.py restore DIR``: a backup into an empty place, compared row by row and file by file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.audit import heads, log
from portal.audit.verifying import verify
from portal.backups import log_reading
from portal.backups import manifest as manifests
from portal.backups.ending import end_what_is_over
from portal.backups.keys import add_key_file, key_from
from portal.backups.manifest import Manifest
from portal.backups.replaying import Replayed, replay
from portal.backups.restoring import load, undo
from portal.backups.shelf import BackupError
from portal.members.models import User
from portal.progress import Progress


class Command(BaseCommand):
    """Restores a backup into an empty database and an empty store of files."""

    help = "Restore a backup into an empty place, and compare every row and every file with it."

    def add_arguments(self, parser: CommandParser) -> None:
        """From where; the log of the old machine; under which key; whether the index is rebuilt."""
        parser.add_argument("folder", type=Path, help="the folder of the backup")
        parser.add_argument(
            "--log",
            dest="surviving",
            type=Path,
            help="the log of the old machine: what export_log wrote, or its SQLite database",
        )
        parser.add_argument("--without-index", action="store_true", help="leave the search index to rebuild_index")
        add_key_file(parser)

    def handle(
        self,
        *,
        folder: Path,
        surviving: Path | None,
        key_file: Path | None,
        without_index: bool,
        verbosity: int = 1,
        **_options: Any,
    ) -> None:
        """Restore, take away again what was taken away since, end what is over, and build the index."""
        began, key = time.monotonic(), key_from(key_file)
        try:
            manifest, shelf = manifests.read(folder.absolute(), key)
            if surviving is not None:
                # A log that cannot be read is told before anything is written.
                for _line in log_reading.read(surviving, key):
                    pass
        except BackupError as error:
            raise CommandError(f"{error} Nothing was restored.") from error
        stands = "The place is as empty as it was; start restore again."
        with Progress("parts", stands=stands, verbosity=verbosity) as progress:
            place = load(manifest, shelf, progress)
            progress.clear()
            try:
                self._finish(manifest, surviving, key)
            except BaseException:
                undo(place, manifest)
                raise
            place.end()
        self.stdout.write(
            f"{manifest.rows:,} rows in {len(manifest.tables)} tables and {len(manifest.files):,} files were restored"
            f" in {time.monotonic() - began:.1f} s. Counts and hashes are those of the backup of {manifest.made_at}."
        )
        if manifest.missing:
            self.stdout.write(f"{len(manifest.missing)} files were not in the backup: {', '.join(manifest.missing)}")
        self._name_administrators()
        self._look_at_the_log()
        if not without_index:
            self._rebuild(verbosity)

    def _finish(self, manifest: Manifest, file: Path | None, key: str) -> None:
        """All that is done to a database once it is there, in one transaction."""
        try:
            with transaction.atomic():
                replayed = replay(log_reading.read(file, key)) if file else None
                ended = end_what_is_over(invitations_too=replayed is None or not replayed.reaches_back)
                log.write("backup.restored", by=None, on=("backup", manifest.identity), rows=manifest.rows)
        except BackupError as error:
            raise CommandError(f"{error} Nothing was restored.") from error
        self.stdout.write(
            f"All sessions and links to choose a password are over, in {ended.accounts:,} accounts; {ended.invitations}"
            f" open invitations were taken back; {ended.mails} waiting mails are on the list of mails given up."
        )
        self._tell(replayed)

    def _tell(self, replayed: Replayed | None) -> None:
        """What the log did, and what it could not."""
        if replayed is None:
            self.stdout.write(
                "No log was given (--log): accounts closed, seats ended, labels tightened, pages hidden and files"
                " deleted since the backup are as they were then."
            )
            return
        if not replayed.reaches_back:
            self.stdout.write("The log begins after the backup: what happened between the two is not known.")
        done = [f"{number} × {action}" for action, number in sorted(replayed.done.items()) if number]
        done += [f"{replayed.hidden} × page hidden"] if replayed.hidden else []
        done += [f"{replayed.deleted} × file deleted"] if replayed.deleted else []
        self.stdout.write(f"Done again from the log: {', '.join(done) or 'nothing'}.")
        for sentence in replayed.left:
            self.stdout.write(f"Could not be done again: {sentence}")
        if replayed.anew:
            anew = ", ".join(f"{number} {what}" for what, number in sorted(replayed.anew.items()))
            self.stdout.write(f"Since the backup, and to be asked for anew: {anew}.")

    def _name_administrators(self) -> None:
        """Rights that were taken since are in no log of ours: somebody has to look."""
        people = (
            User.objects.filter(is_active=True, is_superuser=True).order_by("email").values_list("email", flat=True)
        )
        self.stdout.write(f"These may do everything; look whether each still should: {', '.join(people) or 'nobody'}.")

    def _look_at_the_log(self) -> None:
        """Whether its chain is whole. What this place had written down of a later log is set aside, and said."""
        if aside := heads.set_aside():
            self.stdout.write(f"The heads written down here of the log are those of another one; they are now {aside}.")
        verified = verify()
        if verified.trouble:
            self.stderr.write(f"The log that was restored does not hold: {verified.trouble}")
        else:
            self.stdout.write(f"The log holds: {verified.entries:,} entries.")

    def _rebuild(self, verbosity: int) -> None:
        """Fill the index of the new place."""
        try:
            call_command("rebuild_index", verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            raise CommandError(
                f"Everything was restored, but the index could not be built: {error} Then run manage.py rebuild_index."
            ) from error
