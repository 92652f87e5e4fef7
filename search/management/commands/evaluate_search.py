"""``manage.py evaluate_search FOLDER``: how well search finds what it should, in collections of texts and queries."""

from __future__ import annotations

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.progress import Progress
from search.engines import ENGINES
from search.engines.base import Engine, EngineDownError
from search.evaluation.asking import answers, ask, index
from search.evaluation.collection import Collection, UnreadableError, collections_in
from search.evaluation.figures import Figures
from search.evaluation.runs import write_run
from search.evaluation.scratch import scratch_engine, site_beside
from search.management.engines import require_reachable

# All but the one that knows titles alone.
_ENGINES = sorted(name for name, engine in ENGINES.items() if not engine.is_brief)
_HEADS = ("MRR@10", "recall@5", "recall@10", "nDCG@10", "docs/s", "p50 ms", "p95 ms")
_LINE = "{:<24} {:>7} {:>6} {:>7} {:>8} {:>9} {:>8} {:>7} {:>7} {:>7}"


class Command(BaseCommand):
    """Indexes each collection into a scratch index, asks its queries and prints a line for each set of them."""

    help = (
        "Measure search on folders of corpus.jsonl, queries.jsonl and qrels.tsv. The site's own index is not touched."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, the engine, and where to write what was found."""
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="a collection, or folders of collections")
        parser.add_argument("--engine", choices=_ENGINES, help="another engine than the site's")
        parser.add_argument("--runs", type=Path, metavar="DIR", help="write DIR/<folder>[.X].run in TREC format")

    def handle(
        self, *, folder: Path, engine: str | None, runs: Path | None, verbosity: int = 1, **_options: Any
    ) -> None:
        """Measure every collection; a sentence for a folder or a file that cannot be read."""
        require_reachable(engine)
        self.stdout.write(_LINE.format("collection", "queries", "texts", *_HEADS))
        measured = 0
        stands = "What is printed above stands; the scratch index is gone. Start evaluate_search again."
        try:
            with (
                Progress("texts", stands=stands, verbosity=verbosity) as progress,
                site_beside(self.stderr.write, engine) as site,
            ):
                for collection in collections_in(folder):
                    with scratch_engine(engine, site) as scratch:
                        measured += self._measure(collection, scratch, runs, progress)
        except (UnreadableError, EngineDownError) as error:
            raise CommandError(str(error)) from error
        if not measured:
            raise CommandError(f"There is no corpus.jsonl with queries.jsonl in {folder} or below it.")

    def _measure(self, collection: Collection, scratch: Engine, runs: Path | None, progress: Progress) -> int:
        """Measure each set of queries of a collection; answers how many there are."""
        progress.of(f"texts of {collection.name}")
        speed = index(scratch, progress.over(collection.texts))
        for queries in collection.query_sets:
            name = f"{collection.name}.{queries.variant}" if queries.variant else collection.name
            progress.of(f"queries of {name}", len(queries.queries))
            asked = ask(queries, progress.after(partial(answers, scratch)))
            progress.clear()
            if runs:
                write_run(runs, name, asked.found)
            self.stdout.write(_line(name, len(collection.texts), asked.figures, speed))
        return len(collection.query_sets)


def _line(name: str, texts: int, figures: Figures, speed: float) -> str:
    shares = (figures.reciprocal_rank, figures.recall_5, figures.recall_10, figures.gain)
    return _LINE.format(
        name,
        figures.queries,
        texts,
        *(f"{share:.4f}" for share in shares),
        f"{speed:.0f}",
        f"{figures.p50:.1f}",
        f"{figures.p95:.1f}",
    )
