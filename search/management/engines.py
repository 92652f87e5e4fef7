"""Engines as commands name them."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError

from search.engines.elasticsearch import ElasticsearchEngine


def require_reachable(name: str | None) -> None:
    """Raise CommandError for an engine elsewhere when nothing says where that is."""
    if name == ElasticsearchEngine.name and not settings.SEARCH_CLUSTER["urls"]:
        raise CommandError("Set PORTAL_SEARCH_URL to the address of an Elasticsearch server first.")
