"""What must hold before the site starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import connection


@register
def other_databases_need_a_search_server(**_kwargs: Any) -> list[CheckMessage]:
    """The embedded engine lives in SQLite: on any other database search would find nothing."""
    if connection.vendor == "sqlite" or settings.SEARCH_ENGINE != "embedded":
        return []
    return [
        Error(
            "On PostgreSQL the portal searches with Elasticsearch, and no server is named.",
            hint="Set PORTAL_SEARCH_URL to the address of an Elasticsearch 9 server, as https://host:9200,"
            " or leave out DATABASE_URL to run on SQLite, which needs none.",
            id="search.E001",
        )
    ]
