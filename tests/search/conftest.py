"""The registry with a small library as its only source, and search listening to it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from itertools import count

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import override_settings
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from portal import indexing
from portal.indexing import Source
from search.breaker import breaker
from search.documents import analyse_record
from search.engines import ENGINES, engine_named
from search.engines.base import Engine
from search.engines.elasticsearch import ElasticsearchEngine, connecting, indices
from search.engines.elasticsearch.connecting import Cluster
from search.listening import on_changed
from search.outbox.models import Change
from tests.search.elsewhere import Cluster as PretendedCluster
from tests.search.elsewhere import ElsewhereEngine
from tests.search.library import LABELS, Library


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, db: None, engine: Engine) -> Library:
    """An empty library, the only source the registry knows, with search listening."""
    stock = Library()
    source = Source(name="thing", record=stock.records.get, keys=lambda: list(stock.records), hits=stock.hits)
    labels: dict[str, Callable[[str], Mapping[str, str]]] = {
        facet: (lambda _language, known=known: known) for facet, known in LABELS.items()
    }
    monkeypatch.setattr(indexing, "_sources", {"thing": source})
    monkeypatch.setattr(indexing, "_labels", labels)
    is_own = site.SEARCH_CLUSTER["prefix"].startswith(OWN_PREFIX)
    listener = writing_to(engine) if is_own else on_changed
    monkeypatch.setattr(indexing, "_listeners", [listener])
    return stock


def writing_to(engine: Engine) -> Callable[[str], None]:
    """A listener that writes to an engine beside the database, and waits until it is found."""

    def written(key: str) -> None:
        record = indexing.record_for(key)
        if record is None:
            engine.remove(key)
        else:
            engine.write(record, analyse_record(record))
        engine.settle()

    return written


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Engine:
    """The engine under test: the site's own, or the one a test names as the parameter of this fixture.

    A named one has indices of its own, beside the site's.
    """
    name = getattr(request, "param", "")
    if not name:
        return engine_named()
    if name == ElasticsearchEngine.name:
        request.getfixturevalue("cluster")
        # The machine of the tests may be busy with other things.
        return ElasticsearchEngine(seconds=20)
    if connection.vendor != "sqlite":
        pytest.skip("The embedded engine lives in SQLite.")
    return ENGINES[name]()


#: Each test has indices of its own: what was deleted counts in the statistics of an index for a while.
OWN_PREFIX, _number = "test-", count()


@pytest.fixture
def cluster(settings: Settings) -> Iterator[Cluster]:
    """A real cluster, which the settings name as the site's, with empty indices."""
    given = os.environ.get("PORTAL_TEST_SEARCH_URL", "").split(",")
    urls = tuple(filter(None, given)) or tuple(site.SEARCH_CLUSTER["urls"])
    if not urls:
        pytest.skip("No search server: PORTAL_TEST_SEARCH_URL or PORTAL_SEARCH_URL names one (make elasticsearch).")
    prefix = f"{OWN_PREFIX}{os.getpid()}-{next(_number)}"
    settings.SEARCH_CLUSTER = {**site.SEARCH_CLUSTER, "urls": urls, "prefix": prefix}
    cluster = connecting.cluster()
    indices.create(cluster)
    try:
        yield cluster
    finally:
        indices.drop(cluster)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[PretendedCluster]:
    """A pretended cluster as that of the site; it is up, holds nothing, and nothing is on its way to it."""
    made = PretendedCluster()
    # On such a site, setting up has left some.
    Change.objects.all().delete()
    DBTaskResult.objects.all().delete()
    monkeypatch.setitem(ENGINES, ElasticsearchEngine.name, lambda: ElsewhereEngine(made))
    with override_settings(SEARCH_ENGINE=ElasticsearchEngine.name):
        yield made


@pytest.fixture
def told(library: Library, monkeypatch: pytest.MonkeyPatch, elsewhere: PretendedCluster) -> Library:
    """The library, with search listening as on a site with such a cluster."""
    monkeypatch.setattr(indexing, "_listeners", [on_changed])
    return library


@pytest.fixture(autouse=True)
def closed_breaker() -> Iterator[None]:
    """No test learns from another that an engine was down."""
    breaker.answered()
    yield
    breaker.answered()
