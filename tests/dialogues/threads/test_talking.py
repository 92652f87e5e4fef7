"""Threads and posts as people read and write them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import SpaceMembership
from dialogues.threads import actions
from dialogues.threads.limits import MOST_POSTS
from dialogues.threads.models import Authorship, Draft, Post, Thread
from portal.attribution import Attribution
from portal.audit.models import Entry
from portal.marking import Label
from portal.victim_data.models import FindingCount
from tests.dialogues.threads.conftest import Talk, words

IDENTIFIER = "1-1020-03456-78-4"


def thai_number() -> str:
    """A Thai identity number with a check digit that is right."""
    digits = "110200345678"
    check = (11 - sum(int(one) * (13 - place) for place, one in enumerate(digits)) % 11) % 10
    return digits + str(check)


class ReadingTests:
    def test_members_of_the_space_read_a_thread_and_nobody_else_does(self, talk: Talk) -> None:
        inside = talk.house.browser(talk.my).get(talk.address)
        assert inside.status_code == 200
        assert "The hotline is busy at night." in inside.content.decode()
        assert inside["Cache-Control"] == "private, no-store"
        outsider = talk.house.browser(talk.house.guest)
        assert outsider.get(talk.address).status_code == 404
        for more in ("", "closing/", f"posts/{talk.first.token}/change/", f"posts/{talk.first.token}/history/"):
            assert outsider.get(talk.address + more).status_code == 404
            assert outsider.post(talk.address + more, talk.fields()).status_code == 404

    def test_a_thread_is_not_read_through_another_space(self, talk: Talk) -> None:
        talk.house.accept(talk.house.th.head)
        other = talk.address.replace(talk.space.slug, talk.house.space.slug)
        assert talk.house.browser(talk.house.th.head).get(other).status_code == 404

    def test_whoever_is_put_out_reads_nothing_at_once_and_their_draft_is_gone(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        browser.post(talk.address, talk.fields(act="draft"))
        assert Draft.objects.count() == 1
        membership = SpaceMembership.objects.get(space=talk.space, seat=talk.house.my.desk_seat)
        of_spaces.remove(membership=membership, by=None)
        assert browser.get(talk.address).status_code == 404
        assert not Draft.objects.exists()

    def test_opening_a_thread_is_an_entry_of_the_log(self, talk: Talk) -> None:
        talk.house.browser(talk.my).get(talk.address)
        entry = Entry.objects.get(action="reading.opened", actor_id=talk.my.pk, object_type="threads.thread")
        assert entry.label == "AMBER"

    def test_what_came_since_the_last_visit_is_marked_as_new(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        browser.get(talk.address)
        assert 'class="new"' not in browser.get(talk.address).content.decode()
        actions.reply(thread=talk.thread, words=words("Another line."), by=talk.th)
        space_page = browser.get(f"/en/members/spaces/{talk.space.slug}/").content.decode()
        assert "1 new" in space_page
        assert 'class="new"' in browser.get(talk.address).content.decode()
        assert 'class="new"' not in browser.get(talk.address).content.decode()

    def test_posts_carry_their_language_and_are_narrowed_by_it(self, talk: Talk) -> None:
        actions.reply(thread=talk.thread, words=words("สายด่วนไม่ว่าง", language="th"), by=talk.th)
        browser = talk.house.browser(talk.my)
        assert 'lang="th"><p>สายด่วนไม่ว่าง' in browser.get(talk.address).content.decode().replace("\n", "")
        thai = browser.get(f"{talk.address}?language=th").content.decode()
        assert "สายด่วนไม่ว่าง" in thai
        assert "The hotline is busy" not in thai

    def test_a_post_that_fewer_people_read_moves_nothing_that_others_see(self, talk: Talk) -> None:
        other = talk.house.browser(talk.th)
        other.get(talk.address)
        before = Thread.objects.get(pk=talk.thread.pk).moved_at
        actions.reply(thread=talk.thread, words=words(label=Label.AMBER_STRICT), by=talk.my)
        assert Thread.objects.get(pk=talk.thread.pk).moved_at == before
        assert "1 new" not in other.get(f"/en/members/spaces/{talk.space.slug}/").content.decode()

    def test_a_page_asks_as_much_of_the_database_for_many_posts_as_for_few(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)

        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert browser.get(talk.address).status_code == 200
            return len(queries)

        actions.reply(thread=talk.thread, words=words("One.", quoted=talk.first), by=talk.my)
        asked()
        few = asked()
        for number in range(8):
            actions.reply(thread=talk.thread, words=words(f"Line {number}.", quoted=talk.first), by=talk.my)
        asked()
        assert asked() == few


class WritingTests:
    def test_a_reply_is_posted_once_however_often_the_button_is_pressed(self, talk: Talk) -> None:
        browser, fields = talk.house.browser(talk.my), talk.fields()
        first, second = browser.post(talk.address, fields), browser.post(talk.address, fields)
        assert first.status_code == second.status_code == 302
        assert first["Location"] == second["Location"]
        assert Post.objects.filter(text="So it is with us.").count() == 1

    def test_a_form_of_somebody_else_sends_nothing_in_their_name(self, talk: Talk) -> None:
        fields = talk.fields()
        talk.house.browser(talk.my).post(talk.address, fields)
        assert actions.sent_before(sending=fields["sending"], by=talk.my) is not None
        assert actions.sent_before(sending=fields["sending"], by=talk.th) is None

    def test_a_thread_is_started_from_the_page_of_the_space(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        start = f"/en/members/spaces/{talk.space.slug}/threads/start/"
        assert start in browser.get(f"/en/members/spaces/{talk.space.slug}/").content.decode()
        answer = browser.post(start, talk.fields(title="Shelters", rule="on_record"))
        assert answer.status_code == 302
        thread = Thread.objects.get(title="Shelters")
        assert thread.posts.get().facts["name"] == talk.my.get_full_name()
        assert thread.attribution_rule == "on_record"

    def test_an_observer_reads_and_cannot_write(self, talk: Talk) -> None:
        observer = talk.house.browser(talk.house.my.other)
        assert "<textarea" not in observer.get(talk.address).content.decode()
        assert observer.post(talk.address, talk.fields()).status_code == 403
        assert observer.get(f"/en/members/spaces/{talk.space.slug}/threads/start/").status_code == 403

    def test_an_empty_post_gets_a_sentence(self, talk: Talk) -> None:
        answer = talk.house.browser(talk.my).post(talk.address, talk.fields(text="  "))
        assert answer.status_code == 422
        assert "Write something first." in answer.content.decode()
        assert Post.objects.count() == 1

    def test_an_identifier_is_held_back_masked_and_stored_nowhere(self, talk: Talk) -> None:
        number = thai_number()
        text = f"She carries the identity card {number} with her."
        browser = talk.house.browser(talk.my)
        for act in ("send", "draft", "preview"):
            answer = browser.post(talk.address, talk.fields(text, act=act))
            assert answer.status_code == 422
            assert "•••" in answer.content.decode()
            assert text in answer.content.decode()
        assert Post.objects.count() == 1
        assert not Draft.objects.exists()
        assert FindingCount.objects.filter(surface="post").exists()

    def test_what_takes_a_reason_is_posted_with_it(self, talk: Talk) -> None:
        browser, fields = talk.house.browser(talk.my), talk.fields("Write to anan@shelter.example today.")
        asked = browser.post(talk.address, fields)
        assert asked.status_code == 422
        assert "victim_data_reason" in asked.content.decode()
        sent = browser.post(talk.address, {**fields, "victim_data_reason": "The address of an office."})
        assert sent.status_code == 302
        assert Post.objects.latest("pk").reason == "The address of an office."

    def test_whoever_sends_very_fast_is_told_when_to_go_on_and_keeps_the_text(self, talk: Talk) -> None:
        for number in range(MOST_POSTS):
            actions.reply(thread=talk.thread, words=words(f"Line {number}."), by=talk.my)
        answer = talk.house.browser(talk.my).post(talk.address, talk.fields("One too many."))
        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 600
        assert "One too many." in answer.content.decode()
        assert not Post.objects.filter(text="One too many.").exists()

    def test_a_preview_shows_clean_markdown_and_posts_nothing(self, talk: Talk) -> None:
        text = "**bold** <script>alert(1)</script> [x](javascript:alert(1)) ![p](https://a.example/p.png)\n\n# head"
        page = talk.house.browser(talk.my).post(talk.address, talk.fields(text, act="preview")).content.decode()
        assert "<strong>bold</strong>" in page
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        assert "<img" not in page
        assert "# head" in page
        assert Post.objects.count() == 1

    def test_a_draft_survives_signing_out_and_goes_when_it_is_sent(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        browser.post(talk.address, talk.fields("Half a thought", act="draft"))
        browser.logout()
        assert "Half a thought" in talk.house.browser(talk.my).get(talk.address).content.decode()
        assert "Half a thought" not in talk.house.browser(talk.th).get(talk.address).content.decode()
        talk.house.browser(talk.my).post(talk.address, talk.fields("Half a thought, and the rest"))
        assert not Draft.objects.exists()

    def test_nothing_is_written_in_a_space_that_is_closed(self, talk: Talk) -> None:
        type(talk.space).objects.filter(pk=talk.space.pk).update(archived_at=timezone.now())
        browser = talk.house.browser(talk.my)
        assert browser.get(talk.address).status_code == 200
        assert browser.post(talk.address, talk.fields()).status_code == 403
        with pytest.raises(PermissionDenied):
            actions.reply(thread=talk.thread, words=words(), by=talk.my)


class ContainerTests:
    def test_nothing_is_laxer_than_what_lies_around_it(self, sealed_talk: Talk) -> None:
        with pytest.raises(ValidationError):
            actions.reply(thread=sealed_talk.thread, words=words(), by=sealed_talk.my)
        with pytest.raises(ValidationError):
            actions.start_thread(space=sealed_talk.space, title="x", words=words(label=Label.GREEN), by=sealed_talk.my)

    def test_a_stricter_post_opens_for_the_people_of_its_body_alone(self, talk: Talk) -> None:
        strict = words("For our ministry.", label=Label.AMBER_STRICT)
        post = actions.reply(thread=talk.thread, words=strict, by=talk.my)
        assert "For our ministry." in talk.house.browser(talk.house.my.other).get(talk.address).content.decode()
        other = talk.house.browser(talk.th)
        page = other.get(talk.address).content.decode()
        assert "For our ministry." not in page
        assert str(post.token) not in page
        assert other.get(f"{talk.address}posts/{post.token}/history/").status_code == 404
        quoting = other.get(f"{talk.address}?quote={post.token}").content.decode()
        assert "For our ministry." not in quoting

    def test_a_stricter_post_is_not_quoted_in_a_laxer_one(self, talk: Talk) -> None:
        strict = words("For our ministry.", label=Label.AMBER_STRICT)
        post = actions.reply(thread=talk.thread, words=strict, by=talk.my)
        with pytest.raises(ValidationError):
            actions.reply(thread=talk.thread, words=words(quoted=post), by=talk.my)
        actions.reply(thread=talk.thread, words=words(quoted=post, label=Label.AMBER_STRICT), by=talk.my)

    def test_a_quote_carries_words_speaker_and_label(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        browser.post(talk.address, talk.fields(quoted=str(talk.first.token), rule="on_record"))
        assert Post.objects.latest("pk").quoted == talk.first
        page = browser.get(talk.address).content.decode()
        quote = page[page.index("<blockquote") : page.index("</blockquote>")]
        assert "The hotline is busy at night." in quote
        assert talk.th.get_full_name() in quote
        assert "TLP:AMBER" in quote

    def test_a_label_that_tells_the_body_is_refused_where_the_rule_keeps_it_back(self, talk: Talk) -> None:
        strict = words(label=Label.AMBER_STRICT, rule=Attribution.CHATHAM_HOUSE)
        with pytest.raises(ValidationError):
            actions.reply(thread=talk.thread, words=strict, by=talk.my)

    def test_only_who_acts_for_its_head_speaks_for_a_delegation(self, talk: Talk) -> None:
        seat = talk.house.my.desk_seat.token
        with pytest.raises(PermissionDenied):
            actions.reply(thread=talk.thread, words=words(speaker=f"delegation:{seat}"), by=talk.my)
        head = words(speaker=f"delegation:{talk.house.my.head_seat.token}")
        post = actions.reply(thread=talk.thread, words=head, by=talk.house.my.head)
        assert post.capacity == Post.Capacity.DELEGATION
        assert post.facts["body"] == {"en": "Malaysia"}


class ChangingTests:
    def test_one_changes_ones_own_post_for_a_while_and_with_a_reason(self, talk: Talk) -> None:
        address = f"{talk.address}posts/{talk.first.token}/change/"
        own, other = talk.house.browser(talk.th), talk.house.browser(talk.my)
        assert other.get(address).status_code == 403
        assert own.post(address, {"text": "Changed."}).status_code == 422
        assert own.post(address, {"text": "Changed.", "reason": "a slip"}).status_code == 302
        history = other.get(f"{talk.address}posts/{talk.first.token}/history/").content.decode()
        assert "Changed." in history
        assert "The hotline is busy at night." in history
        assert "a slip" in history
        Post.objects.update(sent_at=timezone.now() - timedelta(hours=1))
        assert own.get(address).status_code == 403

    def test_no_address_reaches_a_revision_that_is_hidden(self, talk: Talk) -> None:
        actions.edit_post(post=talk.first, text="Changed.", reason="a slip", by=talk.th)
        address = f"{talk.address}posts/{talk.first.token}/history/"
        assert talk.house.browser(talk.my).post(address, {"number": "1"}).status_code == 403
        assert talk.house.browser(talk.moderator).post(address, {"number": "1"}).status_code == 302
        for user in (talk.th, talk.my, talk.moderator):
            for where in (address, talk.address):
                assert "The hotline is busy" not in talk.house.browser(user).get(where).content.decode()

    def test_a_locked_thread_takes_neither_replies_nor_changes_and_the_text_is_kept(self, talk: Talk) -> None:
        closing = {"state": "locked", "closing": "We go on in March.", "closing_language": "en"}
        assert talk.house.browser(talk.my).post(f"{talk.address}closing/", closing).status_code == 403
        moderator = talk.house.browser(talk.moderator)
        assert moderator.post(f"{talk.address}closing/", closing).status_code == 302
        answer = talk.house.browser(talk.my).post(talk.address, talk.fields("A late thought."))
        assert answer.status_code == 422
        assert "This thread takes no more posts." in answer.content.decode()
        assert "A late thought." in answer.content.decode()
        assert "We go on in March." in answer.content.decode()
        with pytest.raises(PermissionDenied):
            actions.edit_post(post=talk.first, text="x", reason="y", by=talk.th)
        assert moderator.post(f"{talk.address}closing/", {"act": "reopen"}).status_code == 302
        assert talk.house.browser(talk.my).post(talk.address, talk.fields()).status_code == 302

    def test_a_conclusion_stands_over_a_concluded_thread(self, talk: Talk) -> None:
        concluded = {"state": Thread.State.CONCLUDED, "text": "Both keep one line open.", "language": "en"}
        actions.close_thread(thread=talk.thread, by=talk.moderator, **concluded)
        assert "Both keep one line open." in talk.house.browser(talk.my).get(talk.address).content.decode()


class LeavingTests:
    def test_a_name_goes_with_an_erased_account_and_the_words_stay(self, talk: Talk) -> None:
        from portal.members.signals import account_erased

        account_erased.send(sender=type(talk.th), user=talk.th, former_address="x@y.example")
        talk.first.refresh_from_db()
        assert "name" not in talk.first.facts
        assert not Authorship.objects.filter(user=talk.th).exists()
        page = talk.house.browser(talk.my).get(talk.address).content.decode()
        assert "The hotline is busy at night." in page
        assert talk.th.get_full_name() not in page
