"""The log of who did what as lines of JSON, so that it can outlive the database it is in.

Each line is one entry with every column it has, under the column's own name. What staff hid or deleted is told beside
it, from the log that the page tree keeps, because a restore must not show it again. Nothing of it is content.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from portal.audit.models import Entry
from portal.backups.databases.kinds import Snapshot

ENTRIES = Entry._meta.db_table
#: What pages and everything else went through, as Wagtail writes it down: the table, its columns, how they are told.
PAGES = ("page", "wagtailcore_pagelogentry", ("id", "page_id", "action", "timestamp"), ("id", "page", "action", "at"))
THINGS = (
    "thing",
    "wagtailcore_modellogentry",
    ("id", "content_type_id", "object_id", "action", "timestamp"),
    ("id", "type", "key", "action", "at"),
)
HIDING = ("wagtail.publish", "wagtail.unpublish", "wagtail.delete")


def lines(snapshot: Snapshot, since: datetime | None = None) -> Iterator[bytes]:
    """The log as lines."""
    for told in everything(snapshot, since):
        yield json.dumps(told, ensure_ascii=False).encode() + b"\n"


def everything(snapshot: Snapshot, since: datetime | None = None) -> Iterator[dict[str, Any]]:
    """All of the log, or what is not older than ``since``: entries first, each kind oldest first."""
    columns = snapshot.columns(ENTRIES)
    after = f"WHERE at >= '{since:%Y-%m-%d %H:%M:%S}'" if since else ""
    for values in snapshot.values(ENTRIES, columns, f"{after} ORDER BY id"):
        yield {"kind": "entry", **dict(zip(columns, map(_plain, values), strict=True))}
    named = ", ".join(f"'{action}'" for action in HIDING)
    after = f"WHERE action IN ({named})" + (f" AND timestamp >= '{since:%Y-%m-%d %H:%M:%S}'" if since else "")
    there = snapshot.tables()
    for kind, table, named_columns, names in (PAGES, THINGS):
        if table in there:
            for values in snapshot.values(table, named_columns, f"{after} ORDER BY id"):
                yield {"kind": kind, **dict(zip(names, map(_plain, values), strict=True))}


def last_entry(snapshot: Snapshot) -> dict[str, str]:
    """The newest entry with every column as a text: whatever holds the log together stands in it."""
    columns = snapshot.columns(ENTRIES)
    for values in snapshot.values(ENTRIES, columns, "ORDER BY id DESC LIMIT 1"):
        return {name: str(_plain(value)) for name, value in zip(columns, values, strict=True)}
    return {}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if isinstance(value, str | int | float | dict | list | None) else str(value)
