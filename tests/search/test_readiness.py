"""What the probe says of search: what to look at, and nothing that a stranger should not read."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.test import RequestFactory
from django.utils import timezone

from portal import health
from search import readiness
from search.outbox.models import Comparison
from tests.search.elsewhere import Cluster, ElsewhereEngine

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def looked_at_anew() -> Iterator[None]:
    readiness.forget()
    yield
    readiness.forget()


def said() -> tuple[int, str]:
    response = health.readyz(RequestFactory().get("/readyz"))
    return response.status_code, json.loads(response.content)["search"]


class ReadinessTests:
    def test_a_site_that_searches_in_its_database_is_well(self) -> None:
        assert readiness.works() is True or not readiness.engine_named().is_transactional

    def test_a_fault_is_said_without_what_the_server_told_and_the_site_is_ready(
        self, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(health, "_migrated", True)
        fault = "No search server answers at the address in PORTAL_SEARCH_URL. (Connection to 10.1.2.3 (node) refused)"
        monkeypatch.setattr(ElsewhereEngine, "condition", lambda self: (fault,))
        assert said() == (200, "No search server answers at the address in PORTAL_SEARCH_URL.")
        readiness.forget()
        old = "The search server is too old: version 9 or newer is needed (PORTAL_SEARCH_URL)."
        monkeypatch.setattr(ElsewhereEngine, "condition", lambda self: (f"{old} (version 8 (on (node) 10.1.2.3)",))
        assert said() == (200, old)

    def test_whoever_asks_again_and_again_does_not_reach_the_cluster(
        self, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[object] = []

        def condition(engine: ElsewhereEngine) -> tuple[str, ...]:
            asked.append(engine)
            return ()

        monkeypatch.setattr(ElsewhereEngine, "condition", condition)
        for _time in range(5):
            assert said()[1] == "ok"
        assert len(asked) == 1
        monkeypatch.setattr(readiness, "HOLDS", -1.0)
        said()
        assert len(asked) == 2

    def test_drift_is_said(self, elsewhere: Cluster) -> None:
        Comparison.objects.create(at=timezone.now(), keys=3)
        assert "check_index --fix" in said()[1]
        Comparison.objects.update(keys=0)
        readiness.forget()
        assert said()[1] == "ok"
