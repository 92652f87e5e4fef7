"""The engines, by name. They differ in where they keep the index and in nothing a reader could see."""

from __future__ import annotations

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine

ENGINES: dict[str, type[Engine]] = {EmbeddedEngine.name: EmbeddedEngine}


def engine_named(name: str | None = None) -> Engine:
    """The engine of this name; without one, the engine the site uses."""
    return ENGINES[name or EmbeddedEngine.name]()
