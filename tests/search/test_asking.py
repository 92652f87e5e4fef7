"""While the site's engine does not answer another does, and says so; nobody meets an error."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult
from pytest import LogCaptureFixture

from portal.viewer import ANONYMOUS
from search import asking, breaker, offers
from search.engines import brief, engine_within
from search.engines.base import Engine, EngineDownError, Found, QuestionRefusedError
from search.engines.brief import searching as brief_searching
from search.offers import Offers, offers_for
from search.outbox.sending import send_some
from search.query import Plan, plan_of_text
from search.query.carried import codes_carried
from search.results import find
from search.unanswered.models import UnansweredQuestion
from tests.search.elsewhere import Cluster, ElsewhereEngine
from tests.search.library import Library

NOTICE = "Our main search is not working just now."
BRIEF_NOTICE = "only titles, summaries and reference numbers are searched"


@pytest.fixture
def engine() -> Engine:
    """The engine that answers in the place of the site's."""
    return engine_within()


@pytest.fixture(autouse=True)
def site(told: Library, elsewhere: Cluster) -> None:
    told.put(1, "Labour and passports", facets={"country": ("TH",)})
    told.put(2, "Labour at sea", partition="green")
    send_some()
    elsewhere.asked = 0


def keys(text: str) -> list[str]:
    return [hit.key for hit in find(plan_of_text(text, "en"), ANONYMOUS).hits]


class FallbackTests:
    def test_the_engine_of_the_site_answers_while_it_is_up(self, elsewhere: Cluster) -> None:
        found = find(plan_of_text("labour", "en"), ANONYMOUS)
        assert (found.engine, found.is_fallback, found.total) == ("elasticsearch", False, 1)

    def test_another_answers_while_it_is_down_and_is_told_on_the_page(
        self,
        elsewhere: Cluster,
        client: Client,
        portal: None,
    ) -> None:
        elsewhere.is_down = True
        found = find(plan_of_text("passports", "en"), ANONYMOUS)
        fallback = engine_within()
        assert (found.engine, found.is_fallback, found.is_brief) == (fallback.name, True, fallback.is_brief)
        assert [hit.key for hit in found.hits] == ["thing:1"]
        page = client.get("/en/search/?q=passports&country=TH&body=none")
        assert page.status_code == 200
        notice = BRIEF_NOTICE if fallback.is_brief else NOTICE
        assert notice in page.content.decode()
        elsewhere.is_down = False
        breaker.breaker.answered()
        assert notice not in client.get("/en/search/?q=passports").content.decode()

    def test_codes_survive_it_too(self, elsewhere: Cluster) -> None:
        elsewhere.is_down = True
        assert codes_carried("country", frozenset({"clear"})) == {"TH"}

    def test_a_question_that_is_refused_is_logged_with_its_plan_and_answered_by_another(
        self,
        elsewhere: Cluster,
        monkeypatch: pytest.MonkeyPatch,
        caplog: LogCaptureFixture,
    ) -> None:
        def refuses(self: Engine, plan: Plan, partitions: frozenset[str]) -> None:
            raise QuestionRefusedError("too many clauses")

        monkeypatch.setattr(ElsewhereEngine, "search", refuses)
        assert keys("passports") == ["thing:1"]
        assert "too many clauses" in caplog.text
        assert "text='passports'" in caplog.text
        assert not breaker.breaker.is_open()

    def test_what_is_not_found_meanwhile_is_not_counted_as_unanswered(
        self,
        elsewhere: Cluster,
        client: Client,
        portal: None,
    ) -> None:
        elsewhere.is_down = True
        client.get("/en/search/?q=zebra")
        assert not UnansweredQuestion.objects.exists()


class BreakerTests:
    @pytest.fixture(autouse=True)
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
        now = [1000.0]
        monkeypatch.setattr(breaker.time, "monotonic", lambda: now[0])
        yield now

    def test_a_dead_engine_is_not_asked_again_and_again_and_told_of_once(
        self,
        elsewhere: Cluster,
        clock: list[float],
        caplog: LogCaptureFixture,
    ) -> None:
        elsewhere.is_down = True
        for _question in range(20):
            assert keys("labour") == ["thing:1"]
            clock[0] += 0.5
        assert elsewhere.asked <= 4
        assert caplog.text.count("does not answer, and another answers in its place") == 1

    def test_it_is_found_again_within_ten_seconds(
        self,
        elsewhere: Cluster,
        clock: list[float],
        caplog: LogCaptureFixture,
    ) -> None:
        elsewhere.is_down = True
        for _question in range(10):
            keys("labour")
            clock[0] += 1
        elsewhere.is_down = False
        clock[0] += 10
        assert not find(plan_of_text("labour", "en"), ANONYMOUS).is_fallback
        assert not find(plan_of_text("labour", "en"), ANONYMOUS).is_fallback
        assert "answers again" in caplog.text

    def test_one_question_tries_it_and_the_others_do_not_wait(self, elsewhere: Cluster, clock: list[float]) -> None:
        breaker.breaker.failed("down")
        clock[0] += 3
        assert [breaker.breaker.is_open() for _question in range(3)] == [False, True, True]


class LateError(EngineDownError):
    is_late = True


class PatienceTests:
    """Whoever waits for a page waits for all its questions together."""

    @pytest.fixture(autouse=True)
    def given(self, site: None, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        """The seconds each question was given."""
        given: list[float] = []

        def within(engine: Engine, seconds: float) -> Engine:
            given.append(round(seconds, 3))
            return engine

        monkeypatch.setattr(ElsewhereEngine, "within", within)
        return given

    @pytest.fixture
    def slow(self, site: None, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
        """A site's engine of which every question takes so many ``seconds`` of a clock that nothing else moves."""
        slow, now, answer = SimpleNamespace(seconds=0.45), [1000.0], Cluster.answer

        def takes(cluster: Cluster) -> None:
            now[0] += slow.seconds
            answer(cluster)

        monkeypatch.setattr(Cluster, "answer", takes)
        monkeypatch.setattr(asking, "time", SimpleNamespace(perf_counter=lambda: now[0]))
        monkeypatch.setattr(asking, "PATIENCE", 1.2)
        return slow

    def test_the_questions_of_a_page_share_the_time(self, slow: SimpleNamespace, given: list[float]) -> None:
        with asking.together():
            late = [find(plan_of_text("labour", "en"), ANONYMOUS).is_fallback for _question in range(5)]
        assert (given, late) == ([1.2, 0.75, 0.3], [False, False, False, True, True])
        assert not breaker.breaker.reason
        assert not find(plan_of_text("labour", "en"), ANONYMOUS).is_fallback

    def test_the_page_of_results_does_so(
        self, slow: SimpleNamespace, given: list[float], client: Client, portal: None
    ) -> None:
        page = client.get("/en/search/?q=zebra+labor&country=TH&language=en&body=none")
        assert page.status_code == 200
        assert given == [1.2, 0.75, 0.3]

    def test_what_there_is_no_time_for_is_not_offered(
        self, slow: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slow.seconds = 1.1
        monkeypatch.setattr(offers, "find", None)
        with asking.together():
            found = find(plan_of_text("labor country:TH", "en"), ANONYMOUS)
            assert not found.is_fallback
            assert offers_for(found, ANONYMOUS).unfiltered is None

    def test_without_time_for_it_nobody_is_shown_their_own_language(
        self, slow: SimpleNamespace, given: list[float]
    ) -> None:
        slow.seconds = 1.1
        found = find(plan_of_text("labour", "th"), ANONYMOUS)
        assert ([hit.key for hit in found.hits], len(given)) == (["thing:1"], 1)
        assert not breaker.breaker.reason

    def test_one_late_answer_is_due_to_its_question_and_three_in_a_row_to_the_engine(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        late = LateError("It took too long.")
        answers = iter([late, late, None, late, late, late])

        def search(_engine: Engine, _plan: Plan, _partitions: frozenset[str]) -> Found:
            if error := next(answers):
                raise error
            return Found()

        monkeypatch.setattr(ElsewhereEngine, "search", search)
        for _question in range(5):
            keys("labour")
            assert not breaker.breaker.reason
        keys("labour")
        assert breaker.breaker.is_open()


class MissingIndexTests:
    def test_a_reader_who_meets_no_index_has_it_built_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class NoIndexError(EngineDownError):
            needs_index = True

        def search(_engine: Engine, _plan: Plan, _partitions: frozenset[str]) -> Found:
            raise NoIndexError("There is no index.")

        monkeypatch.setattr(ElsewhereEngine, "search", search)
        for _question in range(2):
            assert keys("passports") == ["thing:1"]
            breaker.breaker.answered()
        assert DBTaskResult.objects.filter(task_path="search.tasks.build_index").count() == 1


class BriefTests:
    """The engine that stands in on PostgreSQL, here on whatever database there is."""

    @pytest.fixture(autouse=True)
    def brief_library(self, told: Library, elsewhere: Cluster, monkeypatch: pytest.MonkeyPatch) -> Library:
        for module in ("search.asking", "search.listening"):
            monkeypatch.setattr(f"{module}.engine_within", brief.BriefEngine)
        elsewhere.is_down = True
        told.put(1, "Labour at sea", "of passports", summary="Victims are not punished", facets={"country": ("TH",)})
        told.put(2, "Labour", partition="green")
        told.put(3, "การไม่ลงโทษผู้เสียหาย", family="family-1", language="th", reference="G-2026-001")
        told.put(4, "Labour for crews", facets={"country": ("KH",)})
        return told

    def test_titles_summaries_and_numbers_are_found_by_all_their_words(self) -> None:
        assert keys("sea labour") == ["thing:1"]
        assert keys("punished") == ["thing:1"]
        assert keys("G-2026-004") == ["thing:4"]
        assert [hit.key for hit in find(plan_of_text("ผู้เสียหาย", "th"), ANONYMOUS).hits] == ["thing:3"]
        assert keys("passports") == []
        assert keys("labour zebra") == []
        assert keys("labour -sea") == ["thing:4"]

    def test_only_what_the_reader_may_read_is_found_and_counted(self, brief_library: Library) -> None:
        found = find(plan_of_text("labour", "en"), ANONYMOUS)
        assert (found.total, found.is_brief, found.engine) == (2, True, "brief")
        assert found.facets["country"] == {"TH": 1, "KH": 1}
        brief_library.take_out(4)
        assert keys("labour") == ["thing:1"]

    def test_filters_narrow_and_do_not_narrow_their_own_counts(self) -> None:
        found = find(plan_of_text("labour country:TH", "en"), ANONYMOUS)
        assert [hit.key for hit in found.hits] == ["thing:1"]
        assert found.facets["country"] == {"TH": 1, "KH": 1}
        assert found.facets["language"] == {"en": 1}

    def test_texts_without_a_day_come_last_on_either_database(self) -> None:
        with CaptureQueriesContext(connection) as asked:
            assert keys("sea labour") == ["thing:1"]
        ordered = [query["sql"] for query in asked if '"day" DESC' in query["sql"]]
        assert ordered
        assert all('"day" DESC NULLS LAST' in sql for sql in ordered)

    def test_where_even_the_newest_take_too_long_nothing_is_found_and_nothing_fails(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def late(_texts: object) -> list[object]:
            raise OperationalError("canceling statement due to statement timeout")

        monkeypatch.setattr(brief_searching, "_in_time", late)
        assert keys("sea labour") == []

    def test_nothing_else_is_asked_of_titles_alone(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = find(plan_of_text("zebra country:TH", "en"), ANONYMOUS)
        monkeypatch.setattr(offers, "find", None)
        assert offers_for(found, ANONYMOUS) == Offers()

    def test_the_page_says_that_less_is_searched(self, client: Client, portal: None) -> None:
        assert BRIEF_NOTICE in client.get("/en/search/?q=labour").content.decode()
        # An engine that knows titles alone cannot tell what is spelt wrongly.
        assert "Did you mean" not in client.get("/en/search/?q=labor").content.decode()

    def test_everything_is_listed_where_nothing_is_asked_for(self) -> None:
        assert sorted(keys("")) == ["thing:1", "thing:4"]
