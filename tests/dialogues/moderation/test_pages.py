"""The pages of moderation: for those who moderate, for authors and those who report, and for nobody else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from dialogues.moderation.models import Case, Decision, Flag
from dialogues.spaces.models import Space
from dialogues.threads.models import Post, Thread
from portal.audit.models import Entry
from tests.dialogues.moderation.conftest import below, decided, reported, waiting
from tests.dialogues.threads.conftest import Talk
from tests.dialogues.threads.test_talking import thai_number


def fields_of(page: str, **more: Any) -> dict[str, Any]:
    """What the form of a case sends."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    return {"language": "en", "reason": "So it is better.", "seen": found.group(1) if found else "", **more}


class WhoTests:
    def test_moderators_find_the_queue_and_its_cases_and_nobody_else_does(self, talk: Talk) -> None:
        case = waiting(talk)
        inside = [below(talk), below(talk, "log/"), below(talk, "log.csv"), below(talk, f"cases/{case.token}/")]
        for address in inside:
            assert talk.house.browser(talk.moderator).get(address).status_code == 200, address
            for user in (talk.th, talk.my, talk.house.guest):
                assert talk.house.browser(user).get(address).status_code == 404, address
            assert Client().get(address).status_code == 302
        page = talk.house.browser(talk.moderator).get(below(talk)).content.decode()
        assert str(case.token) in page
        assert "Mine waits." not in page

    def test_owners_alone_say_what_is_read_first(self, talk: Talk) -> None:
        address = below(talk, "settings/")
        for user in (talk.th, talk.house.guest):
            assert talk.house.browser(user).post(address, {"newcomer_posts": "2"}).status_code == 404
        owner = talk.house.browser(talk.moderator)
        assert owner.post(address, {"newcomer_posts": "many"}).status_code == 422
        assert owner.post(address, {"newcomer_posts": "2", "premoderated": "on"}).status_code == 302
        space = Space.objects.get(pk=talk.space.pk)
        assert (space.premoderated, space.newcomer_posts) == (True, 2)
        assert Entry.objects.filter(action="moderation.first_reading").exists()

    def test_moderators_alone_say_so_of_a_thread(self, talk: Talk) -> None:
        address = below(talk, f"threads/{talk.thread.token}/")
        assert talk.house.browser(talk.th).post(address, {"premoderated": "1"}).status_code == 403
        assert talk.house.browser(talk.moderator).post(address, {"premoderated": "1"}).status_code == 302
        assert Thread.objects.get(pk=talk.thread.pk).premoderated


class ReportingTests:
    def test_the_page_of_a_report_shows_no_words_that_the_rule_keeps_back(self, talk: Talk) -> None:
        address = below(talk, f"report/{talk.first.token}/")
        words = Post.objects.get(pk=talk.first.pk).text
        browser = talk.house.browser(talk.my)
        assert words in browser.get(address).content.decode()
        Space.objects.filter(pk=talk.space.pk).update(attribution_rule="no_report")
        assert words not in browser.get(address).content.decode()


class AuthorTests:
    def test_an_author_sees_what_waits_what_was_decided_and_why_and_others_see_nothing_of_it(self, talk: Talk) -> None:
        case = waiting(talk)
        for address in (f"/en/members/spaces/{talk.space.slug}/", talk.address):
            assert "Waits for a moderator" in talk.house.browser(talk.my).get(address).content.decode()
            assert "Mine waits." not in talk.house.browser(talk.th).get(address).content.decode()
        decided(case, Decision.Act.HIDE, talk.moderator, reason="This belongs in the other thread.")
        page = talk.house.browser(talk.my).get(talk.address).content.decode()
        assert "This belongs in the other thread." in page
        assert "Mine waits." in page

    def test_an_author_appeals_from_there_and_nobody_else_can(self, talk: Talk) -> None:
        decision = decided(waiting(talk), Decision.Act.HIDE, talk.moderator)
        address = below(talk, f"appeal/{decision.token}/")
        assert address in talk.house.browser(talk.my).get(talk.address).content.decode()
        for user in (talk.th, talk.moderator):
            assert talk.house.browser(user).get(address).status_code == 404
        browser = talk.house.browser(talk.my)
        assert browser.post(address, {"text": " ", "language": "en"}).status_code == 422
        assert browser.post(address, {"text": "I named nobody.", "language": "en"}).status_code == 302
        assert Case.objects.get(kind="appeal").text == "I named nobody."
        assert browser.get(address).status_code == 404


class ReportTests:
    def test_a_reader_reports_from_below_the_post_and_learns_what_became_of_it(self, talk: Talk) -> None:
        address = below(talk, f"report/{talk.first.token}/")
        browser = talk.house.browser(talk.my)
        assert address in browser.get(talk.address).content.decode()
        sent = browser.post(address, {"reason": "identifies", "text": "", "language": "en"}, follow=True)
        assert "A moderator looks at it." in sent.content.decode()
        assert browser.get(talk.address).status_code == 404
        decided(Case.objects.get(), Decision.Act.RESTORE, talk.moderator, reason="It is a public name.")
        assert "It is a public name." in browser.get(f"/en/members/spaces/{talk.space.slug}/").content.decode()

    def test_nobody_reports_their_own_post_or_what_they_may_not_read(self, talk: Talk) -> None:
        address = below(talk, f"report/{talk.first.token}/")
        assert address not in talk.house.browser(talk.th).get(talk.address).content.decode()
        assert talk.house.browser(talk.th).get(address).status_code == 403
        assert talk.house.browser(talk.house.guest).get(address).status_code == 404

    def test_a_number_in_a_report_is_held_and_the_text_kept(self, talk: Talk) -> None:
        text = f"It names {thai_number()}."
        address = below(talk, f"report/{talk.first.token}/")
        answer = talk.house.browser(talk.my).post(address, {"reason": "identifies", "text": text, "language": "en"})
        assert answer.status_code == 422
        assert text in answer.content.decode()
        assert not Flag.objects.exists()

    def test_too_many_reports_get_a_sentence_and_a_time(self, talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dialogues.moderation.actions.flagging.MOST_FLAGS", 0)
        monkeypatch.setattr("dialogues.moderation.actions.flagging._refuse_haste", _too_many)
        address = below(talk, f"report/{talk.first.token}/")
        answer = talk.house.browser(talk.my).post(address, {"reason": "other", "text": "See.", "language": "en"})
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == "60"
        assert "See." in answer.content.decode()


def _too_many(user: object) -> None:
    from dialogues.threads.limits import TooManyError

    raise TooManyError(60)


class CaseTests:
    def test_a_moderator_takes_a_case_reads_it_and_decides(self, talk: Talk) -> None:
        case = waiting(talk)
        browser, address = talk.house.browser(talk.moderator), below(talk, f"cases/{case.token}/")
        page = browser.get(address).content.decode()
        assert "Mine waits." in page
        assert Entry.objects.filter(action="reading.opened", object_key=str(case.post.pk)).exists()
        browser.post(address, {"act": "claim"})
        assert Case.objects.get().claimed_by == talk.moderator
        assert browser.post(address, fields_of(page, act="hide", reason="")).status_code == 422
        assert browser.post(address, fields_of(page, act="release")).status_code == 302
        assert Post.objects.get(pk=case.post.pk).live
        again = browser.post(address, fields_of(page, act="hide"))
        assert "This has been decided already." in again.content.decode()

    def test_what_is_masked_is_shown_to_a_moderator_who_says_why_and_only_then(self, talk: Talk) -> None:
        case = reported(talk)
        browser, address = talk.house.browser(talk.moderator), below(talk, f"cases/{case.token}/")
        page = browser.get(address).content.decode()
        browser.post(address, fields_of(page, act="mask", words="busy at night"))
        seal = case.sealed.get()
        assert "busy at night" not in browser.get(address).content.decode()
        shut = below(talk, f"cases/{case.token}/sealed/{seal.token}/")
        assert "busy at night" not in browser.post(shut, {"motive": ""}).content.decode()
        assert "busy at night" in browser.post(shut, {"motive": "A colleague asked."}).content.decode()
        assert talk.house.browser(talk.th).post(shut, {"motive": "To see."}).status_code == 404
        assert seal.unsealings.count() == 1

    def test_the_log_counts_by_month_and_its_table_holds_nothing_that_was_said(self, talk: Talk) -> None:
        case = reported(talk, Flag.Reason.IDENTIFIES, text="Look at the words.")
        decided(case, Decision.Act.HIDE, talk.moderator, reason="It names a town.")
        browser = talk.house.browser(talk.moderator)
        assert "Hidden: 1" in browser.get(below(talk, "log/")).content.decode()
        answer = browser.get(below(talk, "log.csv"))
        table = b"".join(answer).decode()  # type: ignore[arg-type]
        assert "It identifies a victim" in table
        for said in (talk.first.text, "Look at the words.", "It names a town.", talk.my.get_full_name()):
            assert said not in table
        assert Entry.objects.filter(action="moderation.exported").exists()
