"""``manage.py rebuild_index``: build the index anew beside the live one."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.progress import Progress
from search.engines import engine_named, engine_within
from search.engines.base import EngineDownError
from search.index import rebuild


class Command(BaseCommand):
    """Rebuilds the index from the database while searches and writes go on."""

    help = "Build the search index anew from the database, beside the live one, then swap."

    def handle(self, *, verbosity: int = 1, **_options: Any) -> None:
        """Rebuild and say how much and how long; also what answers in the place of the site's engine."""
        stands = "The live index is as it was; start rebuild_index again."
        for engine in {engine.name: engine for engine in (engine_named(), engine_within())}.values():
            began = time.perf_counter()
            with Progress("texts", stands=stands, verbosity=verbosity) as progress:
                try:
                    texts = rebuild(engine, progress.at)
                except EngineDownError as down:
                    raise CommandError(f"{down} {stands}") from down
            self.stdout.write(f"{engine.name}: {texts} texts indexed in {time.perf_counter() - began:.1f} s.")
