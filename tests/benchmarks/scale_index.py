"""An index of very many made documents in a database file of its own, kept from one run to the next.

Written in bulk straight into the tables the product defines, in transactions of many documents: a build that was
broken off goes on where it ended. What the file was made from stands in it, and a file made otherwise is made anew.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import Model
from django.db.utils import DatabaseError, load_backend

from search.analysis import ANALYSIS_VERSION
from search.documents import facets_of
from search.engines.codes import as_lines
from search.engines.embedded.tables import COLUMNS, beginning, words_table
from search.models import IndexedText, ShownText
from search.partitions import PARTITIONS
from tests.benchmarks import scale_texts
from tests.benchmarks.scale_texts import Made, document

_MODELS: tuple[type[Model], ...] = (IndexedText, ShownText)
#: Documents of one transaction, and of one piece of work of the process that makes them.
BATCH, PIECE = 10_000, 1_000
# A file that is half written is worth nothing after a power cut and may be; a process that ends must not spoil it.
_BUILDING = (
    "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF; PRAGMA cache_size=-1000000; PRAGMA temp_store=MEMORY;"
)
#: Bytes of words gathered in memory before they are written; the product keeps to SQLite's own million.
_GATHERED = 64_000_000
_SQLITES_OWN = 1_048_576


@dataclass(frozen=True)
class Built:
    """What a file holds: documents, the seconds their writing took, its bytes; and the pace of the last batches."""

    documents: int
    seconds: float
    size: int
    first_pace: float
    last_pace: float


@contextmanager
def opened(path: Path, init_command: str | None = None) -> Iterator[None]:
    """The default connection of this thread leads to this file, opened as the site opens its own unless told how."""
    own = connections[DEFAULT_DB_ALIAS]
    told: dict[str, Any] = {**connections.settings[DEFAULT_DB_ALIAS], "NAME": str(path)}
    if init_command is not None:
        told["OPTIONS"] = {**told["OPTIONS"], "init_command": init_command}
    other = load_backend(told["ENGINE"]).DatabaseWrapper(told, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = own


def stamp() -> str:
    """What a file depends on: how documents are made, how they are analysed, how the tables look."""
    fields = [_columns(model) for model in _MODELS]
    told = (scale_texts.VERSION, ANALYSIS_VERSION, [beginning(words_table(each)) for each in PARTITIONS], fields)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def build(path: Path, documents: int, until: float, tell: Callable[[str], object] = print) -> Built | None:
    """Make the file hold so many documents, going on from what it holds; None when ``until`` came first.

    ``until`` is a time of the monotonic clock.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not _is_fit(path):
        discard(path)
    with opened(path, _BUILDING):
        if not _present(path):
            _create()
        done = _count()
        if done < documents:
            _gather(_GATHERED)
            done = _write_from(done, documents, until, tell)
            _gather(_SQLITES_OWN)
        return _built(path) if done == documents else None


def discard(path: Path) -> None:
    """Take the file away, with what SQLite left beside it."""
    for rest in path.parent.glob(f"{path.name}*"):
        rest.unlink()


def begin_with(path: Path, smaller: Path) -> None:
    """Let a file that is not begun yet begin with what a smaller one holds: the first documents are the same."""
    if not _is_fit(path) and _is_fit(smaller):
        discard(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(smaller, path)


def _present(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _is_fit(path: Path) -> bool:
    """Whether the file may be gone on with: it was made as files are made now."""
    if not _present(path):
        return False
    # Opened so, a file gathers into itself what lay beside it and may be copied.
    with opened(path, _BUILDING):
        try:
            return bool(_row("SELECT stamp FROM made_from") == (stamp(),))
        except DatabaseError:
            return False


def _row(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def _execute(statement: str, *parameters: str | int | float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def _create() -> None:
    _execute("CREATE TABLE made_batch (documents INTEGER, seconds REAL)")
    with connection.schema_editor() as editor:
        for model in _MODELS:
            editor.create_model(model)
    for partition in PARTITIONS:
        for statement in beginning(words_table(partition)):
            _execute(statement)
    # Last: a file without it was not begun properly.
    _execute("CREATE TABLE made_from (stamp TEXT)")
    _execute("INSERT INTO made_from VALUES (%s)", stamp())


def _gather(size: int) -> None:
    for table in map(words_table, PARTITIONS):
        _execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', %s)", size)


def _count() -> int:
    return int(_row("SELECT COALESCE(SUM(documents), 0) FROM made_batch")[0])


def _built(path: Path) -> Built:
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents, seconds FROM made_batch ORDER BY rowid")
        batches = cursor.fetchall()
    tenth = max(1, len(batches) // 10)
    done, seconds = (sum(column) for column in zip(*batches, strict=True))
    return Built(done, seconds, path.stat().st_size, _pace(batches[:tenth]), _pace(batches[-tenth:]))


def _pace(batches: list[tuple[int, float]]) -> float:
    return sum(number for number, _seconds in batches) / max(1e-9, sum(seconds for _number, seconds in batches))


def _write_from(done: int, documents: int, until: float, tell: Callable[[str], object]) -> int:
    pieces = (range(start, min(start + PIECE, documents + 1)) for start in range(done + 1, documents + 1, PIECE))
    # Made in a process beside this one: half of the work is making them.
    with multiprocessing.get_context("fork").Pool(1, initializer=connections.close_all) as pool:
        waiting: deque[Any] = deque()
        began, before = time.perf_counter(), done
        while waiting or done < documents:
            while len(waiting) < 2 * BATCH // PIECE and (piece := next(pieces, None)):
                waiting.append(pool.apply_async(rows_of, (piece,)))
            taken = [waiting.popleft().get() for _each in range(min(len(waiting), BATCH // PIECE))]
            with transaction.atomic():
                for rows in taken:
                    _insert(rows)
                done += sum(len(rows[IndexedText._meta.db_table]) for rows in taken)
                _execute("INSERT INTO made_batch VALUES (%s, %s)", done - before, time.perf_counter() - began)
            began, before = time.perf_counter(), done
            if done % (5 * BATCH) == 0:
                tell(f"  {done:,} of {documents:,} documents")
            if time.monotonic() > until:
                break
    return done


Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(numbers: range) -> Rows:
    """The rows of some documents, by table."""
    rows: Rows = {table: [] for table in _columns_by_table()}
    for number in numbers:
        made = document(number)
        for model, told in ((IndexedText, _text_row(number, made)), (ShownText, _shown_row(number, made))):
            rows[model._meta.db_table].append(tuple(told[column] for column in _columns(model)))
        rows[words_table(made.record.partition)].append(_words_row(number, made))
    return rows


def _columns(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def _columns_by_table() -> dict[str, list[str]]:
    of_models = {model._meta.db_table: _columns(model) for model in _MODELS}
    return {**of_models, **{words_table(each): ["rowid", *COLUMNS] for each in PARTITIONS}}


def _text_row(number: int, made: Made) -> dict[str, Any]:
    record = made.record
    return {
        "id": number,
        "sort_title": made.title.w[:200],
        "fingerprint": "0" * 64,
        "codes": as_lines(facets_of(record)),
        "day": _as_text(record.issued or record.posted),
        **{name: getattr(record, name) for name in ("key", "family", "partition", "language")},
        **{name: _as_text(getattr(record, name)) for name in ("issued", "posted", "updated", "expires")},
    }


def _shown_row(number: int, made: Made) -> dict[str, Any]:
    return {"row_id": number, "text": made.record.body}


def _as_text(moment: Any) -> str | None:
    """A day or a moment as Django writes it into SQLite."""
    return None if moment is None else str(moment).removesuffix("+00:00")


def _words_row(number: int, made: Made) -> tuple[Any, ...]:
    title, whole = made.title, made.whole
    every_reading = " ".join(filter(None, (title.w, title.s, title.g)))
    told = {"title": every_reading, "w": whole.w, "x": whole.x, "s": whole.s, "g": whole.g}
    return (number, *(told[column] for column in COLUMNS))


def _insert(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for table, columns in _columns_by_table().items():
            names = ", ".join(f'"{name}"' for name in columns)
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows[table])
