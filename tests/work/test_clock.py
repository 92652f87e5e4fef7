"""The clock: what is due runs once, keeps its hour, and says what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from portal.work import clock, duties
from portal.work.models import Duty

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def strokes(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the one registered duty did; the duties of the site are out of the way."""
    done: list[str] = []
    monkeypatch.setattr(duties, "_registered", {})
    Duty.objects.all().delete()
    duties.register_duty("strike", HOUR, lambda: done.append("stroke"))
    yield done


def make_due(**fields: object) -> None:
    Duty.objects.update(next_run=timezone.now() - timedelta(seconds=1), **fields)


class RegisterTests:
    def test_two_duties_of_one_name_are_refused(self) -> None:
        with pytest.raises(ImproperlyConfigured):
            duties.register_duty("strike", HOUR, print)

    def test_the_same_duty_may_be_registered_again(self) -> None:
        duties.register_duty("again", HOUR, print)
        duties.register_duty("again", HOUR, print)
        assert list(duties.registered_duties()) == ["again", "strike"]

    def test_a_duty_without_a_pause_is_refused(self) -> None:
        with pytest.raises(ImproperlyConfigured):
            duties.register_duty("rush", timedelta(0), print)


class DutyTests:
    def test_a_new_duty_runs_at_once_and_then_rests_for_its_period(self, strokes: list[str]) -> None:
        assert (clock.run_due("one"), clock.run_due("two")) == (1, 0)
        assert strokes == ["stroke"]
        assert Duty.objects.get().next_run > timezone.now() + HOUR * 0.9

    def test_of_two_workers_exactly_one_claims_a_duty(self) -> None:
        (duty,) = clock.due(timezone.now())
        assert [clock.claim(duty, "one"), clock.claim(duty, "two")] == [True, False]

    def test_a_worker_that_looked_before_another_was_done_comes_too_late(self) -> None:
        (duty,) = clock.due(timezone.now())
        clock.run_due("one")
        assert not clock.claim(duty, "two")

    def test_a_held_duty_is_left_alone_even_when_it_is_due_again(self, strokes: list[str]) -> None:
        (duty,) = clock.due(timezone.now())
        make_due(held_by="one", held_until=timezone.now() + timedelta(minutes=1))
        assert clock.run_due("two") == 0
        assert not clock.claim(duty, "two")

    def test_the_duty_of_a_dead_worker_comes_back_within_minutes(self, strokes: list[str]) -> None:
        (duty,) = clock.due(timezone.now())
        clock.claim(duty, "dead")
        assert Duty.objects.get().next_run < timezone.now() + timedelta(minutes=6)
        make_due(held_until=timezone.now() - timedelta(seconds=1))
        assert clock.run_due("alive") == 1
        assert Duty.objects.get().held_by == ""

    def test_a_duty_keeps_its_hour(self) -> None:
        clock.run_due("one")
        planned = timezone.now() - timedelta(minutes=20)
        Duty.objects.update(next_run=planned)
        clock.run_due("one")
        assert Duty.objects.get().next_run == planned + HOUR

    def test_missed_turns_are_not_made_up_for(self, strokes: list[str]) -> None:
        clock.run_due("one")
        Duty.objects.update(next_run=timezone.now() - timedelta(days=3))
        assert (clock.run_due("one"), clock.run_due("one")) == (1, 0)

    def test_a_worker_that_is_to_stop_begins_no_duty(self, strokes: list[str]) -> None:
        assert clock.run_due("one", stopping=lambda: True) == 0
        assert strokes == []


class FailingDutyTests:
    def test_a_failing_duty_holds_no_other_up_and_is_told_once(self, caplog: pytest.LogCaptureFixture) -> None:
        def fail() -> None:
            raise RuntimeError("no ink")

        duties.register_duty("write", HOUR, fail)
        assert clock.run_due("one") == 2
        make_due()
        assert clock.run_due("one") == 2
        assert Duty.objects.get(name="write").last_error == "RuntimeError: no ink"
        assert caplog.text.count("The duty write failed") == 1

    def test_a_duty_that_works_again_says_so(self, caplog: pytest.LogCaptureFixture) -> None:
        clock.run_due("one")
        make_due(last_error="RuntimeError: no ink")
        clock.run_due("one")
        assert Duty.objects.get().last_error == ""
        assert "The duty strike works again" in caplog.text
