"""``manage.py compile_catalogues``: make the message catalogues readable for Django."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.catalogues.compilation import compile_newer, forget_loaded
from portal.catalogues.writing import BrokenCatalogueError


class Command(BaseCommand):
    """Compiles each catalogue that is newer than its compiled file."""

    help = "Compile the message catalogues that changed; needs no gettext tools."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile, and say in one line what happened."""
        try:
            compiled = [path for folder in settings.LOCALE_PATHS for path in compile_newer(Path(folder))]
        except BrokenCatalogueError as error:
            raise CommandError(str(error)) from error
        if compiled:
            forget_loaded()
        if options["verbosity"]:
            languages = ", ".join(path.parent.parent.name for path in compiled)
            self.stdout.write(f"Catalogues compiled: {languages}." if compiled else "Catalogues unchanged.")
