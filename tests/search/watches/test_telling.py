"""Who is told of what, in which language, and how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction

from portal.countries.models import Country
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.actions import close_account
from portal.members.models import User
from portal.notices.models import Mail
from search import asking
from search.engines.outside import require_outside
from search.outbox.models import Kind
from search.outbox.writing import note
from search.watches import actions, matching, telling
from search.watches.models import Arrival, Told, Watch, Watcher
from search.watches.telling import tell_all
from tests.search.watches.conftest import SOON, Watching, sent, settle, told, watches

Publish = Callable[..., Any]


def relabel(page: Any, label: Label) -> None:
    with transaction.atomic():
        set_marking(group=page.translation_key, label=label, by=None, source="Test")


@pytest.mark.django_db
class NewTests:
    def test_what_is_published_after_the_watch_began_is_told_once(
        self, visitor: Watching, make_publication: Publish
    ) -> None:
        make_publication("T-2026-101", title="There before")
        visitor()
        make_publication("T-2026-102", title="Came after")
        (message,) = told()
        assert message.subject == "Balai: TLP:CLEAR 1 new publication"
        assert str(message.body).startswith("TLP:CLEAR\n")
        assert "Came after" in message.body
        assert "There before" not in message.body
        assert told() == []
        assert told(timedelta(days=3)) == []

    def test_it_is_told_only_once_it_has_stood_a_while(self, visitor: Watching, make_publication: Publish) -> None:
        visitor()
        make_publication("T-2026-102")
        assert told(timedelta(minutes=5)) == []
        assert len(told()) == 1

    def test_what_was_published_again_is_not_new(self, visitor: Watching, make_publication: Publish) -> None:
        page = make_publication("T-2026-101")
        visitor()
        page.unpublish()
        page.save_revision().publish()
        relabel(page, Label.GREEN)
        with transaction.atomic():
            page.refresh_from_db()
        assert told() == []

    def test_what_is_opened_to_all_is_new_to_visitors_and_not_to_members(
        self, visitor: Watching, member: User, make_publication: Publish
    ) -> None:
        page = make_publication("T-2026-101", label=Label.GREEN)
        visitor()
        watches(member)
        Arrival.objects.filter(key=f"page:{page.pk}").update(at=datetime(2026, 1, 1, tzinfo=UTC))
        with transaction.atomic():
            from portal.markings.models import Marking

            Marking.objects.filter(group=page.translation_key).update(label=Label.CLEAR)
            page.save()
        assert [message.to for message in told()] == [["reader@office.example"]]

    def test_newest_stand_first(self, visitor: Watching, make_publication: Publish) -> None:
        visitor()
        make_publication("T-2026-101", title="The elder")
        make_publication("T-2026-102", title="The younger")
        (message,) = told()
        assert str(message.body).index("The younger") < str(message.body).index("The elder")
        assert message.subject == "Balai: TLP:CLEAR 2 new publications"


@pytest.mark.django_db
class LanguageTests:
    def test_only_versions_in_the_languages_of_the_watch_are_told(
        self, visitor: Watching, make_publication: Publish
    ) -> None:
        visitor(languages=("lo",))
        make_publication("T-2026-101", "en", title="In English")
        make_publication("T-2026-102", "en", title="In English alone")
        make_publication("T-2026-101", "lo", title="ເປັນພາສາລາວ")
        (message,) = told()
        assert "ເປັນພາສາລາວ" in message.body
        assert "In English" not in message.body

    def test_a_second_version_is_nothing_new_to_who_could_read_the_first(
        self, visitor: Watching, make_publication: Publish
    ) -> None:
        make_publication("T-2026-101", "en")
        visitor(languages=("en", "lo"))
        make_publication("T-2026-101", "lo")
        assert told() == []


@pytest.mark.django_db
class QuestionTests:
    def test_a_country_a_theme_and_words_narrow(self, visitor: Watching, make_publication: Publish) -> None:
        thailand = Country.objects.filter(code="TH")
        visitor("q=broker&country=TH")
        make_publication("T-2026-101", title="Labour broker", countries=thailand)
        make_publication("T-2026-102", title="Labour broker")
        make_publication("T-2026-103", title="Something else", countries=thailand)
        (message,) = told()
        assert "T-2026-101" in message.body
        assert "T-2026-102" not in message.body
        assert "T-2026-103" not in message.body

    def test_words_in_an_older_version_of_the_family_count(self, visitor: Watching, make_publication: Publish) -> None:
        make_publication("T-2026-101", "en", title="Labour broker")
        visitor("q=broker", languages=("lo",))
        make_publication("T-2026-101", "lo", title="ນາຍໜ້າ")
        assert len(told()) == 1

    def test_some_of_the_words_are_not_enough(self, visitor: Watching, make_publication: Publish) -> None:
        visitor("q=broker+harbour")
        make_publication("T-2026-101", title="Labour broker")
        assert told() == []

    def test_a_filter_that_is_gone_finds_nothing_rather_than_everything(
        self, visitor: Watching, make_publication: Publish
    ) -> None:
        visitor("theme=no-such-theme")
        make_publication("T-2026-101")
        assert told() == []

    def test_what_two_watches_find_stands_in_one_mail_once(self, visitor: Watching, make_publication: Publish) -> None:
        visitor()
        visitor("q=broker")
        make_publication("T-2026-101", title="Labour broker")
        (message,) = told()
        assert str(message.body).count("Labour broker") == 1


@pytest.mark.django_db
class RightTests:
    def test_green_is_told_to_members_alone_under_its_label(
        self, visitor: Watching, member: User, make_publication: Publish
    ) -> None:
        visitor()
        watches(member)
        make_publication("T-2026-101", label=Label.GREEN)
        (message,) = told()
        assert message.to == [member.email]
        assert message.subject == "Balai: TLP:GREEN 1 new publication"
        assert str(message.body).startswith("TLP:GREEN\n")

    def test_what_is_closed_between_queue_and_sending_is_not_sent(
        self, visitor: Watching, make_publication: Publish
    ) -> None:
        visitor()
        page = make_publication("T-2026-101")
        assert tell_all(datetime.now(UTC) + SOON) == 1
        relabel(page, Label.GREEN)
        assert sent() == []
        assert not Mail.objects.exists()

    def test_whoever_is_no_member_any_more_is_not_told_of_green(self, member: User, make_publication: Publish) -> None:
        watches(member)
        make_publication("T-2026-101", label=Label.GREEN)
        assert tell_all(datetime.now(UTC) + SOON) == 1
        member.holdings.update(until=datetime.now(UTC))
        assert sent() == []

    def test_a_watch_that_ended_meanwhile_sends_nothing(self, visitor: Watching, make_publication: Publish) -> None:
        watch = visitor()
        make_publication("T-2026-101")
        assert tell_all(datetime.now(UTC) + SOON) == 1
        actions.end(watch=watch, by=None)
        assert sent() == []

    def test_a_closed_account_watches_nothing(self, member: User, make_publication: Publish) -> None:
        watches(member)
        close_account(user=member, by=None)
        assert not Watcher.objects.exists()

    def test_the_mail_that_waits_holds_no_title_and_no_words(
        self, visitor: Watching, make_publication: Publish
    ) -> None:
        visitor("q=broker")
        make_publication("T-2026-101", title="Labour broker")
        settle()
        tell_all(datetime.now(UTC) + SOON)
        waiting = Mail.objects.get()
        assert "broker" not in str(vars(waiting)).lower()
        (message,) = sent()
        assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.django_db
class HourTests:
    @pytest.mark.parametrize(
        ("cadence", "hour"),
        [("daily", "2026-11-24 00:00:00+00:00"), ("weekly", "2026-11-30 00:00:00+00:00")],
    )
    def test_a_visitor_is_told_in_the_morning_of_the_region(
        self, visitor: Watching, make_publication: Publish, cadence: str, hour: str
    ) -> None:
        with time_machine.travel("2026-11-23 05:00:00+00:00"):
            visitor(cadence=cadence)
            make_publication("T-2026-101")
        morning = datetime.fromisoformat(hour)
        assert tell_all(morning - timedelta(minutes=1)) == 0
        assert tell_all(morning + SOON) == 1
        assert tell_all(morning + 2 * SOON) == 0

    def test_a_member_is_told_by_their_own_clock(self, member: User, make_publication: Publish) -> None:
        User.objects.filter(pk=member.pk).update(time_zone="Asia/Dili")
        with time_machine.travel("2026-11-23 05:00:00+00:00"):
            watches(member, cadence="daily")
            make_publication("T-2026-101")
        assert tell_all(datetime(2026, 11, 23, 21, 59, tzinfo=UTC)) == 0
        assert tell_all(datetime(2026, 11, 23, 22, 11, tzinfo=UTC)) == 1


@pytest.mark.django_db
class TroubleTests:
    def test_the_engine_is_asked_outside_every_transaction(
        self, visitor: Watching, make_publication: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        visitor("q=broker")
        make_publication("T-2026-101", title="Labour broker")
        asked: list[str] = []

        def ask(question: Callable[..., Any], plan: Any) -> Any:
            require_outside()
            asked.append(plan.text)
            return asking.ask(question, plan)

        monkeypatch.setattr(matching, "ask", ask)
        assert len(told()) == 1
        assert len(asked) == 1

    def test_two_who_look_at_once_tell_once(
        self, visitor: Watching, make_publication: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        watch = visitor()
        make_publication("T-2026-101")
        settle()
        soon, find = datetime.now(UTC) + SOON, telling._found
        others: list[int] = []

        def found_by_two(*asked: Any) -> Any:
            found = find(*asked)
            monkeypatch.setattr(telling, "_found", find)
            others.append(tell_all(soon))
            return found

        monkeypatch.setattr(telling, "_found", found_by_two)
        assert tell_all(soon) == 0
        assert others == [1]
        assert len(sent()) == 1
        watch.refresh_from_db()
        assert watch.looked_at is not None
        assert watch.looked_at < soon

    def test_a_watch_that_ends_while_it_is_looked_for_tells_nothing(
        self, visitor: Watching, make_publication: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        watch, find = visitor(), telling._found
        make_publication("T-2026-101")
        settle()

        def found_and_ended(*asked: Any) -> Any:
            found = find(*asked)
            actions.end(watch=watch, by=None)
            return found

        monkeypatch.setattr(telling, "_found", found_and_ended)
        assert tell_all(datetime.now(UTC) + SOON) == 0
        assert not Mail.objects.exists()

    def test_while_the_engine_does_not_know_it_yet_it_is_told_later(
        self, visitor: Watching, make_publication: Publish
    ) -> None:
        visitor("q=broker")
        page = make_publication("T-2026-101", title="Labour broker")
        note(Kind.TEXT, f"page:{page.pk}")
        assert tell_all(datetime.now(UTC) + SOON) == 0
        assert len(told()) == 1

    def test_what_fails_after_the_mail_was_posted_leaves_neither_mail_nor_mark(
        self, visitor: Watching, make_publication: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        visitor()
        make_publication("T-2026-101")

        def dies(*_args: Any, **_told: Any) -> None:
            raise RuntimeError("the worker dies here")

        with monkeypatch.context() as patch:
            patch.setattr(telling, "post", dies)
            assert told() == []
        assert not Told.objects.exists()
        assert len(told()) == 1

    def test_many_who_ask_the_same_cost_one_search(
        self, visitor: Watching, member: User, make_publication: Publish, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        visitor("q=broker")
        watcher = Watcher.objects.create(address="second@office.example")
        now = Watch.objects.get().looked_at
        watcher.watches.create(question="q=broker", languages=["en"], cadence="at-once", begun_at=now, looked_at=now)
        make_publication("T-2026-101", title="Labour broker")
        asked: list[Any] = []
        ask = matching.ask
        monkeypatch.setattr(matching, "ask", lambda *args: asked.append(args) or ask(*args))
        assert len(told()) == 2
        assert len(asked) == 1
