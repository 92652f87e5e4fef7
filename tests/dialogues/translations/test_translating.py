"""Translations of posts as people make, review and read them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers import serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dialogues.spaces.models import Space
from dialogues.threads import actions as of_threads
from dialogues.threads.limits import MOST_POSTS
from dialogues.threads.models import Post, Revision, Thread
from dialogues.translations import actions
from dialogues.translations.models import Translation, Translator
from portal.attribution import Attribution
from portal.audit.models import Entry
from portal.marking import Label
from portal.members import own_data
from tests.dialogues.threads.conftest import Talk, words
from tests.dialogues.threads.test_talking import thai_number
from tests.dialogues.translations.conftest import LAO, address_of, translated


def typed(text: str = LAO, **more: Any) -> dict[str, Any]:
    """What the form sends."""
    return {"act": "propose", "language": "lo", "text": text, "of_edit": "0", **more}


class ReadingTests:
    def test_whoever_reads_the_post_reads_its_translation_and_nobody_else_does(self, talk: Talk) -> None:
        translated(talk)
        observer = talk.house.browser(talk.house.my.other)
        for where in (talk.address, address_of(talk)):
            page = observer.get(where).content.decode()
            assert LAO in page
            assert 'lang="lo"' in page
        outsider = talk.house.browser(talk.house.guest)
        assert outsider.get(address_of(talk)).status_code == 404
        assert outsider.post(address_of(talk), typed()).status_code == 404

    def test_a_translation_of_a_stricter_post_obeys_its_label(self, talk: Talk) -> None:
        strict = words("For our ministry.", label=Label.AMBER_STRICT)
        post = of_threads.reply(thread=talk.thread, words=strict, by=talk.my)
        translated(talk, post)
        assert LAO in talk.house.browser(talk.my).get(talk.address).content.decode()
        other = talk.house.browser(talk.th)
        assert LAO not in other.get(talk.address).content.decode()
        assert other.get(address_of(talk, post)).status_code == 404

    def test_a_post_that_does_not_stand_has_no_translation(self, talk: Talk) -> None:
        translated(talk)
        Post.objects.update(live=False)
        browser = talk.house.browser(talk.th)
        assert LAO not in browser.get(talk.address).content.decode()
        assert browser.get(address_of(talk)).status_code == 404

    def test_where_not_even_the_words_are_told_no_translation_is(self, talk: Talk) -> None:
        translated(talk)
        Space.objects.filter(pk=talk.space.pk).update(attribution_rule="no_report")
        browser = talk.house.browser(talk.th)
        assert LAO not in browser.get(talk.address).content.decode()
        assert browser.get(address_of(talk)).status_code == 404

    def test_it_stands_open_in_the_readers_language_once_somebody_else_has_found_it_right(self, talk: Talk) -> None:
        translation = translated(talk)
        lao, english = talk.address.replace("/en/", "/lo/"), talk.address
        browser = talk.house.browser(talk.th)
        assert "<details open" not in browser.get(lao).content.decode()
        actions.review(translation=translation, version=1, by=talk.th)
        assert "<details open" in browser.get(lao).content.decode()
        assert "<details open" not in browser.get(english).content.decode()
        # The original stands above it, whatever the language.
        assert talk.first.text in browser.get(lao).content.decode()

    def test_more_translations_ask_no_more_of_the_database(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.th)

        def asked() -> int:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                browser.get(talk.address)
            return len(queries)

        translated(talk)
        asked()
        few = asked()
        for number in range(5):
            post = of_threads.reply(thread=talk.thread, words=words(f"Line {number}."), by=talk.my)
            translated(talk, post)
        asked()
        assert asked() == few


class SourceTests:
    def test_a_change_of_the_original_makes_it_stale(self, talk: Talk) -> None:
        translation = translated(talk)
        actions.review(translation=translation, version=1, by=talk.th)
        of_threads.edit_post(post=talk.first, text="It is busy by day.", reason="a slip", by=talk.th)
        page = talk.house.browser(talk.my).get(talk.address.replace("/en/", "/lo/")).content.decode()
        assert LAO in page
        assert "<details open" not in page
        assert "the original has changed since" in talk.house.browser(talk.my).get(talk.address).content.decode()
        with pytest.raises(ValidationError):
            actions.certify(translation=translation, version=1, by=talk.moderator)

    def test_of_a_former_text_that_is_hidden_no_translation_is_shown(self, talk: Talk) -> None:
        translated(talk)
        of_threads.edit_post(post=talk.first, text="It is busy by day.", reason="a slip", by=talk.th)
        of_threads.hide_revision(revision=Revision.objects.get(), by=talk.moderator)
        for user in (talk.my, talk.moderator):
            for where in (talk.address, address_of(talk)):
                assert LAO not in talk.house.browser(user).get(where).content.decode()

    def test_of_a_text_that_was_masked_no_translation_is_shown(self, talk: Talk) -> None:
        translated(talk)
        Post.objects.filter(pk=talk.first.pk).update(text="The ███ is busy at night.")
        assert LAO not in talk.house.browser(talk.my).get(talk.address).content.decode()
        again = translated(talk, by=talk.house.my.head, text="ໃໝ່")
        assert again.version == 2
        assert "ໃໝ່" in talk.house.browser(talk.my).get(talk.address).content.decode()

    def test_whoever_translated_what_has_changed_meanwhile_is_told_and_keeps_the_text(self, talk: Talk) -> None:
        of_threads.edit_post(post=talk.first, text="It is busy by day.", reason="a slip", by=talk.th)
        browser = talk.house.browser(talk.my)
        answer = browser.post(address_of(talk), typed())
        assert answer.status_code == 422
        assert "The original has changed meanwhile." in answer.content.decode()
        assert LAO in answer.content.decode()
        assert not Translation.objects.exists()
        assert browser.post(address_of(talk), typed(of_edit="1")).status_code == 302


class WritingTests:
    def test_a_member_proposes_and_a_second_click_changes_nothing(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        assert browser.post(address_of(talk), typed()).status_code == 302
        assert browser.post(address_of(talk), typed()).status_code == 302
        translation = Translation.objects.get()
        assert (translation.state, translation.version) == ("proposed", 1)

    def test_an_observer_proposes_nothing(self, talk: Talk) -> None:
        observer = talk.house.browser(talk.house.my.other)
        assert "<textarea" not in observer.get(address_of(talk)).content.decode()
        assert observer.post(address_of(talk), typed()).status_code == 403
        with pytest.raises(PermissionDenied):
            translated(talk, by=talk.house.my.other)

    def test_a_locked_thread_takes_none_and_a_concluded_one_does(self, talk: Talk) -> None:
        Thread.objects.filter(pk=talk.thread.pk).update(state="locked")
        assert talk.house.browser(talk.my).post(address_of(talk), typed()).status_code == 403
        Thread.objects.filter(pk=talk.thread.pk).update(state="concluded")
        assert talk.house.browser(talk.my).post(address_of(talk), typed()).status_code == 302

    def test_what_cannot_be_gets_a_sentence_and_keeps_what_was_typed(self, talk: Talk) -> None:
        browser = talk.house.browser(talk.my)
        number = f"She carries the identity card {thai_number()} with her."
        for fields in (typed("  "), typed(language="en"), typed(language="xx"), typed(number)):
            answer = browser.post(address_of(talk), fields)
            assert answer.status_code == 422
            assert 'class="why"' in answer.content.decode()
        assert number in answer.content.decode()
        assert "•••" in answer.content.decode()
        assert not Translation.objects.exists()

    def test_whoever_sends_very_fast_is_told_when_to_go_on(self, talk: Talk) -> None:
        for number in range(MOST_POSTS):
            translated(talk, text=f"{LAO} {number}") if number == 0 else self._more(talk, number)
        answer = talk.house.browser(talk.my).post(address_of(talk), typed("ອີກ"))
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0
        assert "ອີກ" in answer.content.decode()

    @staticmethod
    def _more(talk: Talk, number: int) -> None:
        post = Post.objects.create(
            thread=talk.thread,
            translation_key=talk.thread.translation_key,
            label="AMBER",
            attribution_rule="on_record",
            language="en",
            text=f"Line {number}.",
        )
        translated(talk, post)

    def test_where_a_moderator_reads_first_a_translation_waits_for_one(self, talk: Talk) -> None:
        Space.objects.filter(pk=talk.space.pk).update(premoderated=True)
        translation = translated(talk)
        other = talk.house.my.head
        for user, reads in ((talk.my, True), (talk.moderator, True), (talk.house.my.other, False)):
            assert (LAO in talk.house.browser(user).get(talk.address).content.decode()) is reads
        with pytest.raises(PermissionDenied):
            actions.review(translation=translation, version=1, by=talk.th)
        actions.review(translation=translation, version=1, by=other)
        assert LAO in talk.house.browser(talk.house.my.other).get(talk.address).content.decode()

    def test_nobody_puts_another_text_in_the_place_of_one_that_was_found_right(self, talk: Talk) -> None:
        translation = translated(talk)
        actions.review(translation=translation, version=1, by=talk.th)
        with pytest.raises(ValidationError):
            translated(talk, by=talk.th, text="ອື່ນ")
        changed = translated(talk, by=talk.my, text="ອື່ນ")
        assert (changed.state, changed.version) == ("proposed", 2)


class TrustingTests:
    def test_nobody_reviews_or_certifies_their_own(self, talk: Talk) -> None:
        own = translated(talk, by=talk.moderator)
        for act in (actions.review, actions.certify):
            with pytest.raises(PermissionDenied):
                act(translation=own, version=1, by=talk.moderator)
        browser = talk.house.browser(talk.moderator)
        assert 'value="review"' not in browser.get(address_of(talk)).content.decode()

    def test_a_moderator_certifies_and_a_contributor_does_not(self, talk: Talk) -> None:
        translated(talk)
        sent = {"act": "certify", "language": "lo", "version": "1"}
        assert talk.house.browser(talk.th).post(address_of(talk), sent).status_code == 403
        assert talk.house.browser(talk.moderator).post(address_of(talk), sent).status_code == 302
        assert Translation.objects.get().state == "certified"
        assert "certified" in talk.house.browser(talk.my).get(talk.address).content.decode()

    def test_a_text_that_was_not_read_is_not_found_right(self, talk: Talk) -> None:
        translated(talk)
        translated(talk, text="ອື່ນ")
        sent = {"act": "review", "language": "lo", "version": "1"}
        answer = talk.house.browser(talk.th).post(address_of(talk), sent)
        assert answer.status_code == 422
        assert Translation.objects.get().state == "proposed"

    def test_who_made_it_or_a_moderator_takes_it_out(self, talk: Talk) -> None:
        translated(talk)
        sent = {"act": "take_out", "language": "lo"}
        assert talk.house.browser(talk.th).post(address_of(talk), sent).status_code == 403
        assert talk.house.browser(talk.moderator).post(address_of(talk), sent).status_code == 302
        assert not Translation.objects.exists()

    @pytest.mark.parametrize("act", ["", "review", "certify", "take_out", "other"])
    def test_an_act_on_what_is_not_there_finds_nothing(self, talk: Talk, act: str) -> None:
        sent = {"act": act, "language": "th", "version": "x"}
        assert talk.house.browser(talk.moderator).post(address_of(talk), sent).status_code == 404


class ChathamHouseTests:
    def test_no_surface_tells_who_translated(self, sealed_talk: Talk) -> None:
        translation = translated(sealed_talk)
        actions.certify(translation=translation, version=1, by=sealed_talk.moderator)
        page = sealed_talk.house.browser(sealed_talk.th).get(address_of(sealed_talk)).content.decode()
        below = page[page.index('class="text"') :].replace("Thailand and Malaysia", "")
        for trace in ("Desk Nusa", sealed_talk.my.email, "Malaysia", sealed_talk.house.my.desk_seat.token):
            assert trace not in below
        assert not Entry.objects.filter(action__startswith="translations.", actor_id__isnull=False).exists()
        assert Entry.objects.filter(action__startswith="translations.").count() == 2
        row = json.dumps(json.loads(serialize("json", Translation.objects.all())))
        assert not [field for field in Translation._meta.fields if field.related_model is type(sealed_talk.my)]
        assert sealed_talk.my.email not in row

    def test_what_somebody_is_handed_of_themselves_gives_no_voice_away(self, sealed_talk: Talk) -> None:
        translated(sealed_talk)
        told = json.dumps(own_data.told(sealed_talk.my)["translations of posts"], default=str, ensure_ascii=False)
        assert LAO not in told
        assert json.loads(told) == {"on record": [], "others": 1}

    def test_who_translated_goes_with_an_erased_account_and_the_words_stay(self, talk: Talk) -> None:
        from portal.members.signals import account_erased

        translated(talk)
        assert own_data.told(talk.my)["translations of posts"]["on record"][0]["translation__text"] == LAO
        account_erased.send(sender=type(talk.my), user=talk.my, former_address="x@y.example")
        assert not Translator.objects.filter(user=talk.my).exists()
        assert LAO in talk.house.browser(talk.th).get(talk.address).content.decode()

    def test_under_a_rule_on_record_the_act_has_a_name_in_the_log(self, talk: Talk) -> None:
        translated(talk)
        assert Entry.objects.get(action="translations.proposed").actor_id == talk.my.pk
        assert talk.thread.rule is Attribution.ON_RECORD
