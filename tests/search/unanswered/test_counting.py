"""What is counted of a search without results, and what is not."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.test import Client, override_settings

from portal import locks
from portal.members.models import User
from search.unanswered import counting, limits, pruning
from search.unanswered.counting import digest_of, week_of
from search.unanswered.models import UnansweredQuestion
from tests.search.library import Library


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A new minute for each test."""
    monkeypatch.setattr(counting, "_pace", counting._Pace(limits.MOST_A_MINUTE))


def ask(client: Client, text: str, times: int = 1, language: str = "en", more: str = "", **headers: str) -> None:
    for _time in range(times):
        assert client.get(f"/{language}/search/?q={quote(text)}{more}", headers=headers).status_code == 200


def rows() -> list[tuple[str, int]]:
    return list(UnansweredQuestion.objects.order_by("pk").values_list("text", "times"))


@pytest.mark.usefixtures("library")
class CountingTests:
    def test_four_times_only_a_hash_and_a_number_are_kept_the_fifth_time_the_words(self, client: Client) -> None:
        ask(client, "Labour  BROKER", 4)
        row = UnansweredQuestion.objects.get()
        assert (row.text, row.times) == ("", 4)
        assert "broker" not in " ".join(map(str, vars(row).values())).lower()
        ask(client, "labour broker")
        assert rows() == [("labour broker", 5)]
        ask(client, "LABOUR broker")
        assert rows() == [("labour broker", 6)]

    def test_the_time_is_known_by_the_week_only(self, client: Client) -> None:
        with time_machine.travel("2026-07-15 13:14:15+00:00", tick=False):
            ask(client, "broker")
        with time_machine.travel("2026-07-31 13:14:15+00:00", tick=False):
            ask(client, "broker")
        row = UnansweredQuestion.objects.get()
        assert (row.first_week, row.last_week) == (date(2026, 7, 13), date(2026, 7, 27))

    def test_spellings_of_one_question_are_one_and_languages_of_readers_are_apart(self, client: Client) -> None:
        for text in ("ถ้ำ", "ถ้ํา", "“ถ้ำ”"):
            ask(client, text)
        ask(client, "ถ้ำ", language="th")
        assert [times for _text, times in rows()] == [3, 1]

    def test_nothing_is_kept_of_whoever_is_signed_in(self, client: Client) -> None:
        client.force_login(User.objects.create_user("someone@office.example", "a long enough password"))
        ask(client, "broker", 6)
        assert rows() == []

    @pytest.mark.parametrize(
        "more",
        ["&country=TH", "&country=XX", "&from=2026", "&posted_to=2026", "&concepts=no", "&page=x", "&language=km"],
    )
    def test_only_plain_searches_count(self, client: Client, more: str) -> None:
        ask(client, "broker", more=more)
        assert rows() == []

    def test_neither_does_what_leaves_words_out_nor_what_has_none(self, client: Client) -> None:
        for text in ("broker -agent", "-agent", "…", "", "   "):
            ask(client, text)
        assert rows() == []

    def test_what_finds_something_does_not_count(self, client: Client, library: Library) -> None:
        library.put(1, "Labour broker")
        ask(client, "broker")
        assert rows() == []

    def test_a_browser_that_only_fetches_ahead_does_not_count(self, client: Client) -> None:
        ask(client, "broker", **{"sec-purpose": "prefetch;prerender"})
        ask(client, "broker", purpose="prefetch")
        client.head("/en/search/?q=broker")
        assert rows() == []

    @pytest.mark.parametrize(
        "text",
        [
            "somchai@office.example",
            "somchai ＠ office",
            "123456",
            "case 081-234 5678",
            "(02) 123.456",
            "190 2019",
            "๐๘๑๒๓๔",
            "០៨១ ២៣៤",
            "၀၈၁၂၃၄",
            "௦௧௨௩௪௫",
            "12\u200b34\u200b56",
            "a" * 81,
            "ab " * 28,
            "a" * 300,
        ],
    )
    def test_what_may_be_about_somebody_is_not_even_counted(self, client: Client, text: str) -> None:
        ask(client, text, 6)
        assert rows() == []

    @pytest.mark.parametrize("text", ["article 14 actip", "c190 of 2019", "12345", "a" * 80, "มาตรา ๒๙๑"])
    def test_short_numbers_and_long_words_count(self, client: Client, text: str) -> None:
        ask(client, text, 5)
        assert rows() == [(text, 5)]

    def test_the_hash_takes_the_key_of_the_site(self) -> None:
        before = digest_of("broker", "en")
        assert len(before) == 64
        assert before != digest_of("broker", "th")
        with override_settings(SECRET_KEY="another key that is long enough to be taken for one"):
            assert digest_of("broker", "en") != before


@pytest.mark.usefixtures("library")
class BurdenTests:
    def test_a_full_table_takes_no_more_rows_and_goes_on_counting(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(counting, "MOST_ROWS", 2)
        for text in ("broker", "agent", "driver", "agent"):
            ask(client, text)
        assert [times for _text, times in rows()] == [1, 2]

    def test_a_process_counts_so_many_a_minute(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        clock = itertools.chain([0.0, 20.0, 40.0, 58.0, 59.9], itertools.repeat(60.0))
        monkeypatch.setattr(counting, "_pace", counting._Pace(3, clock=lambda: next(clock)))
        ask(client, "broker", 5)
        assert rows() == [("", 3)]
        ask(client, "broker")
        assert rows() == [("", 4)]

    def test_a_failing_database_is_not_the_readers_trouble(
        self, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        def fail(*_args: Any) -> None:
            raise DatabaseError("disk full while writing secretword")

        monkeypatch.setattr(counting, "_write", fail)
        with caplog.at_level("INFO"):
            ask(client, "secretword")
        assert rows() == []
        assert "was not counted: DatabaseError" in caplog.text
        assert "secretword" not in caplog.text

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite locks all of a database.")
    def test_the_patience_is_short_and_afterwards_as_before(
        self, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def patience() -> int:
            with connection.cursor() as cursor:
                return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])

        seen: list[int] = []
        usual = patience()
        monkeypatch.setattr(counting, "_write", lambda *_args: seen.append(patience()))
        ask(client, "broker")
        assert (seen, patience()) == ([limits.PATIENCE], usual)
        assert usual > 1000


class PruningTests:
    @pytest.fixture
    def asked(self, db: None) -> None:
        monday = week_of(date(2026, 3, 2))
        for number in range(4):
            UnansweredQuestion.objects.create(
                digest=str(number),
                language="en",
                text="text" * (number % 2),
                times=1 + 4 * (number % 2),
                first_week=monday + timedelta(weeks=number),
                last_week=monday + timedelta(weeks=number + 8),
            )

    def test_what_was_first_asked_ninety_days_ago_is_forgotten_words_and_all(self, asked: None) -> None:
        left: dict[str, int] = {}
        for day in ("2026-05-30", "2026-05-31", "2026-06-07", "2026-06-21"):
            with time_machine.travel(f"{day} 12:00:00+00:00", tick=False):
                pruning.prune()
            left[day] = UnansweredQuestion.objects.count()
        assert left == {"2026-05-30": 4, "2026-05-31": 3, "2026-06-07": 2, "2026-06-21": 0}

    def test_where_rows_are_short_what_was_asked_once_goes_first(
        self, asked: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pruning, "MOST_ROWS", 4)
        with time_machine.travel("2026-03-23 12:00:00+00:00", tick=False):
            assert pruning.prune() == 1
            assert list(UnansweredQuestion.objects.order_by("pk").values_list("digest", flat=True)) == ["1", "2", "3"]
            monkeypatch.setattr(pruning, "MOST_ROWS", 0)
            assert pruning.prune() == 1
        assert list(UnansweredQuestion.objects.order_by("pk").values_list("digest", flat=True)) == ["1", "3"]

    def test_the_clock_runs_it(self) -> None:
        from portal.work.duties import registered_duties

        assert registered_duties()["search.prune-unanswered"].function is pruning.prune


class LockedDatabaseTests:
    """With a database in a file, as the portal has it, and somebody else who holds the pen."""

    @pytest.fixture
    def file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
        """The counting writes into a file of its own, with the long patience of the portal."""
        settings = {**connection.settings_dict, "NAME": tmp_path / "counted.sqlite3", "OPTIONS": {"timeout": 20}}
        wrapper = DatabaseWrapper(settings, "counted")
        with wrapper.cursor() as cursor:
            cursor.execute("CREATE TABLE counted (digest TEXT)")

        def write(digest: str, *_rest: str) -> None:
            with wrapper.cursor() as cursor:
                cursor.execute("INSERT INTO counted VALUES (%s)", [digest])

        monkeypatch.setattr(locks, "connection", wrapper)
        monkeypatch.setattr(counting, "_write", write)
        yield wrapper
        wrapper.close()

    def counted(self, file: DatabaseWrapper) -> int:
        with file.cursor() as cursor:
            return int(cursor.execute("SELECT COUNT(*) FROM counted").fetchone()[0])

    def test_a_search_does_not_wait_for_another_writer(
        self, library: Library, client: Client, file: DatabaseWrapper
    ) -> None:
        ask(client, "broker")
        assert self.counted(file) == 1
        other = sqlite3.connect(file.settings_dict["NAME"], isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        ask(client, "broker")
        assert time.monotonic() - began < 1
        other.execute("ROLLBACK")
        other.close()
        assert self.counted(file) == 1
        ask(client, "broker")
        assert self.counted(file) == 2
