"""``manage.py catalogues``: gather messages from the sources, or hold the catalogues against them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.catalogues.completeness import KINDS, Shortcoming, shortcomings
from portal.catalogues.extraction import UnreadableSourceError, extracted
from portal.catalogues.writing import TRANSLATED, BrokenCatalogueError, catalogue_path, read, renewed, written

EXAMPLES = 5


class Command(BaseCommand):
    """Gathers the public messages and renews or checks the catalogues of all languages but English."""

    help = "Renew the catalogues from the sources (--update), or say what they lack and exit 1 (--check)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One of two things to do, and where."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--check", action="store_true", help="exit 1 when a language is not complete")
        what.add_argument("--update", action="store_true", help="write what the sources hold into the catalogues")
        parser.add_argument("--language", choices=TRANSLATED, help="only this language")
        parser.add_argument("--all", action="store_true", help="list every shortcoming, not only some")
        parser.add_argument("--root", type=Path, default=settings.ROOT, help="the checkout; this one by default")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked, language by language."""
        folder = options["root"] / "portal" / "locale"
        languages = [options["language"]] if options["language"] else TRANSLATED
        try:
            template = extracted(options["root"])
            if options["update"]:
                for code in languages:
                    path = catalogue_path(folder, code)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(written(renewed(template, read(path), code), code), encoding="utf-8")
                self.stdout.write(f"{len(template)} messages in {len(languages)} catalogues below {folder}.")
                return
            lacking = {code: shortcomings(template, read(catalogue_path(folder, code)), code) for code in languages}
        except (UnreadableSourceError, BrokenCatalogueError) as error:
            raise CommandError(str(error)) from error
        self._report(lacking, len(template), EXAMPLES if not options["all"] else len(template))

    def _report(self, lacking: dict[str, list[Shortcoming]], total: int, examples: int) -> None:
        incomplete = {code: found for code, found in lacking.items() if found}
        for code, found in incomplete.items():
            counts = [(kind, sum(each.kind == kind for each in found)) for kind in KINDS]
            self.stdout.write(f"{code}: " + ", ".join(f"{count} {kind}" for kind, count in counts if count))
            for each in found[:examples]:
                self.stdout.write(f"    {each.kind}: {each.text!r}")
        if incomplete:
            raise CommandError(f"Not complete: {', '.join(incomplete)} (of {total} messages).")
        self.stdout.write(f"{len(lacking)} languages hold all {total} messages.")
