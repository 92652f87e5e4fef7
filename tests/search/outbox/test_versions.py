"""Versions only ever grow, also in a database that was restored or emptied."""

from __future__ import annotations

import time

import pytest

from search.outbox.models import Counter
from search.outbox.versions import draw

pytestmark = pytest.mark.django_db


class DrawingTests:
    def test_each_is_higher_than_the_one_before(self) -> None:
        drawn = [draw() for _time in range(50)]
        assert drawn == sorted(set(drawn))

    def test_a_database_from_yesterday_draws_none_that_was_drawn_today(self) -> None:
        today = draw()
        Counter.objects.update(value=today - 86_400_000)
        time.sleep(0.002)
        assert draw() > today

    def test_a_database_that_was_emptied_draws_on(self) -> None:
        before = draw()
        Counter.objects.all().delete()
        time.sleep(0.002)
        assert draw() > before
