"""Whatever is typed, the answer is an answer."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import Engine
from search.highlight import passage
from search.query import Tier, plan_of_text
from search.query.text import MOST_CHUNKS
from tests.search.library import Library

pytestmark = pytest.mark.parametrize("engine", ["embedded", "elasticsearch"], indirect=True)

CLEAR = frozenset({"clear"})
HOSTILE = [
    '"',
    '""',
    '"""',
    "'",
    "NEAR(a b, 2)",
    "NEAR(",
    "*",
    "a*",
    "^a",
    "a AND",
    "OR OR OR",
    "NOT",
    "title:a",
    "{w} : a",
    "w : a",
    "a + b",
    "(((((",
    ")",
    "-",
    "--",
    '-"',
    '-"a',
    "- -a",
    "\x00a\x00",
    "%s %(x)s",
    "'; DROP TABLE search_indexedtext; --",
    "🙂",
    "👩‍👩‍👧",
    "\u0e34",
    "\u17d2",
    "\u1039\u1039",
    "\u0301\u0301",
    "\u200b",
    "\ud800",
    "\ufdfa" * 50,
    "a " * 500_000,
    "x" * 1_000_000,
    "ก" * 200_000,
    "-" * 1_000_000,
    '"' * 1_000_000,
    " " * 1_000_000,
    "a-b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-u-v-w-x-y-z " * 4,
    "é ü ñ ạ " * 25,
    "กa" * 100,
]


class HostileQueryTests:
    @pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: repr(typed[:20]))
    def test_it_is_answered_at_once(self, library: Library, engine: Engine, typed: str) -> None:
        library.put(1, "Labour a b c", "กฎหมาย and more")
        began = time.perf_counter()
        plan = plan_of_text(typed, "en")
        found = engine.search(plan, CLEAR)
        for hit in found.hits:
            passage(hit.text, plan, found.tier)
        engine.explain(plan, CLEAR)
        assert time.perf_counter() - began < 1
        assert len(plan.text) <= 200
        assert len(plan.wanted) + len(plan.unwanted) <= MOST_CHUNKS

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.text(max_size=50) | st.text(alphabet='ab"-* (){}:^+กา่ក្ကြ中\u0301', max_size=50))
    def test_no_text_at_all_raises(self, library: Library, engine: Engine, typed: str) -> None:
        if not library.records:
            library.put(1, "ab", "กา")
        plan = plan_of_text(typed, "th")
        found = engine.search(plan, CLEAR)
        for tier in Tier:
            passage("ab กา ក្ក 中", plan, tier)
        assert found.total in (0, 1)

    def test_a_query_of_signs_alone_finds_nothing_rather_than_everything(
        self, library: Library, engine: Engine
    ) -> None:
        library.put(1, "Labour")
        assert engine.search(plan_of_text("🙂 *", "en"), CLEAR).total == 0
