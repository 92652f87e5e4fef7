"""A kept index of made documents is what the product would have written; waits and failures are told as they were."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as site
from pytest_django.fixtures import Settings

from search.engines.elasticsearch import ElasticsearchEngine, indices
from search.query import plan_of_text
from tests.benchmarks import scale_cluster, scale_elasticsearch
from tests.benchmarks.scale_asking import KINDS, SLOW
from tests.benchmarks.scale_cluster import Kept, Weight, build
from tests.benchmarks.scale_elasticsearch import SIZES, Measured
from tests.benchmarks.scale_steadily import Answer, Asked, every_question, steadily
from tests.benchmarks.scale_texts import document

NUMBER = 60
_QUESTION = Asked(KINDS[0], KINDS[0].addresses[0])


@pytest.fixture
def node(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A real node, which holds nothing of these documents before and after."""
    urls = tuple(filter(None, os.environ.get("PORTAL_TEST_SEARCH_URL", "").split(",")))
    if not (urls := urls or tuple(site.SEARCH_CLUSTER["urls"])):
        pytest.skip("No search server: PORTAL_TEST_SEARCH_URL or PORTAL_SEARCH_URL names one (make elasticsearch).")
    settings.SEARCH_CLUSTER = {**site.SEARCH_CLUSTER, "urls": urls}
    monkeypatch.setattr(scale_cluster, "PIECE", 20)
    indices.drop(scale_cluster.searched(NUMBER))
    yield
    indices.drop(scale_cluster.searched(NUMBER))


class KeptTests:
    def test_a_build_that_was_broken_off_goes_on_and_is_searched(self, node: None, tmp_path: Path) -> None:
        assert build(tmp_path, NUMBER, until=0) is None
        kept = build(tmp_path, NUMBER, time.monotonic() + 60)
        assert kept and kept.documents == NUMBER
        engine = ElasticsearchEngine(scale_cluster.searched(NUMBER), seconds=20)
        assert len(engine.keys()) == NUMBER and engine.faults() == []
        record = document(7).record
        found = engine.search(plan_of_text(f'"{record.title}"', "en"), frozenset({record.partition}))
        assert record.family in {hit.family for hit in found.hits}

    def test_an_index_that_was_made_otherwise_is_made_anew(self, node: None, tmp_path: Path) -> None:
        assert build(tmp_path, NUMBER, time.monotonic() + 60)
        record = tmp_path / f"{NUMBER}.json"
        record.write_text(json.dumps({**json.loads(record.read_text()), "stamp": "another"}), encoding="utf-8")
        assert build(tmp_path, NUMBER, until=0) is None


class SteadilyTests:
    def test_who_waits_behind_a_slow_question_is_seen_to_wait(self) -> None:
        def answered(_asked: Asked) -> int:
            time.sleep(0.02)
            return 1

        answers = steadily([_QUESTION] * 5, 1_000, answered, threads=1)
        assert answers[-1].wait > 90

    def test_what_fails_is_told_and_the_others_are_asked(self) -> None:
        def answered(asked: Asked) -> int:
            if asked.address == "q=broken":
                raise ValueError("no")
            return 3

        answers = steadily([Asked(KINDS[0], "q=broken"), _QUESTION], 1_000, answered)
        assert [(each.total, bool(each.failure)) for each in answers] == [(0, True), (3, False)]
        assert "q=broken" in answers[0].failure

    def test_every_kind_is_asked_in_another_order_each_time(self) -> None:
        first, second = every_question(1), every_question(2)
        assert {each.kind.name for each in first} == {kind.name for kind in KINDS}
        assert first != second and set(first) == set(second)


class ToldTests:
    def test_figures_that_are_not_held_are_named(self) -> None:
        slow, failing = _measured(usual=130.0), _measured(failure="ValueError")
        told = scale_elasticsearch.told({10_000: _measured(), 100_000: slow, 1_000_000: failing})
        assert "all but the unnarrowed of 100,000 texts took 130 ms, not 120" in told
        assert "failed at 1,000,000 texts (such as ValueError)" in told
        assert "**130**" in told

    def test_when_all_is_held_it_says_so(self) -> None:
        assert "Every figure is held." in scale_elasticsearch.told({size: _measured() for size in SIZES})


def _measured(usual: float = 20.0, failure: str = "") -> Measured:
    answers = [Answer(each, 200.0 if each.kind.name in SLOW else usual, 1, failure) for each in every_question(1)]
    return Measured(Kept(10_000, 5.0, 2_000.0, 1_900.0), Weight(10**8, 10**9, 12, 3), answers)
