"""``manage.py audit_access``: every role, kind of thing, label and surface against the one rule."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from portal.surfaces.auditing import Findings, audit


class Command(BaseCommand):
    """Asks every address as everybody the rule tells apart. Writes nothing, so it may run beside a portal at work."""

    help = "Hold what every address tells whom against the rule of who may read; exits 1 on a difference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How much is asked."""
        parser.add_argument(
            "--samples", type=int, default=2, metavar="N", help="things of each kind, label and state (default 2)"
        )

    def handle(self, *, samples: int, **_options: Any) -> None:
        """Audit, print what was compared, and exit 1 on a difference."""
        with translation.override("en"):
            findings = audit(most=max(1, samples), tell=self._tell)
        self._print(findings)
        if findings.differences:
            sys.exit(1)

    def _tell(self, pattern: str) -> None:
        if self.stderr.isatty():
            self.stderr.write(pattern or "/")

    def _print(self, findings: Findings) -> None:
        write = self.stdout.write
        write(f"Asked as: {', '.join(findings.roles)}.")
        write("Asked about:")
        for (kind, label), number in sorted(findings.samples.items()):
            write(f"  {number:4} {kind}: {label}")
        write("Compared with the rule:")
        for surface, number in findings.compared.items():
            write(f"  {number:4} {surface}")
        total = sum(findings.compared.values())
        for difference in findings.differences:
            self.stderr.write(f"DIFFERENCE {difference}")
        write(f"{total} answers compared, {len(findings.differences)} differences.")
