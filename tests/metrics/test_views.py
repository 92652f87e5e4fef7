"""``/metrics``: for whoever holds the token, and for nobody else."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.metrics import tally
from portal.version import VERSION
from portal.work.heartbeat import beat
from portal.work.models import Worker
from tests.architecture.test_layers import ROOT, python_files
from tests.work.sample.tasks import note

TOKEN = "a-token-that-only-the-watcher-has"


@pytest.fixture(autouse=True)
def _nothing_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """No thread writes beside the test: that would stay in the database."""
    monkeypatch.setattr(tally, "_begin", lambda: None)


def _ask(**headers: str) -> tuple[int, str]:
    answer = Client().get("/metrics", headers=headers)
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
class MetricsTests:
    def test_without_a_token_in_the_settings_there_is_no_such_page(self, settings: Any) -> None:
        settings.METRICS_TOKEN = ""
        assert _ask(authorization="Bearer ")[0] == 404

    @pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
    def test_a_wrong_token_is_answered_like_an_address_that_does_not_exist(self, settings: Any, sent: str) -> None:
        settings.METRICS_TOKEN = TOKEN
        status, text = _ask(**({"authorization": sent} if sent else {}))
        assert (status, "balai_" in text) == (404, False)
        assert text == Client().get("/metricx").content.decode().replace("metricx", "metrics")

    @pytest.mark.parametrize("token", ["", TOKEN])
    def test_no_method_tells_that_there_is_such_a_page(self, settings: Any, token: str) -> None:
        settings.METRICS_TOKEN = token
        strict = Client(enforce_csrf_checks=True)
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert strict.generic(method, "/metrics").status_code == strict.generic(method, "/metricx").status_code

    def test_the_holder_reads_what_waits_who_works_and_how_much_disk_is_left(self, settings: Any) -> None:
        settings.METRICS_TOKEN = TOKEN
        beat("alive")
        beat("silent")
        Worker.objects.filter(id="silent").update(seen_at=timezone.now() - timedelta(minutes=3))
        note.enqueue("nowhere", "one")
        status, text = _ask(authorization=f"Bearer {TOKEN}")
        assert status == 200
        lines = text.splitlines()
        assert "balai_workers 1" in lines
        assert 'balai_tasks{status="ready"} 1' in lines
        assert 'balai_tasks{status="failed"} 0' in lines
        assert any(line.startswith("balai_disk_free_bytes ") for line in lines)
        assert any(line.startswith("balai_info{version=") for line in lines)
        assert not [line for line in lines if line.startswith("balai_source_up") and line.endswith(" 0")]

    def test_the_version_it_tells_is_that_of_the_project(self) -> None:
        project = tomllib.loads((ROOT / "pyproject.toml").read_text())
        assert project["project"]["version"] == VERSION

    def test_every_figure_is_explained_to_whoever_runs_the_portal(self) -> None:
        explained = (ROOT / "docs" / "run.md").read_text(encoding="utf-8")
        named = {
            name
            for path in python_files()
            for name in re.findall(r"""(?:Figure|describe)\(\s*"([a-z_]+)\"""", path.read_text(encoding="utf-8"))
        }
        assert len(named) > 15
        assert {name for name in named if f"`balai_{name}" not in explained} == set()

    def test_what_it_says_is_kept_nowhere(self, settings: Any) -> None:
        settings.METRICS_TOKEN = TOKEN
        answer = Client().get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
