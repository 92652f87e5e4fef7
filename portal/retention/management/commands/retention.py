"""``manage.py retention``: what is over its time, and away with it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.retention.registry import kinds
from portal.retention.rounds import begin, carry_on


class Command(BaseCommand):
    """Shows the table of what is kept how long, and carries out the round that the worker makes each day."""

    help = "Delete or anonymise what is over its time; --dry-run only shows what would go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether it is only shown."""
        parser.add_argument("--dry-run", action="store_true", help="show what would go, and leave everything")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        """Show; then do."""
        if dry_run:
            self._show()
            return
        number = begin().pk
        while carry_on():
            pass
        # The round itself, not what the register says now: it may have been begun by a worker.
        from portal.retention.models import Round

        done = Round.objects.get(pk=number)
        for heading, told in (("Gone", done.done), ("Held", done.held), ("For review", done.review)):
            for name, count in sorted(told.items()):
                self.stdout.write(f"{heading}: {count} of {name}")
        for name, error in sorted(done.failed.items()):
            self.stdout.write(f"Failed: {name} ({error})")
        if not (done.done or done.held or done.review or done.failed):
            self.stdout.write("Nothing is over its time.")

    def _show(self) -> None:
        now = timezone.now()
        self.stdout.write(f"{'kind':<34} {'days':>5}  {'action':<9} {'due':>7} {'held':>6}")
        for kind in kinds():
            before = kind.before(now)
            due, held = kind.count(before), kind.held(before)
            self.stdout.write(f"{kind.name:<34} {kind.days:>5}  {kind.action.value:<9} {due:>7} {held:>6}")
        self.stdout.write("Nothing was changed.")
