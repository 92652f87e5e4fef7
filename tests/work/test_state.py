"""What an administrator is told: signs of life, the sentences of ``work --state``, the options, the check."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from portal.work.checks import tasks_are_rows
from portal.work.heartbeat import beat, leave, worker_seen_within
from portal.work.management.commands.work import positive_seconds
from portal.work.models import Hindrance, Worker
from portal.work.running import run_waiting
from tests.work.sample.tasks import seek

MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
class HeartbeatTests:
    def test_no_worker_is_seen_before_one_has_lived(self) -> None:
        assert not worker_seen_within(MINUTE)

    def test_a_worker_is_seen_until_it_leaves(self) -> None:
        beat("one")
        beat("one")
        assert worker_seen_within(MINUTE)
        leave("one")
        assert not worker_seen_within(MINUTE)

    def test_a_silent_worker_is_not_seen(self) -> None:
        beat("one")
        Worker.objects.update(seen_at=timezone.now() - MINUTE * 2)
        assert not worker_seen_within(MINUTE)


@pytest.mark.django_db
class StateTests:
    def told(self) -> str:
        out = StringIO()
        call_command("work", state=True, stdout=out)
        return out.getvalue()

    def test_what_a_failed_task_raised_is_told_on_request_alone(self) -> None:
        seek.enqueue()
        run_waiting()
        out = StringIO()
        call_command("work", failed=True, stdout=out)
        assert "tests.work.sample.tasks.seek" in out.getvalue()
        assert "Traceback" in out.getvalue()
        assert "Traceback" not in self.told()

    def test_a_missing_worker_is_said_first(self) -> None:
        assert self.told().startswith("No worker is running")

    def test_workers_failures_duties_and_hindrances_are_said(self) -> None:
        beat("one")
        seek.enqueue()
        run_waiting()
        Hindrance.objects.create(subject="publish:revision 1", reason="Not translated.", next_try=timezone.now())
        told = self.told()
        assert re.search(r"Worker one: seen \d+ s ago\.", told)
        assert "tests.work.sample.tasks.seek (django.core.exceptions.ObjectDoesNotExist), attempt 1" in told
        assert "Duty work.publish-and-expire, every 0:01:00: never run yet" in told
        assert "publish:revision 1: Not translated." in told


class OptionTests:
    @pytest.mark.parametrize("typed", ["0", "-1", "nan", "inf", "soon", ""])
    def test_a_time_that_makes_no_sense_is_refused(self, typed: str) -> None:
        with pytest.raises(ArgumentTypeError):
            positive_seconds(typed)

    def test_a_part_of_a_second_is_fine(self) -> None:
        assert positive_seconds("0.5") == 0.5


class CheckTests:
    def test_the_settings_of_the_portal_pass(self) -> None:
        assert tasks_are_rows(None) == []

    def test_tasks_that_are_no_rows_are_refused(self) -> None:
        with override_settings(TASKS={"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}):
            assert [error.id for error in tasks_are_rows(None)] == ["work.E001"]
