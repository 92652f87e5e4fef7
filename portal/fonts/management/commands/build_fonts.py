"""``manage.py build_fonts``: cut the web fonts from the installed packages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.fonts.building import FOLDER, build
from portal.progress import Progress


class Command(BaseCommand):
    """Writes ``fonts/`` below ``FONTS_ROOT``; does nothing when sources and code are as they were."""

    help = "Cut the web fonts from the installed font packages into FONTS_ROOT; skipped when nothing changed."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, and say in one line what happened."""
        root = Path(settings.FONTS_ROOT)
        try:
            stands = "The fonts that were there are there still. Start build_fonts again."
            with Progress("fonts", stands=stands, verbosity=options["verbosity"]) as progress:
                built = build(root, progress.at)
        except ModuleNotFoundError as error:
            raise CommandError(f"The font package {error.name} is not installed.") from error
        if options["verbosity"]:
            self.stdout.write(f"Fonts {'cut into' if built else 'unchanged in'} {root / FOLDER}.")
