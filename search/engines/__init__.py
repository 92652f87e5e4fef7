"""The engines, by name. They differ in where they keep the index and in nothing a reader could see.

One of them only stands in for another: it knows titles, summaries and reference numbers.
"""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from search.engines.base import Engine
from search.engines.brief import BriefEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.embedded import EmbeddedEngine

ENGINES: dict[str, type[Engine]] = {
    EmbeddedEngine.name: EmbeddedEngine,
    ElasticsearchEngine.name: ElasticsearchEngine,
    BriefEngine.name: BriefEngine,
}


def engine_named(name: str | None = None) -> Engine:
    """The engine of this name; without one, the engine the site uses."""
    return ENGINES[name or settings.SEARCH_ENGINE]()


def engine_within() -> Engine:
    """The engine that is written in the transaction of the content: the site's own, or what answers in its place."""
    site = engine_named()
    if site.is_transactional:
        return site
    return EmbeddedEngine() if connection.vendor == "sqlite" else BriefEngine()
