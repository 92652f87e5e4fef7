"""The board, the way to what a notice tells of, and where levels and mails are chosen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dialogues.spaces import actions as of_spaces
from dialogues.spaces.models import SpaceMembership
from dialogues.watching.models import Level, Watch
from portal.notices.board.models import Delivery, Notice
from tests.dialogues.threads.conftest import Talk
from tests.dialogues.watching.conftest import say, watching

BOARD = "/en/members/notices/"


class BoardTests:
    def test_a_member_finds_what_they_were_told_of_and_goes_there(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        post = say(talk, talk.th)
        browser = talk.house.browser(talk.my)
        page = browser.get(BOARD)
        assert page["Cache-Control"] == "private, no-store"
        assert "Nights" in page.content.decode()
        assert 'class="new"' in page.content.decode()
        answer = browser.get(f"{BOARD}{Notice.objects.get().token}/")
        assert answer.status_code == 302
        assert answer["Location"] == f"{talk.address}?page=1#post-{post.token}"
        assert 'class="new"' not in browser.get(BOARD).content.decode()

    def test_the_notice_of_somebody_else_and_one_whose_right_has_ended_are_not_there(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        say(talk, talk.th)
        address = f"{BOARD}{Notice.objects.get().token}/"
        assert talk.house.browser(talk.th).get(address).status_code == 404
        browser = talk.house.browser(talk.my)
        of_spaces.remove(membership=SpaceMembership.objects.get(seat=talk.house.my.desk_seat), by=None)
        assert browser.get(address).status_code == 404
        assert "Nights" not in browser.get(BOARD).content.decode()

    def test_visitors_are_led_to_sign_in_whatever_is_there(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        say(talk, talk.th)
        for address in (BOARD, f"{BOARD}mails/", f"{BOARD}{Notice.objects.get().token}/"):
            answer = Client().get(address)
            assert answer.status_code == 302
            assert "/account/" in answer["Location"]

    def test_reading_the_thread_reads_its_notices_and_one_button_reads_all(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        say(talk, talk.th)
        browser = talk.house.browser(talk.my)
        browser.get(talk.address)
        assert Notice.objects.get().read_at is not None
        say(talk, talk.th)
        browser.post(BOARD)
        assert not Notice.objects.filter(read_at__isnull=True).exists()

    def test_no_hour_stands_beside_a_voice_without_a_name(self, sealed_talk: Talk) -> None:
        watching(sealed_talk.my, space=sealed_talk.space)
        say(sealed_talk, sealed_talk.th)
        page = sealed_talk.house.browser(sealed_talk.my).get(BOARD).content.decode()
        assert "not shown" in page
        assert "(UTC)" not in page

    def test_there_are_as_many_queries_for_many_as_for_few(self, talk: Talk) -> None:
        watching(talk.my, space=talk.space)
        browser = talk.house.browser(talk.my)
        counts = []
        for _round in range(2):
            for number in range(3):
                say(talk, talk.th, f"Reply {number}.")
            browser.get(BOARD)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                browser.get(BOARD)
            counts.append(len(asked))
        assert counts[0] == counts[1]


class ChoosingTests:
    def test_a_member_chooses_a_level_for_a_space_and_another_one_for_a_thread(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        space = f"/en/members/spaces/{talk.space.slug}/"
        assert browser.post(f"{space}watching/", {"level": "tracking"})["Location"] == space
        assert Watch.objects.get(space=talk.space).level == Level.TRACKING
        own = f"{space}watching/{talk.thread.token}/"
        browser.post(own, {"level": "muted"})
        assert Watch.objects.get(thread=talk.thread).level == Level.MUTED
        assert "<summary>Nothing</summary>" in browser.get(talk.address).content.decode()
        browser.post(own, {"level": ""})
        assert not Watch.objects.filter(thread=talk.thread).exists()

    @pytest.mark.parametrize("which", ["watching/", "watching/{thread}/"])
    def test_who_may_not_read_chooses_nothing_and_finds_nothing(self, talk: Talk, which: str) -> None:
        address = f"/en/members/spaces/{talk.space.slug}/{which.format(thread=talk.thread.token)}"
        outsider = talk.house.browser(talk.house.guest)
        for answer in (outsider.get(address), outsider.post(address, {"level": "watching"})):
            assert answer.status_code == 404
        assert not Watch.objects.exists()

    def test_a_member_chooses_how_to_be_written_to(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        page = browser.get(f"{BOARD}mails/").content.decode()
        assert "Monday" in page
        refused = browser.post(f"{BOARD}mails/", {"cadence": "weekly"})
        assert refused.status_code == 422
        assert "Choose at least one day." in refused.content.decode()
        assert browser.post(f"{BOARD}mails/", {"cadence": "weekly", "days": ["0", "4"]}).status_code == 302
        delivery = Delivery.objects.get(user=talk.my)
        assert (delivery.cadence, delivery.days) == ("weekly", [0, 4])
