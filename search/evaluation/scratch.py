"""A scratch index: an engine on an empty index of its own, which is gone afterwards.

The embedded engine gets a temporary database. The site's own lies beside it, open for reading alone: what a question
needs besides the index (concepts, say) is read from there, and writing there fails. Elasticsearch gets indices under a
prefix that nobody else uses.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import count
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.utils import DatabaseError, load_backend

from search.engines import engine_named
from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine, connecting, indices
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.tables import beginning, words_table
from search.models import IndexedText, ShownText
from search.partitions import PARTITIONS

_BACKEND = "django.db.backends.sqlite3"
#: Nobody waits for an answer here: what it takes is what is measured.
_PATIENCE = 30.0
# Nothing in a scratch index has to outlive a power cut, and nobody else writes: no transaction locks before it writes.
_QUICKLY = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"


@contextmanager
def site_beside(tell: Callable[[str], object] = print, engine: str | None = None) -> Iterator[str]:
    """The name of a database that is set up: the site's own, or a temporary one where that is not so yet.

    Empty where the site's own is no file, and an engine beside it needs none.
    """
    is_file = connection.vendor == "sqlite"
    if (is_file or not isinstance(engine_named(engine), EmbeddedEngine)) and _is_set_up():
        yield str(connection.settings_dict["NAME"]) if is_file else ""
        return
    tell("The portal is not set up here; a temporary one is made ready for its concepts, which takes a while.")
    with tempfile.TemporaryDirectory(prefix="balai-site-") as folder:
        path = Path(folder) / "site.sqlite3"
        with _connected(path), open(path.with_suffix(".said"), "w", encoding="utf-8") as said:
            call_command("migrate", verbosity=0, stdout=said)
            call_command("set_up", stdout=said)
        yield str(path)


@contextmanager
def scratch_engine(name: str | None = None, site: str = "") -> Iterator[Engine]:
    """The engine of this name on an index that holds nothing, with the site's database beside it.

    Raises ValueError for an engine that keeps no index of its own.
    """
    engine = engine_named(name)
    if isinstance(engine, EmbeddedEngine):
        with _in_a_file(site):
            yield engine
    elif isinstance(engine, ElasticsearchEngine):
        own = not site or site == str(connection.settings_dict["NAME"])
        with nullcontext() if own else _connected(Path(site)), _in_the_cluster() as scratch:
            yield scratch
    else:
        raise ValueError(f"The engine {engine.name!r} only stands in for another and keeps no index.")


@contextmanager
def _in_a_file(site: str) -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="balai-scratch-") as folder, _connected(Path(folder) / "index.sqlite3"):
        with connection.schema_editor() as editor:
            editor.create_model(IndexedText)
            editor.create_model(ShownText)
        with connection.cursor() as cursor:
            for partition in PARTITIONS:
                for statement in beginning(words_table(partition)):
                    cursor.execute(statement)
            if site:
                # A name that the scratch database lacks is looked for in what is attached.
                cursor.execute("ATTACH DATABASE %s AS site", [_reading(site)])
                # The site may be in the middle of a transaction, as in a test: what stands there may be read.
                cursor.execute("PRAGMA read_uncommitted = ON")
        yield


@contextmanager
def _in_the_cluster() -> Iterator[Engine]:
    """The engine on indices of the site's cluster under a prefix of their own, which are deleted afterwards."""
    site = connecting.cluster()
    cluster = site.named(f"{site.prefix}-scratch-{secrets.token_hex(4)}")
    versions = count(1)
    indices.create(cluster)
    try:
        yield ElasticsearchEngine(cluster, version=lambda: next(versions), seconds=_PATIENCE)
    finally:
        indices.drop(cluster)


def _is_set_up() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM glossary_concept LIMIT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return False


def _reading(name: str) -> str:
    """The address of a SQLite database for reading alone; one in memory has no other address than its own."""
    return name if name.startswith("file:") else f"{Path(name).resolve().as_uri()}?mode=ro"


@contextmanager
def _connected(path: Path) -> Iterator[None]:
    """The default connection of this thread leads to the SQLite database at this path instead of to the site's."""
    own = connections[DEFAULT_DB_ALIAS]
    told: dict[str, Any] = {
        **connections.settings[DEFAULT_DB_ALIAS],
        "ENGINE": _BACKEND,
        "NAME": str(path),
        "OPTIONS": {"init_command": _QUICKLY},
    }
    other = load_backend(_BACKEND).DatabaseWrapper(told, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = own
