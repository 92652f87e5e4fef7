"""``manage.py verify_audit``: whether the log is what was written."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.audit import heads
from portal.audit.verifying import verify
from portal.progress import Progress


class Command(BaseCommand):
    """Walks along the chain of the log. Ends with 1 at the first entry that does not hold, and names it."""

    help = "Walk along the chain of the log and tell whether every entry is what was written."

    def handle(self, *, verbosity: int = 1, **_options: Any) -> None:
        """Walk, and say how many entries hold and what the head is. Writes nothing."""
        stands = "Nothing was changed; start verify_audit again."
        with Progress("entries", stands=stands, verbosity=verbosity) as progress:
            found = verify(progress.at)
            progress.clear()
        if found.trouble:
            raise CommandError(f"{found.trouble} Up to there {found.entries:,} entries hold.")
        self.stdout.write(f"{found.entries:,} entries hold. Head: {found.entries} {found.head}")
        if not heads.file().exists():
            self.stdout.write(f"No head was written down yet at {heads.file()}: the worker does so once a day.")
