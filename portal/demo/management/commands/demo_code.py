"""``manage.py demo_code EMAIL``: the code with which a demo account signs in now."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.demo.second_proofs import NoDemoAccountError, await_time_to_type, code_of


class Command(BaseCommand):
    """Prints the code of a demo account, and of no other."""

    help = "Print the code that a demo account shows as its second proof now."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whose."""
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one that lasts long enough to be typed; refused where demo content is."""
        if not settings.DEMO_ALLOWED:
            raise CommandError("Codes are told of demo accounts only, and these settings allow none.")
        try:
            code_of(options["email"])
            await_time_to_type()
            self.stdout.write(code_of(options["email"]))
        except NoDemoAccountError:
            raise CommandError("This is no demo account, or it has no app that shows codes.") from None
