"""An owner takes home what they may read: with a reason, by the consent of all owners, marked on each page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from dialogues.exporting import actions
from dialogues.exporting.models import Export
from dialogues.exporting.models.export import LASTS
from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import Space
from dialogues.threads import actions as of_threads
from portal.attribution import Attribution
from portal.audit.models import Entry
from portal.marking import Label
from portal.members import own_data
from portal.members.models import User
from portal.notices.models import Mail
from portal.notices.outbox.letters import message_for
from tests.dialogues.threads.conftest import Talk, words


def page_of(talk: Talk) -> str:
    return f"/en/members/spaces/{talk.space.slug}/exporting/"


def allowed(talk: Talk, **more: Any) -> Export:
    """An export that Thailand asked for and Malaysia agreed to."""
    given = {"space": talk.space, "thread": talk.thread, "motive": "For the archive.", "by": talk.house.th.head}
    export = actions.ask(**{**given, **more})
    return actions.consent(export=export, by=talk.house.my.head)


def fetched(talk: Talk, export: Export, form: str, by: User | None = None) -> Any:
    browser = talk.house.browser(by or talk.house.th.head)
    return browser.post(page_of(talk), {"act": form, "export": export.token})


class AskingTests:
    def test_what_two_share_leaves_only_by_both(self, talk: Talk) -> None:
        export = actions.ask(space=talk.space, thread=None, motive="For the archive.", by=talk.house.th.head)
        assert fetched(talk, export, "html").status_code == 404
        mail = Mail.objects.get(kind="export.asked")
        assert mail.user == talk.house.my.head
        assert message_for(mail) is not None
        actions.consent(export=export, by=talk.house.my.head)
        assert message_for(mail) is None
        assert fetched(talk, export, "html").status_code == 200

    def test_a_refused_one_never_leaves(self, talk: Talk) -> None:
        export = actions.ask(space=talk.space, thread=None, motive="For the archive.", by=talk.house.th.head)
        actions.refuse(export=export, by=talk.house.my.head)
        with pytest.raises(ValidationError):
            actions.consent(export=export, by=talk.house.my.head)
        assert fetched(talk, export, "json").status_code == 404

    def test_an_owner_alone_asks_nobody_but_gives_a_reason(self, talk: Talk) -> None:
        house = talk.house
        house.accept(house.th.head)
        with pytest.raises(ValidationError):
            actions.ask(space=house.space, thread=None, motive="  ", by=house.th.head)
        assert actions.ask(space=house.space, thread=None, motive="To read.", by=house.th.head).is_ready

    def test_nobody_but_owners_asks_or_finds_the_page(self, talk: Talk) -> None:
        for user in (talk.my, talk.house.my.other):
            with pytest.raises(PermissionDenied):
                actions.ask(space=talk.space, thread=None, motive="To read.", by=user)
            assert talk.house.browser(user).get(page_of(talk)).status_code == 404
            assert page_of(talk) not in talk.house.browser(user).get(talk.address).content.decode()
        owner = talk.house.browser(talk.house.my.head)
        assert owner.get(page_of(talk)).status_code == 200
        assert page_of(talk) in owner.get(talk.address).content.decode()

    def test_by_the_pages_from_the_wish_to_the_file(self, talk: Talk) -> None:
        th, my = talk.house.browser(talk.house.th.head), talk.house.browser(talk.house.my.head)
        of_thread = f"{page_of(talk)}{talk.thread.token}/"
        assert th.post(of_thread, {"act": "ask", "motive": ""}).status_code == 422
        held = th.post(of_thread, {"act": "ask", "motive": "Write to somchai@example.org about passport AA1234567."})
        assert held.status_code == 422
        assert th.post(of_thread, {"act": "ask", "motive": "For the archive."}).status_code == 302
        export = Export.objects.get()
        assert "For the archive." in my.get(page_of(talk)).content.decode()
        assert my.post(page_of(talk), {"act": "consent", "export": export.token}).status_code == 302
        assert export.token in th.get(page_of(talk)).content.decode()
        assert fetched(talk, export, "html").headers["Cache-Control"] == "private, no-store"


class TakingTests:
    @pytest.mark.parametrize("form", ["html", "json"])
    def test_the_file_has_label_reader_and_words_and_the_log_that_it_left(self, talk: Talk, form: str) -> None:
        export = allowed(talk)
        answer = fetched(talk, export, form)
        text = answer.content.decode()
        assert answer.headers["Content-Disposition"] == f'attachment; filename="balai-{export.token}.{form}"'
        for told in ("TLP:AMBER", "Head Nusa", "The hotline is busy at night.", "Desk Nusa", "For the archive."):
            assert told in text
        entry = Entry.objects.get(action="exports.taken")
        assert (entry.actor_id, entry.label, entry.details["posts"]) == (talk.house.th.head.pk, "AMBER", 1)

    def test_label_and_reader_stand_above_and_below_each_printed_page(self, talk: Talk) -> None:
        text = fetched(talk, allowed(talk), "html").content.decode()
        for part in ("thead", "tfoot"):
            running = text.partition(f"<{part}>")[2].partition(f"</{part}>")[0]
            assert "TLP:AMBER · Head Nusa" in running

    @pytest.mark.parametrize("form", ["html", "json"])
    def test_under_chatham_house_it_tells_neither_speaker_nor_time(self, sealed_talk: Talk, form: str) -> None:
        said = words("We see the same.", rule=Attribution.CHATHAM_HOUSE)
        of_threads.reply(thread=sealed_talk.thread, words=said, by=sealed_talk.my)
        text = fetched(sealed_talk, allowed(sealed_talk), form).content.decode()
        assert "Voice 2" in text
        for trace in ("Desk Nusa", "Ministry of Malaysia", "sent_at", sealed_talk.my.email):
            assert trace not in text
        posts = text[text.index("Voice 1") :]
        assert "Malaysia" not in posts
        assert str(timezone.now().year) not in posts.partition("</main>")[0]

    def test_words_that_are_not_to_be_reported_are_not_taken(self, talk: Talk) -> None:
        Space.objects.filter(pk=talk.space.pk).update(attribution_rule="no_report")
        export = allowed(talk)
        for form in ("html", "json"):
            assert "The hotline is busy" not in fetched(talk, export, form).content.decode()

    def test_what_the_reader_may_not_read_stays(self, talk: Talk) -> None:
        strict = words("For our ministry.", label=Label.AMBER_STRICT)
        of_threads.reply(thread=talk.thread, words=strict, by=talk.my)
        export = allowed(talk)
        assert "For our ministry." not in fetched(talk, export, "html").content.decode()
        own = actions.ask(space=talk.space, thread=None, motive="For us.", by=talk.house.my.head)
        actions.consent(export=own, by=talk.house.th.head)
        told = json.loads(fetched(talk, own, "json", talk.house.my.head).content)
        assert told["label"] == "TLP:AMBER+STRICT"
        assert [post["label"] for post in told["threads"][0]["posts"]] == ["TLP:AMBER", "TLP:AMBER+STRICT"]

    def test_only_who_asked_takes_it_and_only_for_a_while(self, talk: Talk) -> None:
        export = allowed(talk)
        assert fetched(talk, export, "html", talk.house.my.head).status_code == 404
        Export.objects.update(allowed_at=timezone.now() - LASTS * 2)
        assert fetched(talk, export, "html").status_code == 404

    def test_who_is_no_owner_any_more_takes_nothing(self, talk: Talk) -> None:
        export = allowed(talk)
        talk.house.th.delegation.head = None
        talk.house.th.delegation.save()
        assert fetched(talk, export, "html").status_code == 404
        with pytest.raises(PermissionDenied):
            actions.taken(export=export, form="html", label=Label.AMBER, posts=1, by=talk.house.th.head)

    def test_a_closed_space_is_taken_home_and_read_as_before(self, talk: Talk) -> None:
        proposal = of_spaces.propose(space=talk.space, act="archive", by=talk.house.th.head)
        of_spaces.consent(proposal=proposal, by=talk.house.my.head)
        talk.space.refresh_from_db()
        assert talk.house.browser(talk.my).get(talk.address).status_code == 200
        assert "The hotline is busy at night." in fetched(talk, allowed(talk), "html").content.decode()

    def test_people_are_told_what_they_asked_for(self, talk: Talk) -> None:
        allowed(talk)
        told = own_data.told(talk.house.th.head)["exports"]
        assert [one["motive"] for one in told] == ["For the archive."]
