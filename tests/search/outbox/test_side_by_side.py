"""Several connections to one PostgreSQL: who writes beside another writes what holds, and nobody is stuck."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from portal import indexing
from portal.indexing import IndexRecord, Source
from search.listening import on_changed
from search.models import IndexedText
from search.outbox import claiming
from search.outbox.keeping import enqueue_once
from search.outbox.models import Change, Comparison, Kind
from search.outbox.writing import note
from search.suggestions import titles
from search.suggestions.models import Suggestible
from search.tasks import build_index
from tests.search.elsewhere import Cluster

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="runs in the pair with PostgreSQL"),
]
KEY = "thing:1"


class Beside:
    """Somebody with a connection of his own."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def begin(self, work: Callable[[], Any]) -> Future[Any]:
        """Do it there."""

        def closing() -> Any:
            try:
                with transaction.atomic():
                    return work()
            finally:
                connection.close()

        return self._pool.submit(closing)

    def wait(self, begun: Future[Any]) -> None:
        """Wait until that waits for somebody."""
        # A lock on somebody's transaction names no database, so this is asked of all of them.
        asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
        for _time in range(200):
            with connection.cursor() as cursor:
                cursor.execute(asked)
                if cursor.fetchone()[0]:
                    return
            time.sleep(0.05)
        raise AssertionError(f"It waits for nobody: {begun.exception(timeout=1)}")


@pytest.fixture
def beside(elsewhere: Cluster) -> Iterator[Beside]:
    with ThreadPoolExecutor(2) as pool:
        yield Beside(pool)
    for model in (Change, Comparison, DBTaskResult, Suggestible, IndexedText):
        model.objects.all().delete()


def record(key: str) -> IndexRecord:
    """A text whose readers stand in the database: for members if a number there is not 0."""
    is_closed = bool(Comparison.objects.get(pk=7).keys)
    return IndexRecord(
        key=key,
        family="family-1",
        partition="green" if is_closed else "clear",
        language="en",
        type="guideline",
        title="Labour",
        summary="",
        body="",
    )


def tighten() -> None:
    Comparison.objects.filter(pk=7).update(keys=1)
    indexing.changed(KEY)


class ClosedTests:
    @pytest.fixture(autouse=True)
    def text(self, beside: Beside, monkeypatch: pytest.MonkeyPatch) -> None:
        """A text that is open to all and stands so in the index."""
        source = Source(name="thing", record=record, keys=lambda: [KEY], hits=lambda viewer, keys: {})
        monkeypatch.setattr(indexing, "_sources", {"thing": source})
        monkeypatch.setattr(indexing, "_listeners", [on_changed])
        Comparison.objects.create(pk=7, keys=0, at="2026-01-01T00:00Z")
        indexing.changed(KEY)

    @pytest.mark.parametrize("is_new", [False, True])
    def test_who_publishes_while_another_closes_writes_it_down_as_closed(self, beside: Beside, is_new: bool) -> None:
        if is_new:
            IndexedText.objects.all().delete()
        with transaction.atomic():
            tighten()
            begun = beside.begin(lambda: indexing.changed(KEY))
            beside.wait(begun)
        begun.result(timeout=20)
        assert IndexedText.objects.get(key=KEY).partition == "green"
        assert not Suggestible.objects.filter(owner=KEY).exists()

    def test_who_looks_through_the_titles_meanwhile_suggests_none_that_is_closed(self, beside: Beside) -> None:
        with transaction.atomic():
            tighten()
            begun = beside.begin(lambda: titles.rebuild([KEY], indexing.record_for))
            beside.wait(begun)
        begun.result(timeout=20)
        assert not Suggestible.objects.filter(owner=KEY).exists()


class ClaimingTests:
    def test_rows_of_one_key_that_two_take_at_once_keep_neither_waiting(self, beside: Beside) -> None:
        first, second = note(Kind.FAMILY, "file:family-1:"), note(Kind.FAMILY, "file:family-1:")
        with transaction.atomic():
            Change.objects.select_for_update().get(pk=first.pk)
            claim = beside.begin(claiming.take).result(timeout=10)
        assert [row.pk for row in claim.rows] == [second.pk]


class EnqueueingTests:
    def test_of_two_who_look_at_once_whether_an_index_is_being_built_one_has_it_built(self, beside: Beside) -> None:
        DBTaskResult.objects.all().delete()
        with transaction.atomic():
            enqueue_once(build_index)
            begun = beside.begin(lambda: enqueue_once(build_index))
            beside.wait(begun)
        begun.result(timeout=20)
        assert DBTaskResult.objects.count() == 1
