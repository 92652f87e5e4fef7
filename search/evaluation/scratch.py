"""A scratch index: an engine on an empty index of its own, which is gone afterwards.

The embedded engine gets a temporary database. The site's own lies beside it, open for reading alone: what a question
needs besides the index (concepts, say) is read from there, and writing there fails.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.utils import load_backend

from search.engines import engine_named
from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.tables import creation, words_table
from search.models import IndexedFacet, IndexedText
from search.partitions import PARTITIONS

_BACKEND = "django.db.backends.sqlite3"
# Nothing in a scratch index has to outlive a power cut.
_QUICKLY = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"


@contextmanager
def scratch_engine(name: str | None = None) -> Iterator[Engine]:
    """The engine of this name on an index that holds nothing; the site's index is out of its reach."""
    engine = engine_named(name)
    if not isinstance(engine, EmbeddedEngine):
        raise NotImplementedError(f"There is no scratch index for the engine {engine.name!r} yet.")
    with tempfile.TemporaryDirectory(prefix="balai-scratch-") as folder, _database(Path(folder) / "index.sqlite3"):
        with connection.schema_editor() as editor:
            editor.create_model(IndexedText)
            editor.create_model(IndexedFacet)
        with connection.cursor() as cursor:
            for partition in PARTITIONS:
                cursor.execute(creation(words_table(partition)))
        yield engine


@contextmanager
def _database(path: Path) -> Iterator[None]:
    """The default connection of this thread leads to an empty database with the site's own beside it."""
    site = connections[DEFAULT_DB_ALIAS]
    told: dict[str, Any] = {
        **connections.settings[DEFAULT_DB_ALIAS],
        "ENGINE": _BACKEND,
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": _QUICKLY},
    }
    scratch = load_backend(_BACKEND).DatabaseWrapper(told, DEFAULT_DB_ALIAS)
    connections[DEFAULT_DB_ALIAS] = scratch
    try:
        if site.vendor == "sqlite":
            _attach(str(site.settings_dict["NAME"]))
        yield
    finally:
        scratch.close()
        connections[DEFAULT_DB_ALIAS] = site


def _attach(name: str) -> None:
    """Lay the site's database beside the scratch one; names that the scratch one lacks are read from there."""
    if name.startswith("file:"):
        address = name
    elif Path(name).is_file():
        address = f"{Path(name).resolve().as_uri()}?mode=ro"
    else:
        return
    with connection.cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS site", [address])
        # The site may be in the middle of a transaction, as in a test; what it has written so far may be read.
        cursor.execute("PRAGMA read_uncommitted = ON")
