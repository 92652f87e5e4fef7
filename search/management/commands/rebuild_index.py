"""``manage.py rebuild_index``: build the index anew beside the live one."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from search.engines import engine_named
from search.index import rebuild


class Command(BaseCommand):
    """Rebuilds the index from the database while searches and writes go on."""

    help = "Build the search index anew from the database, beside the live one, then swap."

    def handle(self, **_options: Any) -> None:
        """Rebuild and say how much and how long."""
        began = time.perf_counter()
        texts = rebuild(engine_named())
        self.stdout.write(f"{texts} texts indexed in {time.perf_counter() - began:.1f} s.")
