"""Counts that several processes share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError

from portal.metrics import tally
from portal.metrics.figures import written
from portal.metrics.models import Tally


@pytest.fixture(autouse=True)
def _counting(settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[None]:
    """A token is set, no thread writes beside the test, and none has written what another test counted."""
    Tally.objects.all().delete()
    settings.METRICS_TOKEN = "token"
    monkeypatch.setattr(tally, "_begin", lambda: None)
    monkeypatch.setattr(tally, "_waiting", {})
    yield


@pytest.mark.django_db
class CountingTests:
    def test_counts_of_several_processes_add_up(self) -> None:
        for times in (2, 3):
            for _time in range(times):
                tally.count("search_errors_total", engine="elasticsearch")
            assert tally.write()
        assert Tally.objects.get().value == 5
        told = written(tally.counted())
        assert "# TYPE balai_search_errors_total counter\n" in told
        assert 'balai_search_errors_total{engine="elasticsearch"} 5\n' in told

    def test_how_long_something_took_is_told_by_bounds(self) -> None:
        for seconds in (0.004, 0.2, 0.2, 9):
            tally.observe("search_seconds", seconds, engine="embedded")
        told = written(tally.counted())
        assert "# TYPE balai_search_seconds histogram\n" in told
        assert told.count("# TYPE") == 1
        for bound, seen in (("0.01", 1), ("0.15", 1), ("0.3", 3), ("5", 3), ("+Inf", 4)):
            assert f'balai_search_seconds_bucket{{engine="embedded",le="{bound}"}} {seen}\n' in told
        assert 'balai_search_seconds_sum{engine="embedded"} 9.404\n' in told
        assert 'balai_search_seconds_count{engine="embedded"} 4\n' in told

    def test_while_the_database_is_busy_counts_wait_and_none_is_lost(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def busy(*_arguments: object) -> None:
            raise OperationalError("locked")

        tally.count("errors_total")
        with monkeypatch.context() as patched:
            patched.setattr(tally, "_write", busy)
            assert not tally.write()
        tally.count("errors_total")
        assert tally.write()
        assert Tally.objects.get().value == 2

    def test_without_a_token_nothing_is_counted(self, settings: Any) -> None:
        settings.METRICS_TOKEN = ""
        tally.count("errors_total")
        tally.write()
        assert not Tally.objects.exists()
