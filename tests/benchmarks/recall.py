"""``search``: how much of what is there the first search finds, in the scripts that write no spaces and in the others.

The queries were cut out of the texts by word breakers other than the portal's, as readers cut words otherwise than any
dictionary does. The texts lie beside the checkout, where there are any; without them there is nothing to measure.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.document import ROOT
from tests.benchmarks.figures import Spread, percentile, table
from tests.benchmarks.machine import Circumstances, idle_now

if TYPE_CHECKING:
    from portal.indexing import IndexRecord
    from search.engines.base import Engine

TITLE = "First search"
TEXTS = ROOT.parent / "shared" / "data" / "udhr"
RUNS = 3
#: What the design asks for, by language; the others are measured beside.
WANTED = {"th": 0.99, "lo": 0.99, "km": 0.985, "my": 0.98, "zh-hans": 0.995}
_FOLDERS = {"zh": "zh-hans"}
WHAT = """
The thirty articles and the preamble of the Universal Declaration of Human Rights in each language, indexed with the
portal's own analysis into a database of their own, all languages in one index; up to 300 queries a language, cut out of
the texts by word breakers other than the portal's. Found by the strict phrase of words or the phrase of unit bigrams,
as the portal asks first; recall is the share of the articles holding the words that is found, the mean of all queries.
An article counts as holding the words wherever their letters stand, inside longer words too ("author" in "authority"):
that is what languages with spaces between words miss here, and no reader misses it.
"""


@dataclass(frozen=True)
class Collection:
    """The texts of a language, its queries, and which texts hold the words of each."""

    language: str
    records: Sequence[IndexRecord]
    queries: dict[str, str]
    relevant: dict[str, set[str]]


@dataclass(frozen=True)
class Found:
    """What one run of a language's queries gave."""

    recall: float
    waits: Sequence[float]


def measure() -> tuple[Circumstances, str] | None:
    """Index and ask; answers the circumstances and the result in Markdown, or None where there are no texts."""
    if not TEXTS.is_dir():
        print("  The texts of the declaration do not lie beside this checkout; nothing was measured.")
        return None
    idle = idle_now()
    with _scratch_engine() as engine:
        collections = [_read(language) for language in _languages()]
        speeds = [_index(engine, collections) for _run in range(RUNS)]
        runs = {each.language: [_ask(engine, each) for _run in range(RUNS)] for each in collections}
    return Circumstances(idle), _result(runs, speeds)


@contextmanager
def _scratch_engine() -> Iterator[Engine]:
    """The engine on a database that holds nothing else."""
    with tempfile.TemporaryDirectory(prefix="balai-recall-") as folder:
        os.environ.update(PORTAL_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="portal.settings.local")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", "search", verbosity=0)
        from search.engines import engine_named

        yield engine_named()


def _languages() -> list[str]:
    found = {
        _FOLDERS.get(folder.name, folder.name) for folder in TEXTS.iterdir() if (folder / "corpus.jsonl").is_file()
    }
    return [*WANTED, *sorted(found.difference(WANTED))]


def _read(language: str) -> Collection:
    from portal.indexing import IndexRecord

    folder = TEXTS / next((name for name, code in _FOLDERS.items() if code == language), language)
    records = [
        IndexRecord(
            key=f"text:{text['id']}",
            family=text["id"],
            partition="clear",
            language=language,
            type="legal-instrument",
            title=text["title"],
            summary="",
            body=text["text"],
        )
        for text in _lines(folder / "corpus.jsonl")
    ]
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, text, grade = line.split("\t")
        if grade.isdigit() and int(grade):
            relevant.setdefault(query, set()).add(f"text:{text}")
    queries = {query["id"]: query["text"] for query in _lines(folder / "queries.jsonl") if query["id"] in relevant}
    return Collection(language, records, queries, relevant)


def _lines(path: Path) -> Iterator[dict[str, str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _index(engine: Engine, collections: Sequence[Collection]) -> float:
    """Write every text; answers how many went in a second."""
    from search.documents import analyse_record

    began = time.perf_counter()
    number = 0
    for collection in collections:
        for record in collection.records:
            engine.write(record, analyse_record(record))
            number += 1
    return number / (time.perf_counter() - began)


def _ask(engine: Engine, collection: Collection) -> Found:
    from dataclasses import replace

    from search.query import Tier, plan_of_text

    shares, waits = [], []
    for query, text in collection.queries.items():
        began = time.perf_counter()
        plan = replace(plan_of_text(text, collection.language), page_size=1000)
        found = engine.search(plan, frozenset({"clear"}))
        waits.append((time.perf_counter() - began) * 1000)
        keys = {hit.key for hit in found.hits} if found.tier is Tier.PHRASES else set()
        shares.append(len(keys & collection.relevant[query]) / len(collection.relevant[query]))
    return Found(sum(shares) / len(shares), waits)


def _result(runs: dict[str, list[Found]], speeds: Sequence[float]) -> str:
    rows = []
    for language, each in runs.items():
        wanted = WANTED.get(language)
        recall = Spread.of(found.recall for found in each).middle
        told = f"{recall:.3f}" if wanted is None or recall >= wanted else f"**{recall:.3f}**"
        waits = [wait for found in each for wait in found.waits]
        rows.append(
            [language, f"≥ {wanted}" if wanted else "", told, len(each[0].waits)]
            + [f"{percentile(waits, share):.1f}" for share in (0.5, 0.95)]
        )
    missed = [row[0] for row in rows if str(row[2]).startswith("**")]
    verdict = f"Not held for {', '.join(map(str, missed))}." if missed else "Every figure is held."
    return (
        f"{verdict}\n\n"
        + table(["language", "asked for", "recall", "queries", "p50 ms", "p95 ms"], rows)
        + "\n\n"
        + table(
            [f"{len(speeds)} runs", "min", "median", "max"], [["texts indexed a second", Spread.of(speeds).cells()]]
        )
    )
