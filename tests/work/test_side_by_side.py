"""Several connections to one PostgreSQL: workers that claim pass one another by, and who wants to be alone waits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from portal.locks import alone
from portal.work.leases import take
from portal.work.models import Lease
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
