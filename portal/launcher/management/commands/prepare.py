"""``manage.py prepare``: everything between an installed environment and a portal that can be served.

One process does all of it, because each further one costs two seconds of imports.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from portal.launcher.management.steps import Preparation, demo_is_there


class Command(BaseCommand):
    """Brings catalogues, fonts, static files, database, content and index up to date, then checks the whole."""

    help = "Prepare the portal to be served: what make run does before it starts the web server."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """How much to do, and where to tell the accounts."""
        parser.add_argument("--for-tests", action="store_true", help="only catalogues and fonts")
        parser.add_argument("--without-demo", action="store_true", help="leave the demo content out")
        parser.add_argument("--accounts", type=Path, help="write the demo accounts into this file, not to the screen")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the steps, then tell the demo accounts."""
        preparation = Preparation(Path(settings.DATA_DIR), self._say)
        if options["for_tests"]:
            preparation.for_tests()
            return
        preparation.for_serving(with_demo=not options["without_demo"])
        if demo_is_there():
            self._tell_accounts(options["accounts"])

    def _say(self, text: str) -> None:
        self.stdout.write(text, ending="")
        self.stdout.flush()

    def _tell_accounts(self, path: Path | None) -> None:
        # By name, because nobody imports the demo.
        accounts: str = importlib.import_module("portal.demo.accounts").describe()
        if path:
            path.touch(mode=0o600)
            path.write_text(accounts, encoding="utf-8")
        else:
            self.stdout.write(accounts)
