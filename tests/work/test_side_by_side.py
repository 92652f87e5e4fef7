"""Several connections to one PostgreSQL: workers that claim pass one another by, and who wants to be alone waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.locks import alone, hurried
from portal.work.leases import take
from portal.work.models import Duty, Lease
from tests.work.sample.tasks import note

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="runs in the pair with PostgreSQL"),
]


@pytest.fixture(autouse=True)
def _nothing_waits() -> Iterator[None]:
    DBTaskResult.objects.all().delete()
    yield
    Lease.objects.all().delete()
    DBTaskResult.objects.all().delete()


def elsewhere(work: Callable[[], Any], patience: float = 10) -> Any:
    """What a function answers over a connection of its own; raises TimeoutError when it waits for somebody."""

    def closing() -> Any:
        try:
            return work()
        finally:
            connection.close()

    pool = ThreadPoolExecutor(1)
    try:
        return pool.submit(closing).result(timeout=patience)
    finally:
        pool.shutdown(wait=False)


class ClaimingTests:
    def test_a_worker_passes_by_what_another_is_about_to_take(self, tmp_path: Path) -> None:
        for mark in ("one", "two"):
            note.enqueue(str(tmp_path / "marks"), mark)
        with transaction.atomic():
            held = DBTaskResult.objects.ready().get_locked()
            taken = elsewhere(lambda: take("another"))

            assert held is not None
            assert taken.pk != held.pk
            assert elsewhere(lambda: take("a third")) is None

    def test_the_claim_is_said_in_the_words_of_postgresql(self, tmp_path: Path) -> None:
        note.enqueue(str(tmp_path / "marks"), "one")
        with CaptureQueriesContext(connection) as asked:
            take("a worker")
        assert any("FOR UPDATE SKIP LOCKED" in query["sql"] for query in asked)

    def test_of_many_that_ask_at_once_each_gets_another_task_and_none_is_left(self, tmp_path: Path) -> None:
        for mark in range(12):
            note.enqueue(str(tmp_path / "marks"), str(mark))
        together = threading.Barrier(4)

        def work(name: str) -> list[Any]:
            together.wait()
            taken = []
            while (task := take(name)) is not None:
                taken.append(task.pk)
            connection.close()
            return taken

        with ThreadPoolExecutor(4) as pool:
            taken = [pk for some in pool.map(work, "abcd") for pk in some]
        assert len(taken) == len(set(taken)) == 12


class AloneTests:
    def test_a_second_waits_until_the_transaction_of_the_first_has_ended(self) -> None:
        entered = threading.Event()

        def enter(purpose: str) -> None:
            with transaction.atomic():
                alone(purpose)
                entered.set()

        with transaction.atomic():
            alone("publication T-2026-101")
            elsewhere(lambda: enter("publication T-2026-102"))
            entered.clear()
            with pytest.raises(TimeoutError):
                elsewhere(lambda: enter("publication T-2026-101"), patience=0.5)
        assert entered.wait(10)


class HurriedTests:
    def test_who_is_in_a_hurry_gives_up_on_a_row_that_another_has_locked_and_waits_as_usual_afterwards(self) -> None:
        Duty.objects.create(name="held", next_run=timezone.now())

        def asked() -> str:
            with connection.cursor() as cursor:
                cursor.execute("SHOW lock_timeout")
                return str(cursor.fetchone()[0])

        def touch(*, outside: bool) -> tuple[bool, str]:
            with suppress(OperationalError):
                around, within = (hurried(100), nullcontext()) if outside else (nullcontext(), hurried(100))
                with around, transaction.atomic(), within:
                    Duty.objects.filter(name="held").update(held_by="another")
                return False, asked()
            return True, asked()

        for outside in (True, False):
            with transaction.atomic():
                Duty.objects.select_for_update().get(name="held")
                gave_up, after = elsewhere(partial(touch, outside=outside))
            assert (gave_up, after) == (True, "0")
            assert elsewhere(partial(touch, outside=outside)) == (False, "0")
        Duty.objects.filter(name="held").delete()
