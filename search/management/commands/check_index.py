"""``manage.py check_index``: compare the index with the database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search import concepts
from search.engines import engine_named
from search.index import Drift, drift, rebuild, refresh


class Command(BaseCommand):
    """Says where index and database differ, and on request brings the index in line."""

    help = "Compare the search index with the database; exit 1 on drift. --fix brings the index in line."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether to mend what is found."""
        parser.add_argument("--fix", action="store_true", help="mend every difference, then compare again")

    def handle(self, *, fix: bool, **_options: Any) -> None:
        """Compare, mend if asked, compare again."""
        # Read here, the terms of the glossary are there for the first reader.
        concepts.warm()
        engine = engine_named()
        found = drift(engine)
        self._tell(found)
        if found and fix:
            # Rows that disagree with their own words cannot be told apart one by one: all of them are built anew.
            if found.faults:
                rebuild(engine)
            else:
                for key in found.keys:
                    refresh(key, engine)
            found = drift(engine)
            self.stdout.write("Mended." if not found else "Mending did not help:")
            self._tell(found)
        if found:
            sys.exit(1)
        self.stdout.write("Index and database agree.")

    def _tell(self, found: Drift) -> None:
        for name, keys in (("missing", found.missing), ("stale", found.stale), ("left over", found.left_over)):
            for key in keys:
                self.stdout.write(f"{name}: {key}")
        for fault in found.faults:
            self.stdout.write(fault)
