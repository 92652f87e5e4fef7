"""Making, confirming and ending a watch, as a visitor and as a member."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.audit.models import Entry
from portal.backups.revoking import AGAIN
from portal.members import own_data
from portal.members.models import User
from portal.notices.models import Mail
from portal.retention.registry import kind_named
from search.watches.limits import MOST_UNCONFIRMED, MOST_WATCHES
from search.watches.models import Watch, Watcher
from tests.search.watches.conftest import ADDRESS, Watching, link_in, of_address, sent, told, watches

FORM = "/en/search/watches/"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def ask(client: Client, **fields: Any) -> Any:
    typed = {"email": ADDRESS, "languages": ["en"], "cadence": "at-once", "filters": "", "q": "", **fields}
    return client.post(FORM, typed)


@pytest.mark.usefixtures("portal")
class FormTests:
    def test_the_search_of_the_address_stands_in_it(self, client: Client) -> None:
        page = client.get(f"{FORM}?q=broker&country=TH&language=lo&page=3&posted_from=2026").content.decode()
        assert 'value="broker"' in page
        assert 'name="filters" value="country=TH"' in page
        assert "Thailand" in page
        chosen = re.findall(r'name="languages" value="(\w+)"[^>]*checked', page)
        assert chosen == ["lo"]

    def test_the_results_the_country_and_the_theme_lead_to_it(self, client: Client) -> None:
        assert (
            f'href="{FORM}?q=broker&amp;country=TH"' in client.get("/en/search/?q=broker&country=TH").content.decode()
        )
        assert f'href="{FORM}?country=TH"' in client.get("/en/member-states/thailand/").content.decode()

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"email": "nobody"}, "Write the address as name@office.example."),
            ({"email": ""}, "Write your e-mail address."),
            ({"languages": []}, "Choose a language at least."),
        ],
    )
    def test_a_mistake_gets_a_sentence_and_keeps_what_was_typed(
        self, client: Client, fields: dict[str, Any], sentence: str
    ) -> None:
        answer = ask(client, q="broker", **fields)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert 'value="broker"' in answer.content.decode()
        assert not Watcher.objects.exists()

    def test_an_identifier_among_the_words_is_held(self, client: Client) -> None:
        answer = ask(client, q="passport number AB1234567")
        assert answer.status_code == 422
        assert not Watch.objects.exists()

    def test_after_ten_in_an_hour_a_network_has_to_wait(self, client: Client) -> None:
        answers = [ask(client, email=f"r{number}@office.example") for number in range(11)]
        assert [answer.status_code for answer in answers] == [302] * 10 + [429]
        assert answers[-1].headers["Retry-After"] == "3600"
        assert "r10@office.example" in answers[-1].content.decode()


@pytest.mark.usefixtures("portal")
class ConfirmingTests:
    def test_nothing_is_sent_before_the_address_has_confirmed(
        self, client: Client, make_publication: Callable[..., Any]
    ) -> None:
        assert ask(client, q="broker").url == f"{FORM}asked/"
        (question,) = sent()
        assert question.to == [ADDRESS]
        assert "broker" not in question.body
        make_publication("T-2026-101", title="Labour broker")
        assert told() == []
        link = link_in(question, "begin")
        assert client.get(link).status_code == 200
        assert Watch.objects.get().begun_at is None
        assert client.post(link, follow=True).status_code == 200
        assert Watch.objects.get().begun_at is not None
        make_publication("T-2026-102", title="Another broker")
        (message,) = told()
        assert "T-2026-101" not in message.body

    def test_the_answer_tells_nothing_of_an_address(self, client: Client, member: User, visitor: Watching) -> None:
        visitor()
        answers = [ask(client, email=each, q="x") for each in (ADDRESS, member.email, "stranger@office.example")]
        told = {(answer.status_code, answer.url, answer.content) for answer in answers}
        assert len(told) == 1

    def test_an_address_is_not_flooded(self, client: Client) -> None:
        for number in range(MOST_UNCONFIRMED + 2):
            assert ask(client, q=f"word{number}").status_code == 302
        assert Mail.objects.filter(kind="watches.confirm").count() == MOST_UNCONFIRMED

    def test_a_link_of_another_making_leads_nowhere(self, client: Client) -> None:
        ask(client)
        watch = Watch.objects.get()
        assert client.get(f"{FORM}begin/{watch.token}/none/").status_code == 404
        assert client.post(f"{FORM}begin/{watch.token}/none/").status_code == 404
        assert client.get(f"{FORM}own/{watch.watcher.token}/none/").status_code == 404
        assert Watch.objects.get().begun_at is None

    def test_what_nobody_confirms_is_forgotten_with_its_address(self, client: Client) -> None:
        ask(client)
        kind = kind_named("watches nobody confirmed")
        assert kind is not None
        assert kind.purge(timezone.now() - timedelta(days=3), 10) == 0
        assert kind.purge(timezone.now() + timedelta(seconds=1), 10) == 1
        assert not Watcher.objects.exists()
        assert sent() == []


@pytest.mark.usefixtures("portal")
class EndingTests:
    def test_one_click_ends_all_without_signing_in_and_opening_does_not(
        self, visitor: Watching, make_publication: Callable[..., Any]
    ) -> None:
        visitor()
        visitor("q=tool")
        make_publication("T-2026-101")
        (message,) = told()
        link = message.extra_headers["List-Unsubscribe"].strip("<>").partition("/en/")[2]
        client = Client(enforce_csrf_checks=True)
        assert client.get(f"/en/{link}").status_code == 200
        assert of_address().exists()
        done = client.post(f"/en/{link}", {"List-Unsubscribe": "One-Click"})
        assert done.status_code == 200
        assert not of_address().exists()
        others = client.post(f"/en/{link}"), client.post(f"{FORM}end/none-such/none/")
        said = [answer.content.partition(b"<main")[2].partition(b"</main>")[0] for answer in (done, *others)]
        assert said[0]
        assert len(set(said)) == 1

    def test_a_visitor_sees_and_ends_their_own_by_the_link(
        self, client: Client, visitor: Watching, make_publication: Callable[..., Any]
    ) -> None:
        first, second = visitor("q=broker"), visitor()
        make_publication("T-2026-101")
        link = link_in(told()[0], "own")
        assert "broker" in client.get(link).content.decode()
        client.post(link, {"watch": first.token})
        assert "broker" not in client.get(link).content.decode()
        client.post(link, {"watch": second.token})
        assert not of_address().exists()
        assert client.get(link).status_code == 404

    def test_a_restored_backup_does_not_bring_an_ended_watch_back(self, visitor: Watching) -> None:
        watch = visitor()
        entry = {"details": {"watch": watch.token}, "object_key": str(watch.pk)}
        assert AGAIN["watches.ended"](entry) is True
        assert not of_address().exists()
        assert AGAIN["watches.ended"](entry) is False

    def test_the_log_holds_neither_address_nor_words(self, client: Client, visitor: Watching) -> None:
        visitor("q=broker")
        client.post(f"{FORM}end/none-such/none/")
        told = str(list(Entry.objects.filter(action__startswith="watches.").values()))
        assert "watches.begun" in told
        assert "broker" not in told
        assert ADDRESS not in told


class MemberTests:
    def test_a_member_gives_no_address_and_sees_their_watches(self, browser: Any, member: User) -> None:
        client = browser(member)
        assert 'name="email"' not in client.get(f"{FORM}?country=TH").content.decode()
        page = client.post(
            FORM, {"filters": "country=TH", "q": "broker", "languages": ["en", "lo"], "cadence": "weekly"}, follow=True
        ).content.decode()
        assert "Thailand" in page
        assert "broker" in page
        watch = Watch.objects.get()
        assert (watch.watcher.user, watch.question, watch.cadence) == (member, "q=broker&country=TH", "weekly")
        assert own_data.told(member)["watches"][0]["question"] == "q=broker&country=TH"
        client.post("/en/members/watches/", {"watch": watch.token})
        assert not Watcher.objects.exists()

    def test_nobody_ends_the_watch_of_another(self, browser: Any, member: User, world: Any) -> None:
        watch = watches(member)
        browser(world.head.user).post("/en/members/watches/", {"watch": watch.token})
        assert Watch.objects.filter(pk=watch.pk).exists()

    def test_the_same_search_is_one_watch_and_there_is_an_end_to_them(self, browser: Any, member: User) -> None:
        watches(member, "q=broker")
        watches(member, "q=broker", cadence="weekly")
        assert Watch.objects.get().cadence == "weekly"
        for number in range(1, MOST_WATCHES):
            watches(member, f"q=word{number}")
        answer = browser(member).post(FORM, {"q": "one more", "languages": ["en"], "cadence": "daily", "filters": ""})
        assert answer.status_code == 409
        assert Watch.objects.count() == MOST_WATCHES
