"""The way of a change to a real server, where there is one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import override_settings

from portal import indexing
from portal.viewer import ANONYMOUS
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.connecting import Cluster
from search.index import drift
from search.listening import on_changed
from search.outbox.models import Change
from search.outbox.sending import send_some
from search.query import plan_of_text
from search.results import find
from tests.search.library import READER, Library

Committed = Callable[..., AbstractContextManager[list[Callable[[], object]]]]


class WayTests:
    def test_what_is_published_is_found_and_what_is_closed_is_gone_before_the_request_answers(
        self,
        library: Library,
        cluster: Cluster,
        monkeypatch: pytest.MonkeyPatch,
        django_capture_on_commit_callbacks: Committed,
    ) -> None:
        monkeypatch.setattr(indexing, "_listeners", [on_changed])
        Change.objects.all().delete()
        with override_settings(SEARCH_ENGINE=ElasticsearchEngine.name):
            library.put(1, "Forced labour")
            library.put(2, "Forced marriage")
            assert send_some() is False
            # A server that has just started takes its time over the first question.
            engine = ElasticsearchEngine(seconds=20)
            assert engine.search(plan_of_text("forced", "en"), frozenset({"clear"})).total == 2
            assert not find(plan_of_text("forced", "en"), ANONYMOUS).is_fallback
            with django_capture_on_commit_callbacks(execute=True):
                library.put(1, "Forced labour", partition="green")
                library.take_out(2)
            assert engine.search(plan_of_text("forced", "en"), frozenset({"clear"})).total == 0
            assert send_some() is False
            assert find(plan_of_text("forced", "en"), READER).total == 1
            assert not drift(engine).keys
            assert not Change.objects.exists()
