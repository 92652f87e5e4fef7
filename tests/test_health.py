"""The probes: what they say, when they say no, and what they keep to themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from portal import health, probes
from portal.work.heartbeat import beat


@pytest.fixture(autouse=True)
def _no_probes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the built-in parts, and migrations taken as applied: the test settings may do without."""
    monkeypatch.setattr(probes, "_probes", {})
    monkeypatch.setattr(health, "_migrated", True)


def ask() -> tuple[int, dict[str, Any]]:
    response = health.readyz(RequestFactory().get("/readyz"))
    return response.status_code, json.loads(response.content)


def break_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> bool:
        raise OperationalError("unable to open /srv/portal.sqlite3")

    monkeypatch.setattr(health, "_database_answers", fail)


class HealthzTests:
    def test_a_living_process_says_ok_without_asking_the_database(self) -> None:
        response: HttpResponse = health.healthz(RequestFactory().get("/healthz"))
        assert (response.status_code, response.content) == (200, b"ok\n")
        assert "no-store" in response["Cache-Control"]

    def test_it_cannot_be_posted_to(self) -> None:
        assert health.healthz(RequestFactory().post("/healthz")).status_code == 405


@pytest.mark.django_db
class ReadyzTests:
    def test_all_parts_are_said_in_a_word(self) -> None:
        beat("one")
        assert ask() == (200, {"ready": True, "database": "ok", "migrations": "ok", "worker": "ok"})

    def test_a_missing_worker_is_told_but_the_site_is_ready(self) -> None:
        status, told = ask()
        assert (status, told["worker"]) == (200, "not seen")

    def test_answers_are_never_stored(self) -> None:
        assert "no-store" in health.readyz(RequestFactory().get("/readyz"))["Cache-Control"]

    def test_without_its_database_the_site_is_not_ready(self, monkeypatch: pytest.MonkeyPatch) -> None:
        break_database(monkeypatch)
        assert ask() == (503, {"ready": False, "database": "failing"})

    def test_pending_migrations_make_it_unready(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(health, "_migrations_are_applied", lambda: False)
        status, told = ask()
        assert (status, told["migrations"]) == (503, "pending")

    def test_applied_migrations_are_recognised(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(health, "_migrated", False)
        applied = dict.fromkeys([("work", "0001_initial")])
        loader = type("Loader", (), {"applied_migrations": applied, "graph": _Graph()})
        monkeypatch.setattr(health, "MigrationLoader", lambda connection: loader)
        assert health._migrations_are_applied()

    @pytest.mark.parametrize(("required", "status"), [(True, 503), (False, 200)])
    def test_a_failing_probe_counts_only_where_it_is_required(self, required: bool, status: int) -> None:
        probes.register_probe("search", lambda: False, required=required)
        assert ask()[0] == status
        assert ask()[1]["search"] == "failing"

    def test_what_a_probe_raises_is_not_shown(self, caplog: pytest.LogCaptureFixture) -> None:
        def fail() -> bool:
            raise ConnectionError("http://user:word@search:9200 refused, server 9.5.1")

        probes.register_probe("search", fail)
        status, told = ask()
        assert (status, told["search"]) == (503, "failing")
        assert "9.5.1" not in json.dumps(told) + caplog.text

    def test_two_probes_of_one_name_are_refused(self) -> None:
        probes.register_probe("search", lambda: True)
        with pytest.raises(ImproperlyConfigured):
            probes.register_probe("search", lambda: False)
        with pytest.raises(ImproperlyConfigured):
            probes.register_probe("database", lambda: True)


class _Graph:
    """A migration graph of one leaf."""

    def leaf_nodes(self) -> list[tuple[str, str]]:
        return [("work", "0001_initial")]
