"""The system page: who may see it, what it tells, and what can be done on it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.audit.models import Entry
from portal.backups.models import Backup
from portal.condition import parts
from portal.condition.parts import Fact, State
from portal.members.models import User
from portal.pages.setting_up.roles import ADMINISTRATORS
from portal.work import limits
from portal.work.heartbeat import beat
from portal.work.models import Duty
from portal.work.running import run_waiting
from tests.conftest import _member_of
from tests.work.sample.tasks import stumble

ADDRESS = "/administration/system/"


@pytest.fixture
def administrator(portal: None) -> User:
    """Somebody who administers, and is no superuser."""
    return _member_of(ADMINISTRATORS, "administrator@office.example")


def _page(user: User, address: str = ADDRESS) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    return answer.status_code, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def failed(monkeypatch: pytest.MonkeyPatch) -> DBTaskResult:
    """A task that was tried as often as tasks are."""
    monkeypatch.setattr(limits, "FIRST_PAUSE", timedelta())
    monkeypatch.setattr("portal.work.running.FIRST_PAUSE", timedelta())
    stumble.enqueue()
    run_waiting()
    task: DBTaskResult = DBTaskResult.objects.get()
    assert task.status == TaskResultStatus.FAILED
    return task


class WhoMaySeeItTests:
    def test_administrators_do(self, administrator: User) -> None:
        assert _page(administrator)[0] == 200

    def test_for_other_staff_it_does_not_exist(self, publisher: User, failed: DBTaskResult) -> None:
        client = Client()
        client.force_login(publisher)
        assert client.get(ADDRESS).status_code == 404
        sent = {"task": failed.task_path, "error": failed.exception_class_path}
        assert client.post(f"{ADDRESS}again/", sent).status_code == 404
        assert DBTaskResult.objects.failed().count() == 1


class WhatItTellsTests:
    def test_without_a_worker_it_says_so_first(self, administrator: User) -> None:
        status, text = _page(administrator)
        assert status == 200
        assert "Background work: Workers : none Start one with manage.py work" in text
        for title in ("Background work", "Database", "Mail", "Disk", "Backup", "Versions"):
            assert title in text

    def test_a_backup_is_told_and_one_that_is_late_is_to_be_looked_at(self, administrator: User) -> None:
        assert "none known to the portal" in _page(administrator)[1]
        made = Backup.objects.create(identity="one", rows=7, made_at=timezone.now() - timedelta(hours=37))
        assert "Look why the daily backup is not made" in _page(administrator)[1]
        Backup.objects.filter(pk=made.pk).update(made_at=timezone.now())
        text = _page(administrator)[1]
        assert "Look why" not in text
        assert "7 rows" in text

    def test_when_all_is_well_it_says_so(self, administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(parts, "_parts", {"Sound": (1, lambda: [Fact("All", "well", State.WELL)])})
        assert "Everything that the portal can see is as it should be." in _page(administrator)[1]

    def test_a_part_that_fails_costs_no_other(self, administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail() -> Any:
            raise OSError("a secret word")

        monkeypatch.setattr(parts, "_parts", {**parts._parts, "Broken": (90, fail)})
        status, text = _page(administrator)
        assert status == 200
        assert "cannot be told: OSError." in text
        assert "a secret word" not in text
        assert "Versions" in text

    def test_a_failing_duty_is_told_by_its_kind_of_error(self, administrator: User) -> None:
        beat("one")
        Duty.objects.create(name="oai.look", next_run=timezone.now(), last_error="ValueError: a secret word")
        text = _page(administrator)[1]
        assert "oai.look (ValueError)" in text
        assert "a secret word" not in text


class RunAgainTests:
    def test_what_failed_is_told_by_its_kind_and_place_and_not_by_what_it_said(
        self, administrator: User, failed: DBTaskResult
    ) -> None:
        assert "a secret word" in failed.traceback
        text = _page(administrator)[1]
        assert "RuntimeError in sample/tasks.py, line" in text
        assert "a secret word" not in text

    def test_it_begins_anew_with_all_its_attempts_and_the_log_says_who_did_it(
        self, administrator: User, failed: DBTaskResult
    ) -> None:
        client = Client()
        client.force_login(administrator)
        sent = {"task": failed.task_path, "error": failed.exception_class_path}
        answer = client.post(f"{ADDRESS}again/", sent, follow=True)
        assert "1 task will be run again." in answer.content.decode()
        task = DBTaskResult.objects.get()
        assert (task.status, task.worker_ids, task.traceback) == (TaskResultStatus.READY, [], "")
        assert DBTaskResult.objects.ready().exists()
        entry = Entry.objects.latest("pk")
        assert (entry.action, entry.actor_id, entry.details) == ("task.run_again", administrator.pk, {"count": 1})
        again = client.post(f"{ADDRESS}again/", sent, follow=True)
        assert "Nothing of this kind has failed any more." in again.content.decode()
