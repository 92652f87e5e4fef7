"""``manage.py check_index``: compare the index with the database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.progress import Progress
from search import concepts
from search.engines import engine_named, engine_within
from search.engines.base import Engine, EngineDownError
from search.index import Drift, drift
from search.mending import mend, send_all
from search.outbox.reconciling import write_down


class Command(BaseCommand):
    """Says where index and database differ, and on request brings the index in line."""

    help = "Compare the search index with the database; exit 1 on drift. --fix brings the index in line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to mend what is found."""
        parser.add_argument("--fix", action="store_true", help="mend every difference, then compare again")

    def handle(self, *, fix: bool, verbosity: int = 1, **_options: Any) -> None:
        """Compare, mend if asked, compare again; the site's engine, and the one that answers in its place."""
        # Read here, the terms of the glossary are there for the first reader.
        concepts.warm()
        engines = list({engine.name: engine for engine in (engine_named(), engine_within())}.values())
        stands = "Nothing is half done; start check_index again."
        with Progress("texts compared", stands=stands, verbosity=verbosity) as progress:
            try:
                agree = [self._check(engine, fix, progress) for engine in engines]
            except EngineDownError as down:
                raise CommandError(str(down)) from down
        if not all(agree):
            sys.exit(1)
        self.stdout.write("Index and database agree.")

    def _check(self, engine: Engine, fix: bool, progress: Progress) -> bool:
        """Whether an engine's index and the database agree, in the end."""
        if not engine.is_transactional:
            # What is on its way is no difference.
            progress.of("changes sent")
            send_all(progress.at)
        progress.of("texts compared")
        found = drift(engine, progress.at)
        progress.clear()
        self._tell(found)
        if found and fix:
            progress.of("texts mended")
            mend(found, engine, progress.at)
            progress.of("texts compared")
            found = drift(engine, progress.at)
            progress.clear()
            self.stdout.write("Mended." if not found else "Mending did not help:")
            self._tell(found)
        if not engine.is_transactional:
            # The probe tells how it stood when they were last compared, and that is now.
            write_down(found)
        return not found

    def _tell(self, found: Drift) -> None:
        for name, keys in (("missing", found.missing), ("stale", found.stale), ("left over", found.left_over)):
            for key in keys:
                self.stdout.write(f"{name}: {key}")
        for fault in found.faults:
            self.stdout.write(fault)
