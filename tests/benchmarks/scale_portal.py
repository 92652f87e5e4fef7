"""A portal whose only findable things are made documents: the product's own way from an address to a page."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portal.indexing import Hit
    from portal.viewer import Viewer
    from search.results import Results

NAME = "made"


@contextmanager
def set_up() -> Iterator[Path]:
    """A portal in a temporary folder that is set up and holds nothing; answers the path of its database."""
    with tempfile.TemporaryDirectory(prefix="balai-scale-") as folder:
        os.environ.update(PORTAL_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="portal.settings.local")
        import django
        from django.core.management import call_command

        django.setup()
        with open(Path(folder) / "said", "w", encoding="utf-8") as said:
            call_command("migrate", verbosity=0)
            for command in ("compile_catalogues", "set_up"):
                call_command(command, stdout=said)
        from django.db import connection

        site = Path(connection.settings_dict["NAME"])
        connection.close()
        register()
        yield site


def register() -> None:
    """Make the made documents a source of the portal, the only one."""
    from portal import indexing
    from tests.benchmarks.scale_texts import document

    indexing._sources.clear()
    number_of = len(NAME) + 1
    indexing.register(
        indexing.Source(
            name=NAME, record=lambda key: document(int(key[number_of:])).record, keys=lambda: (), hits=_hits
        )
    )


def _hits(viewer: Viewer, ids: Iterable[str]) -> dict[str, Hit]:
    """Whatever an engine found may be shown: there is no database of documents here that would know better."""
    from portal.indexing import Hit

    told: dict[str, Any] = {
        "url": "",
        "title": "",
        "type": "",
        "type_label": "",
        "spine": "",
        "reference": "",
        "language": "en",
    }
    return {
        key: Hit(key=key, **told, marking="CLEAR", summary="", issued=None, issued_text="", places=(), languages=())
        for key in ids
    }


@contextmanager
def searched(path: Path, site: Path) -> Iterator[None]:
    """The index in this file is the one that is searched, by the site's own settings, with the site's glossary."""
    from django.db import connection

    from tests.benchmarks.scale_index import opened

    with opened(path):
        with connection.cursor() as cursor:
            # A name that the index lacks is looked for in what is attached.
            cursor.execute("ATTACH DATABASE %s AS site", [f"{site.resolve().as_uri()}?mode=ro"])
        yield


def ask(address: str, language: str = "en", *, member: bool = False) -> Results:
    """What the results page would show for what follows ``?`` in an address."""
    from django.http import QueryDict

    from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, Viewer
    from search.query import plan_from
    from search.results import find

    viewer = Viewer(user_id=1, principals=frozenset({PUBLIC, MEMBER})) if member else ANONYMOUS
    return find(plan_from(QueryDict(address), language), viewer)


@contextmanager
def broken_off_after(seconds: float) -> Iterator[None]:
    """Let no statement of the connection run on after so many seconds; it fails then."""
    from django.db import connection

    connection.ensure_connection()
    until = time.monotonic() + seconds
    connection.connection.set_progress_handler(lambda: time.monotonic() > until, 100_000)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)
