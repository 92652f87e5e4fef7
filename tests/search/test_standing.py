"""What is told of search to whoever watches the portal and to its administrators."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from portal.condition.parts import State
from search import standing
from search.engines.elasticsearch.condition import Condition
from search.outbox.models import Change, Comparison

DOWN = Condition(is_up=False, faults=("The address in PORTAL_SEARCH_URL does not answer.",))
UP = Condition(
    is_up=True, faults=(), status="green", nodes=3, versions=("9.5.0",), index=("balai-clear-1",), texts=1200
)


@pytest.fixture
def cluster(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A site on Elasticsearch; answers what sets the condition of its cluster."""
    settings.SEARCH_ENGINE = "elasticsearch"
    monkeypatch.setattr(standing, "cluster", lambda: SimpleNamespace(within=lambda _seconds: None))

    def stands(told: Condition) -> None:
        monkeypatch.setattr(standing, "condition", lambda _cluster: told)

    stands(UP)
    return stands


def _change(minutes: float, **fields: Any) -> None:
    change = Change.objects.create(kind="text", key="page:1", next_try=timezone.now(), **fields)
    Change.objects.filter(pk=change.pk).update(created=timezone.now() - timedelta(minutes=minutes))


@pytest.mark.django_db
class StandingTests:
    def test_figures_tell_length_and_age_of_the_outbox_apart_from_what_was_given_up(self, cluster: Any) -> None:
        _change(5)
        _change(1)
        _change(90, given_up=timezone.now())
        Comparison.objects.create(pk=1, at=timezone.now(), keys=4)
        told = {figure.name: figure.value for figure in standing.figures()}
        assert (told["search_outbox"], told["search_refused"], told["search_drift"]) == (2, 1, 4)
        assert 300 <= told["search_outbox_oldest_seconds"] < 310
        assert (told["search_up"], told["search_nodes"], told["search_texts"]) == (1, 3, 1200)

    def test_a_cluster_that_does_not_answer_is_told_with_its_fault_and_who_answers_instead(self, cluster: Any) -> None:
        cluster(DOWN)
        assert next(figure for figure in standing.figures() if figure.name == "search_up").value == 0
        told = list(standing.facts())
        assert [fact.value for fact in told if fact.state is State.WRONG] == ["no", *DOWN.faults]
        assert any("meanwhile" in fact.remedy for fact in told)

    def test_a_machine_that_is_named_and_not_there_needs_somebody_and_one_that_is_not_named_does_not(
        self, cluster: Any, settings: Any
    ) -> None:
        for named, needs in ((2, []), (4, ["green, 3 machines"])):
            urls = tuple(f"https://node{number}:9200" for number in range(named))
            settings.SEARCH_CLUSTER = {**settings.SEARCH_CLUSTER, "urls": urls}
            assert [fact.value for fact in standing.facts() if fact.state.needs_somebody] == needs

    def test_changes_that_wait_for_long_and_refused_ones_need_somebody(self, cluster: Any) -> None:
        assert not [fact for fact in standing.facts() if fact.state.needs_somebody]
        _change(5)
        _change(90, given_up=timezone.now())
        needing = {fact.name: fact for fact in standing.facts() if fact.state.needs_somebody}
        assert set(needing) == {"Waiting changes", "Refused changes"}
        assert "5\xa0minutes" in needing["Waiting changes"].value

    def test_a_site_on_the_embedded_engine_has_nothing_that_waits(self, settings: Any) -> None:
        settings.SEARCH_ENGINE = "embedded"
        told = {figure.name: figure.value for figure in standing.figures()}
        assert (told["search_up"], told["search_outbox"]) == (1, 0)
