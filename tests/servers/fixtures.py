"""The pair of database and engine that this run of the tests is for, as fixtures of the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from portal.launcher.servers.postgresql import Postgresql, find_programs
from portal.launcher.trouble import TroubleError
from tests.servers.settled import SettledSearch, install


@pytest.fixture(scope="module")
def postgresql_server() -> Iterator[Postgresql]:
    """A PostgreSQL of a module's own; without the programs a test skips on a laptop and fails in CI."""
    try:
        find_programs()
    except TroubleError as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))
    with Postgresql() as running:
        yield running


@pytest.fixture(scope="session")
def search_cluster() -> tuple[str, ...]:
    """The addresses of the real Elasticsearch of this run. Without one a test is skipped: its pair has them."""
    urls: tuple[str, ...] = settings.SEARCH_CLUSTER["urls"]
    if not urls:
        pytest.skip("Runs in a pair with Elasticsearch: make test PAIR=postgresql+elasticsearch")
    return urls


@pytest.fixture(scope="session")
def settled_search() -> Iterator[SettledSearch | None]:
    """Indices of this process, kept true to the database; None in the pair whose index is in the database."""
    if settings.SEARCH_ENGINE != "elasticsearch":
        yield None
        return
    # Processes of one run share the server, and so may runs of several people.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))[:12]
    settings.SEARCH_CLUSTER["prefix"] = f"tests-{run}-{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    settled = SettledSearch(settings.SEARCH_CLUSTER["prefix"])
    with pytest.MonkeyPatch.context() as patch:
        install(patch, settled)
        yield settled
        settled.close()


@pytest.fixture(autouse=True)
def fresh_search(request: pytest.FixtureRequest, settled_search: SettledSearch | None) -> None:
    """Let no test find what another has published."""
    if settled_search is None:
        return
    settled_search.begin_test()
    marker: Any = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        settled_search.doubt_all()
