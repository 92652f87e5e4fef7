"""The registry with a small library as its only source, and search listening to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from portal import indexing
from portal.indexing import Source
from search.engines import engine_named
from search.engines.base import Engine
from search.listening import on_changed
from tests.search.library import LABELS, Library


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, db: None) -> Library:
    """An empty library, the only source the registry knows, with search listening."""
    stock = Library()
    source = Source(name="thing", record=stock.records.get, keys=lambda: list(stock.records), hits=stock.hits)
    labels: dict[str, Callable[[str], Mapping[str, str]]] = {
        facet: (lambda _language, known=known: known) for facet, known in LABELS.items()
    }
    monkeypatch.setattr(indexing, "_sources", {"thing": source})
    monkeypatch.setattr(indexing, "_labels", labels)
    monkeypatch.setattr(indexing, "_listeners", [on_changed])
    return stock


@pytest.fixture
def engine() -> Engine:
    """The engine under test."""
    return engine_named()
