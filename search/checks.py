"""What must hold before the site starts."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import connection


@register
def embedded_search_needs_sqlite(**_kwargs: Any) -> list[CheckMessage]:
    """The embedded engine lives in SQLite: on any other database search would find nothing."""
    if connection.vendor == "sqlite":
        return []
    return [
        Error(
            "The embedded search engine works on SQLite only.",
            hint="Use an SQLite database.",
            id="search.E001",
        )
    ]
