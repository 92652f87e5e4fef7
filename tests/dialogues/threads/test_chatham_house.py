"""Under the Chatham House rule no surface tells of a speaker anything but the words."""

from __future__ import annotations

import json
import re
import uuid

import pytest
from django.apps import apps
from django.core import mail
from django.core.serializers import serialize
from django.test import Client

from dialogues.threads import actions
from dialogues.threads.models import Authorship, Post
from portal.attribution import Attribution
from portal.audit.models import Entry
from portal.members import own_data
from tests.dialogues.spaces.house import House
from tests.dialogues.threads.conftest import Talk, words


def traces(talk: Talk) -> list[str]:
    """What would tell of the speaker from Malaysia: name, address, agency, function, public id of the seat."""
    seat = talk.house.my.desk_seat
    return ["Desk Nusa", talk.my.email, "Ministry of Malaysia", "Malaysia", seat.token]


@pytest.fixture
def spoken(sealed_talk: Talk) -> Post:
    """What the desk of Malaysia has said, changed once, under the rule."""
    sealed = words("We see the same.", rule=Attribution.CHATHAM_HOUSE)
    post = actions.reply(thread=sealed_talk.thread, words=sealed, by=sealed_talk.my)
    return actions.edit_post(post=post, text="We see much the same.", reason="a word", by=sealed_talk.my)


def article(page: str, post: Post) -> str:
    """The part of a page that shows a post."""
    begin = page.index(f'id="post-{post.token}"')
    return page[begin : page.index("</article>", begin)]


class ChathamHouseTests:
    def test_no_page_tells_more_than_a_voice(self, sealed_talk: Talk, spoken: Post) -> None:
        readers = (sealed_talk.th, sealed_talk.moderator, sealed_talk.house.my.other)
        for reader in readers:
            browser = sealed_talk.house.browser(reader)
            shown = article(browser.get(sealed_talk.address).content.decode(), spoken)
            assert "Voice 2" in shown
            history = browser.get(f"{sealed_talk.address}posts/{spoken.token}/history/")
            assert "Voice 2" in history.content.decode()
            quoting = browser.get(f"{sealed_talk.address}?quote={spoken.token}")
            # Below the heading of the page, which names the space that both countries own.
            for text in (shown, *(self._below(page.content.decode()) for page in (history, quoting))):
                for trace in traces(sealed_talk):
                    assert trace not in text
            for answer in (history, quoting, browser.get(sealed_talk.address)):
                told = str(answer.headers) + answer.request["PATH_INFO"]
                for trace in traces(sealed_talk):
                    assert trace not in told

    @staticmethod
    def _below(page: str) -> str:
        """What is peculiar to a page, without the name of the space, the reader's own menu, and who can be named."""
        main = re.sub(r'<select name="named".*?</select>', "", page[page.index('class="text"') :], flags=re.DOTALL)
        return main.replace("Thailand and Malaysia", "")

    def test_no_time_stands_beside_a_voice(self, sealed_talk: Talk, spoken: Post) -> None:
        shown = article(sealed_talk.house.browser(sealed_talk.th).get(sealed_talk.address).content.decode(), spoken)
        without = shown.replace(str(spoken.token), "")
        assert not re.search(r"\d{1,2}:\d{2}|20\d\d|<time", without)

    def test_posts_on_record_around_a_voice_lose_their_times(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        before = article(browser.get(talk.address).content.decode(), talk.first)
        assert re.search(r"\d{1,2}:\d{2}", before)
        sealed = words("We see the same.", rule=Attribution.CHATHAM_HOUSE)
        actions.reply(thread=talk.thread, words=sealed, by=talk.my)
        after = article(browser.get(talk.address).content.decode(), talk.first)
        assert not re.search(r"\d{1,2}:\d{2}", after)
        assert "Thailand" in after

    def test_a_voice_is_the_same_throughout_a_thread_and_of_one_person(self, sealed_talk: Talk, spoken: Post) -> None:
        sealed = Attribution.CHATHAM_HOUSE
        again = actions.reply(thread=sealed_talk.thread, words=words("Yes.", rule=sealed), by=sealed_talk.my)
        first = actions.reply(thread=sealed_talk.thread, words=words("No.", rule=sealed), by=sealed_talk.th)
        assert (again.voice, first.voice) == (spoken.voice, sealed_talk.first.voice) == (2, 1)

    def test_no_table_but_the_sealed_one_joins_a_person_and_a_post(self, sealed_talk: Talk, spoken: Post) -> None:
        for model in apps.get_app_config("threads").get_models():
            rows = model._base_manager.all()
            if model is Authorship or model.__name__ in {"Visit", "Draft", "Statement", "Unsealing", "Upload"}:
                continue
            told = json.dumps(json.loads(serialize("json", rows)))
            for trace in traces(sealed_talk):
                assert trace not in told
            assert not [field for field in model._meta.fields if field.related_model is type(sealed_talk.my)]
        assert spoken.facts == {}

    def test_the_log_names_no_speaker(self, sealed_talk: Talk, spoken: Post) -> None:
        keys = {str(spoken.pk), str(sealed_talk.thread.pk), str(sealed_talk.thread.translation_key)}
        acts = Entry.objects.filter(object_key__in=keys, action__regex="^(threads|marking)")
        assert {"threads.started", "threads.posted", "threads.edited"} <= set(acts.values_list("action", flat=True))
        assert not acts.filter(actor_id__isnull=False).exists()

    def test_what_somebody_is_handed_of_themselves_gives_no_voice_away(self, sealed_talk: Talk, spoken: Post) -> None:
        told = json.dumps(own_data.told(sealed_talk.my)["threads"], default=str)
        assert spoken.text not in told
        assert str(spoken.token) not in told
        assert json.loads(told)["posts without a name"] == 1

    def test_no_mail_and_no_error_page_tells_of_it(self, sealed_talk: Talk, spoken: Post) -> None:
        assert not [one for one in mail.outbox if spoken.text in one.body]
        for browser in (Client(), sealed_talk.house.browser(sealed_talk.house.guest)):
            for where in ("", f"posts/{spoken.token}/history/", f"posts/{spoken.token}/change/"):
                page = browser.get(sealed_talk.address + where).content.decode()
                assert spoken.text not in page
                for trace in traces(sealed_talk)[:2]:
                    assert trace not in page

    def test_a_post_under_the_rule_in_a_thread_on_record_is_a_voice_too(self, talk: Talk) -> None:
        sealed = words("Off the record.", rule=Attribution.CHATHAM_HOUSE)
        post = actions.reply(thread=talk.thread, words=sealed, by=talk.my)
        page = talk.house.browser(talk.th).get(talk.address).content.decode()
        assert "Voice 1" in article(page, post)
        assert talk.my.get_full_name() not in article(page, post)
        assert talk.th.get_full_name() in article(page, talk.first)

    def test_a_rule_of_the_space_that_was_tightened_covers_what_was_said_before(self, talk: Talk) -> None:
        type(talk.space).objects.filter(pk=talk.space.pk).update(attribution_rule="chatham_house")
        page = talk.house.browser(talk.my).get(talk.address).content.decode()
        shown = article(page, talk.first)
        assert talk.th.get_full_name() not in shown
        assert "Thailand" not in shown
        assert not re.search(r"\d{1,2}:\d{2}", shown)

    def test_somebody_whose_language_may_tell_the_country_is_warned_once(self, sealed_talk: Talk) -> None:
        browser = sealed_talk.house.browser(sealed_talk.my)
        fields = sealed_talk.fields("Kami lihat perkara yang sama.", language="ms")
        warned = browser.post(sealed_talk.address, fields)
        assert warned.status_code == 422
        assert "Your language may tell which country you come from." in warned.content.decode()
        assert 'name="sure" value="1"' in warned.content.decode()
        assert browser.post(sealed_talk.address, {**fields, "sure": "1"}).status_code == 302

    def test_who_is_alone_of_their_delegation_is_told_that_the_country_tells_the_person(self, house: House) -> None:
        space = house.bilateral(attribution=Attribution.CHATHAM_HOUSE)
        house.admit(house.th.desk_seat, space=space)
        house.accept(house.th.head, house.my.head, space=space)
        said = "You are the only one of your delegation here:"
        for head, alone in ((house.my.head, True), (house.th.head, False)):
            page = house.browser(head).get(f"/en/members/spaces/{space.slug}/threads/start/").content.decode()
            assert (said in page) is alone

    def test_where_the_country_is_told_nobody_is_warned_of_it(self, house: House) -> None:
        space = house.bilateral(attribution=Attribution.COUNTRY_ONLY)
        house.accept(house.my.head, space=space)
        page = house.browser(house.my.head).get(f"/en/members/spaces/{space.slug}/threads/start/").content.decode()
        assert "You are the only one" not in page

    def test_who_is_alone_and_chooses_the_rule_is_warned_once(self, house: House) -> None:
        space = house.bilateral()
        house.accept(house.my.head, space=space)
        browser, address = house.browser(house.my.head), f"/en/members/spaces/{space.slug}/threads/start/"
        form = {"title": "Nights", "text": "Quiet.", "language": "en", "label": "AMBER", "act": "send"}
        form |= {"rule": "chatham_house", "sending": str(uuid.uuid4())}
        warned = browser.post(address, form)
        assert warned.status_code == 422
        assert 'name="sure" value="1"' in warned.content.decode()
        assert browser.post(address, {**form, "sure": "1"}).status_code == 302
        other = {**form, "rule": "on_record", "sending": str(uuid.uuid4())}
        assert browser.post(address, other).status_code == 302
