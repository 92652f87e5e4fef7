"""``updates``: what readers and writers of a large index notice of one another, and of a rebuild beside them."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.figures import percentile, table
from tests.benchmarks.machine import Circumstances, await_quiet
from tests.benchmarks.scale import FOLDER, file_of
from tests.benchmarks.scale_beside import Beside, Did, going, read, replacing
from tests.benchmarks.scale_portal import NAME, searched, set_up

TITLE = "Writing while others read"
DOCUMENTS = 200_000
#: So long each of the first parts is watched, and the part of a rebuild that is watched before the names are swapped.
SECONDS, REBUILDING = 20.0, 45.0
#: Building what is missing may take so long; the next run goes on.
BUILDING = 240.0
#: Between two writes of a writer.
PAUSE = 0.05
READERS = 2
WHAT = f"""
A copy of the index of {DOCUMENTS:,} texts. One process replaces one text after another, tokens ready, each in a
transaction that is on the disk when it ends; {READERS} others ask questions of every kind that is asked for to be
quick, {SECONDS:.0f} seconds with the writer and as long without. Then the index is built anew beside the live one, as
`manage.py rebuild_index` does it, while a writer writes twenty times a second and {READERS} readers read: the new
tables are filled in bulk but for the last texts, {REBUILDING:.0f} seconds are watched of the part that reads and
analyses, and then the swap of all of it.
"""


@dataclass
class Measured:
    """What each process did, by what it is called in the table, and how long the swap took."""

    did: dict[str, Sequence[Did]] = field(default_factory=dict)
    rebuilt: int = 0
    faults: Sequence[str] = ()


def measure() -> tuple[Circumstances, str] | None:
    """Write, read and rebuild; answers the circumstances and the result in Markdown."""
    with set_up() as site:
        from tests.benchmarks.scale_index import build

        if build(file_of(DOCUMENTS), DOCUMENTS, time.monotonic() + BUILDING) is None:
            print("  The index is not written in full yet; the next run goes on.")
            return None
        idle, measured = await_quiet(most=20.0), Measured()
        with tempfile.TemporaryDirectory(dir=FOLDER) as scratch:
            copy = Path(shutil.copyfile(file_of(DOCUMENTS), Path(scratch) / "copy.sqlite3"))
            # What is still on its way to the disk would hold up every commit.
            os.sync()
            _update(measured, copy, site)
            _rebuild(measured, copy, site)
    return Circumstances(idle), _result(measured)


def _update(measured: Measured, path: Path, site: Path) -> None:
    def readers() -> list[Beside]:
        return [Beside(path, site, read, 0, seed) for seed in range(READERS)]

    def writer() -> list[Beside]:
        return [Beside(path, site, replacing(DOCUMENTS), 0, 9)]

    for name, made in (("a writer alone", writer()), ("readers alone", readers())):
        with going(made) as measured.did[name]:
            time.sleep(SECONDS)
    with going(writer()) as measured.did["a writer beside readers"], going(readers()) as both:
        time.sleep(SECONDS)
    measured.did["readers beside a writer"] = both


def _rebuild(measured: Measured, path: Path, site: Path) -> None:
    writer = Beside(path, site, replacing(DOCUMENTS), PAUSE, 9)
    readers = [Beside(path, site, read, 0, seed) for seed in range(READERS)]
    with searched(path, site):
        from portal import indexing
        from search.engines.embedded import EmbeddedEngine

        engine, processes = EmbeddedEngine(), [writer, *readers]
        measured.rebuilt = engine.rebuild(_keys(processes), indexing.record_for)
        did = [each.stop() for each in processes]
        measured.faults = engine.faults()
    measured.did["a writer beside a rebuild"], measured.did["readers beside a rebuild"] = did[:1], did[1:]


def _keys(processes: Sequence[Beside]) -> Iterator[str]:
    """Keys of documents for as long as the rebuild is watched; before the first, the new tables are filled."""
    _fill_new_tables()
    for process in processes:
        process.go()
    until, chance = time.monotonic() + REBUILDING, random.Random(1)
    while time.monotonic() < until:
        yield f"{NAME}:{chance.randint(1, DOCUMENTS)}"


def _fill_new_tables() -> None:
    """What the rebuild would do in hours, since the analysis is measured elsewhere: the same rows, copied."""
    from django.db import connection, transaction

    from search.engines.embedded.tables import COLUMNS, words_table
    from search.partitions import PARTITIONS

    names = ", ".join(("rowid", *COLUMNS))
    with transaction.atomic(), connection.cursor() as cursor:
        for partition in PARTITIONS:
            live, new = words_table(partition), words_table(partition, building=True)
            cursor.execute(f"INSERT INTO {new} ({new}, rank) VALUES ('hashsize', 64000000)")
            cursor.execute(f"INSERT INTO {new} ({names}) SELECT {names} FROM {live}")
            cursor.execute(f"INSERT INTO {new} ({new}, rank) VALUES ('hashsize', 1048576)")
    with connection.cursor() as cursor:
        # In short transactions it would never have grown so long.
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _result(measured: Measured) -> str:
    rows = []
    for name, did in measured.did.items():
        waits = [wait for each in did for wait in each.waits]
        failed = sum(len(each.failed) for each in did)
        shares = [f"{percentile(waits, share):,.1f}" for share in (0.5, 0.95, 1.0)]
        rows.append([name, f"{len(waits):,}", *shares, f"**{failed}**" if failed else 0])
    failures = sorted({error for did in measured.did.values() for each in did for error in each.failed})
    waited = max(wait for each in measured.did["a writer beside a rebuild"] for wait in each.waits)
    told = [
        f"Failed: {'; '.join(failures[:3])}."
        if failures
        else "Nothing failed; nobody was told that anything is locked.",
        f"While all {measured.rebuilt:,} texts were rebuilt, no writer waited longer than {waited / 1000:.1f} s.",
        "Rows and words agree afterwards." if not measured.faults else " ".join(measured.faults),
    ]
    heads = ["who", "times", "p50 ms", "p95 ms", "longest ms", "failed"]
    return f"{' '.join(told)}\n\n{table(heads, rows)}"
