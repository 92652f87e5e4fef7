"""A delegation speaks only as its head releases it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from dialogues.spaces import actions as of_spaces
from dialogues.threads import actions
from dialogues.threads.models import Post, Statement
from portal.attribution import Attribution
from portal.audit.models import Entry
from portal.marking import Label
from portal.members import own_data
from portal.notices.models import Mail
from portal.notices.outbox.letters import message_for
from tests.dialogues.threads.conftest import Talk, words


def code(talk: Talk) -> str:
    return f"statement:{talk.house.my.desk_seat.token}"


def laid(talk: Talk, text: str = "Malaysia agrees.") -> Statement:
    return actions.ask_release(thread=talk.thread, words=words(text, speaker=code(talk)), by=talk.my)


def address(talk: Talk, statement: Statement) -> str:
    return f"{talk.address}statements/{statement.token}/"


class StatementTests:
    def test_nobody_but_its_head_speaks_for_a_delegation_alone(self, talk: Talk) -> None:
        own = words("Malaysia agrees.", speaker=f"delegation:{talk.house.my.desk_seat.token}")
        for speaker in (own, words("Malaysia agrees.", speaker=code(talk))):
            with pytest.raises(PermissionDenied):
                actions.reply(thread=talk.thread, words=speaker, by=talk.my)

    def test_until_it_is_released_nobody_else_reads_it(self, talk: Talk) -> None:
        statement = laid(talk)
        assert not Post.objects.filter(text="Malaysia agrees.").exists()
        for user, status in ((talk.th, 404), (talk.moderator, 404), (talk.house.my.other, 404), (talk.my, 200)):
            answer = talk.house.browser(user).get(address(talk, statement))
            assert answer.status_code == status
            thread = talk.house.browser(user).get(talk.address).content.decode()
            assert (str(statement.token) in thread) == (status == 200)
        assert talk.house.browser(talk.house.my.head).get(address(talk, statement)).status_code == 200

    def test_released_it_stands_in_the_name_of_who_wrote_it(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        sent = browser.post(talk.address, talk.fields("Malaysia agrees.", speaker=code(talk)))
        assert sent.status_code == 302
        statement = Statement.objects.get()
        mail = Mail.objects.get(kind="threads.statement.waits")
        assert mail.user == talk.house.my.head
        assert message_for(mail) is not None
        head = talk.house.browser(talk.house.my.head)
        assert head.post(address(talk, statement), {"act": "release"}).status_code == 302
        post = Post.objects.get(text="Malaysia agrees.")
        assert post.capacity == "delegation"
        assert (post.facts["name"], post.facts["body"]) == ("Desk Nusa", {"en": "Malaysia"})
        assert not Statement.objects.exists()
        assert message_for(mail) is None
        entry = Entry.objects.get(action="threads.statement.released")
        assert entry.actor_id == talk.house.my.head.pk

    def test_returned_it_tells_its_writer_why_and_is_deleted_by_them(self, talk: Talk) -> None:
        statement = laid(talk)
        head = talk.house.browser(talk.house.my.head)
        assert head.post(address(talk, statement), {"act": "return", "answer": ""}).status_code == 422
        assert head.post(address(talk, statement), {"act": "return", "answer": "Not yet."}).status_code == 302
        assert head.get(address(talk, statement)).status_code == 404
        mail = Mail.objects.get(kind="threads.statement.returned")
        assert mail.user == talk.my
        assert message_for(mail) is not None
        own = talk.house.browser(talk.my)
        page = own.get(address(talk, statement)).content.decode()
        assert "Not yet." in page
        assert "Malaysia agrees." in page
        with pytest.raises(ValidationError):
            actions.release(statement=statement, by=talk.house.my.head)
        assert own.post(address(talk, statement), {"act": "drop"}).status_code == 302
        assert not Statement.objects.exists()

    def test_only_the_head_of_this_delegation_decides(self, talk: Talk) -> None:
        statement = laid(talk)
        for user in (talk.my, talk.th, talk.moderator):
            with pytest.raises(PermissionDenied):
                actions.release(statement=statement, by=user)
            with pytest.raises(PermissionDenied):
                actions.give_back(statement=statement, answer="No.", by=user)
        assert talk.house.browser(talk.my).post(address(talk, statement), {"act": "release"}).status_code == 404

    def test_who_is_out_of_the_space_leaves_no_statement_there(self, talk: Talk) -> None:
        laid(talk)
        seat = talk.house.my.desk_seat
        membership = talk.space.memberships.get(seat=seat, ended_at__isnull=True)
        of_spaces.remove(membership=membership, by=talk.house.my.head)
        assert not Statement.objects.exists()

    def test_a_second_click_lays_it_down_once(self, talk: Talk) -> None:
        form = words("Malaysia agrees.", speaker=code(talk))
        first = actions.ask_release(thread=talk.thread, words=form, by=talk.my)
        assert actions.ask_release(thread=talk.thread, words=form, by=talk.my) == first

    def test_it_is_not_offered_where_the_rule_keeps_the_body_back(self, sealed_talk: Talk) -> None:
        sealed = words("We agree.", rule=Attribution.CHATHAM_HOUSE, speaker=code(sealed_talk))
        with pytest.raises(PermissionDenied):
            actions.ask_release(thread=sealed_talk.thread, words=sealed, by=sealed_talk.my)
        page = sealed_talk.house.browser(sealed_talk.my).get(sealed_talk.address).content.decode()
        assert "statement:" not in page

    def test_it_has_the_label_of_its_thread(self, talk: Talk) -> None:
        strict = words("For us.", label=Label.AMBER_STRICT, speaker=code(talk))
        with pytest.raises(ValidationError):
            actions.ask_release(thread=talk.thread, words=strict, by=talk.my)

    def test_its_writer_is_told_what_is_kept(self, talk: Talk) -> None:
        laid(talk)
        assert [one["text"] for one in own_data.told(talk.my)["threads"]["statements"]] == ["Malaysia agrees."]
