"""What mails with notices hold, when they leave, and that a right that ended keeps them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import Space, SpaceMembership
from dialogues.threads import actions
from dialogues.threads.models import Post
from dialogues.watching.models import Level
from portal.marking import Label
from portal.notices.board import actions as board
from portal.notices.board import digests
from portal.notices.board.digests import send_digests
from portal.notices.board.models import Delivery, Notice
from portal.notices.board.queries import Line
from portal.notices.models import Mail
from portal.viewer import Viewer
from tests.dialogues.threads.conftest import Talk, words
from tests.dialogues.watching.conftest import at_once, letters_to, say, watching

#: A Wednesday; eight in the morning in UTC.
WEDNESDAY = datetime(2026, 11, 25, 8, tzinfo=UTC)
#: Whose id, title and text of the thread no mail of a secret space holds.
TEXT = "The hotline is busy at night."


@pytest.fixture
def known(talk: Talk) -> Talk:
    """A talk in a space that members may know of, in which Malaysia's desk watches all and is written to at once."""
    Space.objects.filter(pk=talk.space.pk).update(hidden=False)
    watching(talk.my, space=talk.space)
    at_once(talk.my)
    return talk


class HowMuchTests:
    def test_under_amber_there_are_label_title_and_a_link_and_no_word_of_the_post(self, known: Talk) -> None:
        say(known, known.th, TEXT)
        (mail,) = letters_to(known.my)
        assert mail.subject.startswith("Balai: TLP:AMBER ")
        assert mail.body.splitlines()[0] == "TLP:AMBER"
        assert "Nights" in mail.body
        notice = Notice.objects.get()
        assert f"/en/members/notices/{notice.token}/" in mail.body
        for kept_back in (TEXT, known.space.slug, str(known.thread.token), "Desk", "Nusa"):
            assert kept_back not in mail.subject + mail.body

    def test_under_amber_strict_there_is_no_title(self, known: Talk) -> None:
        Post.objects.all().update(label=Label.AMBER_STRICT.value)
        say(known, known.th)
        Post.objects.all().update(label=Label.AMBER_STRICT.value)
        (mail,) = letters_to(known.my)
        assert mail.subject.startswith("Balai: TLP:AMBER+STRICT ")
        assert mail.body.splitlines()[0] == "TLP:AMBER+STRICT"
        assert "Nights" not in mail.body

    @pytest.mark.parametrize("how", [{"hidden": True}, {"label": Label.RED.value}])
    def test_of_what_is_secret_or_red_a_mail_says_only_that_something_waits(
        self, known: Talk, how: dict[str, object]
    ) -> None:
        say(known, known.th)
        Space.objects.filter(pk=known.space.pk).update(**how)
        (mail,) = letters_to(known.my)
        assert mail.subject == "Balai: Something waits for you"
        for kept_back in ("TLP", "Nights", "thread", str(Notice.objects.get().token), known.space.slug, "Malaysia"):
            assert kept_back not in mail.subject + mail.body

    def test_it_is_written_in_the_language_of_its_reader(self, known: Talk) -> None:
        known.my.language = "ms"
        known.my.save()
        say(known, known.th)
        (mail,) = letters_to(known.my)
        assert "/ms/members/notices/" in mail.body


class RightTests:
    def test_revoked_between_the_queue_and_sending_no_mail_leaves(self, known: Talk) -> None:
        say(known, known.th)
        assert len(letters_to(known.my)) == 1
        membership = SpaceMembership.objects.get(space=known.space, seat=known.house.my.desk_seat)
        of_spaces.remove(membership=membership, by=None)
        assert Mail.objects.filter(kind="notices.news").exists()
        assert letters_to(known.my) == []

    def test_what_was_hidden_meanwhile_or_read_meanwhile_is_not_mailed(self, known: Talk) -> None:
        post = say(known, known.th)
        Post.objects.filter(pk=post.pk).update(live=False)
        assert letters_to(known.my) == []
        Post.objects.filter(pk=post.pk).update(live=True)
        assert len(letters_to(known.my)) == 1
        board.read(user=known.my, groups=[str(known.thread.token)])
        assert letters_to(known.my) == []


class AtOnceTests:
    def test_ten_replies_are_one_mail_until_somebody_looks_and_the_rest_comes_with_the_next_days(
        self, known: Talk
    ) -> None:
        posts = [say(known, known.th, f"Reply {number}.") for number in range(3)]
        assert len(letters_to(known.my)) == 1
        assert send_digests(WEDNESDAY) == 1
        assert len(letters_to(known.my)) == 2
        assert Notice.objects.filter(user=known.my, letter__isnull=False).count() == len(posts)

    def test_the_hour_of_a_voice_without_a_name_is_in_no_mail(self, sealed_talk: Talk) -> None:
        watching(sealed_talk.my, space=sealed_talk.space)
        at_once(sealed_talk.my)
        say(sealed_talk, sealed_talk.th)
        assert not Mail.objects.filter(kind="notices.news").exists()
        assert send_digests(WEDNESDAY) == 1


class DigestTests:
    def test_it_comes_in_the_morning_by_the_clock_of_its_reader_once_a_day(self, known: Talk) -> None:
        Delivery.objects.all().delete()
        known.my.time_zone = "Asia/Bangkok"
        known.my.save()
        say(known, known.th)
        before_seven = datetime(2026, 11, 24, 23, 59, tzinfo=UTC)
        assert send_digests(before_seven) == 0
        assert send_digests(before_seven + timedelta(minutes=1)) == 1
        say(known, known.th, "Another.")
        assert send_digests(before_seven + timedelta(hours=3)) == 0
        assert send_digests(before_seven + timedelta(hours=24, minutes=1)) == 1

    def test_on_chosen_days_alone(self, known: Talk) -> None:
        board.choose(user=known.my, cadence=Delivery.Cadence.WEEKLY, days=[3])
        say(known, known.th)
        assert send_digests(WEDNESDAY) == 0
        assert send_digests(WEDNESDAY + timedelta(days=1)) == 1

    def test_it_holds_what_the_mails_at_once_would_hold_by_thread_and_the_newest_first(self, known: Talk) -> None:
        Delivery.objects.all().delete()
        other = actions.start_thread(space=known.space, title="Days", words=words(), by=known.th).thread
        later = Talk(known.house, known.space, other, other.posts.get(), known.th, known.my, known.moderator)
        for where in (known, later, known):
            say(where, known.th)
        assert send_digests(WEDNESDAY) == 1
        (mail,) = letters_to(known.my)
        assert mail.body.index("Nights") < mail.body.index("Days")
        assert mail.body.count("Nights") == mail.body.count("Days") == 1
        assert "(2 new)" in mail.body

    def test_it_is_never_empty(self, known: Talk) -> None:
        Delivery.objects.all().delete()
        post = say(known, known.th)
        assert send_digests(WEDNESDAY - timedelta(days=1)) == 1
        say(known, known.th)
        Post.objects.filter(pk__gte=post.pk).update(live=False)
        assert send_digests(WEDNESDAY) == 0
        watching(known.my, Level.TRACKING, space=known.space)
        say(known, known.th)
        assert send_digests(WEDNESDAY + timedelta(days=1)) == 0

    def test_what_dies_before_it_stands_is_sent_whole_the_next_time(
        self, known: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Delivery.objects.all().delete()
        say(known, known.th)
        with monkeypatch.context() as patch:
            patch.setattr("portal.notices.board.actions.post", _dies)
            with pytest.raises(KeyboardInterrupt):
                send_digests(WEDNESDAY)
        assert not Mail.objects.filter(kind="notices.news").exists()
        assert send_digests(WEDNESDAY) == 1
        assert send_digests(WEDNESDAY) == 0
        assert len(letters_to(known.my)) == 1

    def test_what_fails_for_one_keeps_nobody_elses_mail_back(
        self, known: Talk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Delivery.objects.all().delete()
        watching(known.moderator, space=known.space)
        say(known, known.th)
        real = digests.lines_for

        def lines(viewer: Viewer, notices: Iterable[Notice]) -> list[Line]:
            if viewer.user_id == known.moderator.pk:
                raise ValueError("a secret word")
            return real(viewer, notices)

        monkeypatch.setattr(digests, "lines_for", lines)
        assert send_digests(WEDNESDAY) == 1
        assert len(letters_to(known.my)) == 1
        monkeypatch.setattr(digests, "lines_for", real)
        assert send_digests(WEDNESDAY) == 1

    def test_there_are_no_mails_for_whoever_wants_none_and_none_afterwards_of_that_time(self, known: Talk) -> None:
        board.choose(user=known.my, cadence=Delivery.Cadence.OFF, days=[])
        say(known, known.th)
        assert send_digests(WEDNESDAY) == 0
        board.choose(user=known.my, cadence=Delivery.Cadence.DAILY, days=[])
        assert send_digests(WEDNESDAY) == 0
        say(known, known.th)
        assert send_digests(WEDNESDAY + timedelta(days=1)) == 1


def _dies(*_args: object, **_more: object) -> None:
    raise KeyboardInterrupt


class EndingTests:
    def ending(self, talk: Talk) -> str:
        (mail,) = letters_to(talk.my)
        assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        address = mail.extra_headers["List-Unsubscribe"].strip("<>")
        assert address in mail.body
        return "/" + address.split("/", 3)[3]

    def test_one_click_ends_the_mails_without_signing_in_also_after_access_has_ended(self, known: Talk) -> None:
        say(known, known.th)
        address = self.ending(known)
        stranger = Client(enforce_csrf_checks=True)
        assert stranger.get(address).status_code == 200
        assert Delivery.objects.get(user=known.my).cadence == Delivery.Cadence.AT_ONCE
        answer = stranger.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert Delivery.objects.get(user=known.my).cadence == Delivery.Cadence.OFF
        assert letters_to(known.my) == []

    def test_it_tells_nothing_not_even_whether_the_link_is_anybodys(self, known: Talk) -> None:
        say(known, known.th)
        address = self.ending(known)
        own, nobodys = address.split("/")[-2], "00000000-0000-4000-8000-000000000000"
        for method in ("get", "post"):
            mine = getattr(Client(), method)(address).content.replace(own.encode(), b"")
            other = getattr(Client(), method)(address.replace(own, nobodys)).content.replace(nobodys.encode(), b"")
            assert mine == other
            assert known.my.email.encode() not in mine
