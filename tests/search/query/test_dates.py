"""Years and days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from search.query import Plan, plan_from
from search.query.dates import read_days


def plan(query: str) -> Plan:
    return plan_from(QueryDict(query), "en")


class DayTests:
    @pytest.mark.parametrize(
        "text",
        ["2026-03-14", "2026-3-14", "2026/03/14", "2026.3.14", "14/03/2026", "14.3.2026", "๑๔/๐๓/๒๕๖๙", "၂၀၂၆-၀၃-၁၄"],
    )
    def test_a_day_may_be_written_in_many_ways(self, text: str) -> None:
        found = read_days(text)
        assert found is not None
        assert (found.first, found.last) == (date(2026, 3, 14), date(2026, 3, 14))

    @pytest.mark.parametrize("text", ["2024-02", "02/2024", "2/2567"])
    def test_a_month_is_all_its_days(self, text: str) -> None:
        found = read_days(text)
        assert found is not None
        assert (found.first, found.last) == (date(2024, 2, 1), date(2024, 2, 29))

    @pytest.mark.parametrize("text", ["soon", "2026-13", "2026-02-30", "32/01/2026", "26-03-14", "9999", "1" * 10_000])
    def test_what_is_no_day_is_none(self, text: str) -> None:
        assert read_days(text) is None


class SpanTests:
    def test_ends_the_wrong_way_round_are_turned(self) -> None:
        found = plan("from=2026&to=2020&posted_from=2026-05&posted_to=2026-02-10")
        assert (found.from_year, found.to_year) == (2020, 2026)
        assert (found.posted_from, found.posted_to) == (date(2026, 2, 10), date(2026, 5, 31))

    def test_one_end_is_enough(self) -> None:
        assert plan("posted_to=2026").posted_to == date(2026, 12, 31)
        assert plan("posted_from=2026").posted_from == date(2026, 1, 1)
