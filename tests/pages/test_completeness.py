"""A translation goes live when every string of it is translated, and by no way before."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

from portal.members.models import User
from portal.pages import completeness
from portal.work import schedule
from resources.models import PublicationPage
from search.engines import engine_named
from search.index import drift
from tests.conftest import MakePublication
from tests.pages.translating import is_readable, submit, target, translate

Way = Callable[[Client, Translation], object]
Commits = Callable[..., AbstractContextManager[Any]]


def by_editor(client: Client, translation: Translation) -> object:
    return client.post(reverse("wagtailadmin_pages:edit", args=[target(translation).pk]), {"action": "publish"})


def by_update(client: Client, translation: Translation) -> object:
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    return client.post(url, {"publish_translations": "on"})


def by_bulk(client: Client, translation: Translation) -> object:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return client.post(f"{url}?id={target(translation).pk}&next=/administration/", {"include_descendants": "on"})


def by_bulk_from_above(client: Client, translation: Translation) -> object:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    shelf = target(translation).get_parent()
    return client.post(f"{url}?id={shelf.pk}&next=/administration/", {"include_descendants": "on"})


def by_schedule(client: Client, translation: Translation) -> object:
    page = target(translation).get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        return schedule.publish_and_expire()


def by_revision(client: Client, translation: Translation) -> object:
    with suppress(ValidationError):
        target(translation).get_latest_revision().publish()
    return None


def by_save_target(client: Client, translation: Translation) -> object:
    with suppress(ValidationError):
        translation.save_target(publish=True)
    return None


WAYS = (
    by_editor,
    by_update,
    by_bulk,
    by_bulk_from_above,
    by_schedule,
    by_revision,
    by_save_target,
)


@pytest.fixture
def translation(make_publication: MakePublication) -> Translation:
    """A tool in English, submitted for translation into Thai."""
    return submit(make_publication("T-2026-101", text="<p>One paragraph.</p><p>Another paragraph.</p>"))


class CompletenessTests:
    @pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
    def test_nothing_is_readable_below_a_hundred_per_cent(
        self,
        translation: Translation,
        client: Client,
        publisher: User,
        django_capture_on_commit_callbacks: Commits,
        way: Way,
    ) -> None:
        client.force_login(publisher)
        for percent, expected in ((0, False), (50, False), (100, True)):
            translate(translation, percent)
            with django_capture_on_commit_callbacks(execute=True):
                way(client, translation)
            assert is_readable(translation) is expected, f"at {percent} %"
            visitor = Client().get("/th/publications/t-2026-101/").content.decode()
            assert ("แปลแล้ว" in visitor) is expected
        assert not drift(engine_named())

    def test_a_script_cannot_switch_on_a_draft_that_holds_the_sources_words(self, translation: Translation) -> None:
        for percent in (0, 50, 100):
            translate(translation, percent)
            page = target(translation)
            page.live = True
            with pytest.raises(ValidationError):
                page.save()
        assert not is_readable(translation)

    def test_an_update_publishes_the_whole_ones_and_leaves_the_partial_ones(
        self,
        translation: Translation,
        client: Client,
        publisher: User,
        django_capture_on_commit_callbacks: Commits,
    ) -> None:
        other = submit(translation.source.get_source_instance(), "lo")
        translate(translation, 50)
        translate(other, 100)
        client.force_login(publisher)
        with django_capture_on_commit_callbacks(execute=True):
            assert by_update(client, translation).status_code == 302
        assert (is_readable(translation), is_readable(other)) == (False, True)

    def test_the_refusal_says_how_far_the_translation_is(self, translation: Translation) -> None:
        translate(translation, 50)
        done, total = completeness.progress(target(translation))
        assert 0 < done < total
        with pytest.raises(ValidationError, match=f"{done} of {total} texts are translated"):
            translation.save_target(publish=True)

    def test_what_was_translated_is_kept_as_a_draft(self, translation: Translation) -> None:
        translate(translation, 50)
        by_save_target(Client(), translation)
        assert "แปลแล้ว" in str(target(translation).get_latest_revision().content)

    def test_a_translator_makes_drafts_only(
        self, translation: Translation, client: Client, translator: User, django_capture_on_commit_callbacks: Commits
    ) -> None:
        translate(translation, 100)
        client.force_login(translator)
        for way in (by_editor, by_update, by_bulk):
            with django_capture_on_commit_callbacks(execute=True):
                way(client, translation)
            assert not is_readable(translation), way.__name__
        assert "แปลแล้ว" in str(target(translation).get_latest_revision().content)

    def test_a_string_with_an_error_is_not_translated(self, translation: Translation) -> None:
        translate(translation, 100)
        assert completeness.is_publishable(target(translation))
        StringTranslation.objects.filter(locale=translation.target_locale).first().set_field_error(
            [ValidationError("Too long.")]
        )
        assert not completeness.is_publishable(target(translation))

    def test_a_version_written_on_its_own_has_no_strings_to_wait_for(self, make_publication: MakePublication) -> None:
        make_publication("T-2026-102")
        page = make_publication("T-2026-102", "th")
        assert completeness.progress(page) is None
        assert completeness.is_publishable(page)


class LiveTranslationTests:
    @pytest.fixture
    def live(self, translation: Translation, django_capture_on_commit_callbacks: Commits) -> Translation:
        """A whole translation that is published, of a source that has grown a paragraph since."""
        translate(translation, 100)
        with django_capture_on_commit_callbacks(execute=True):
            translation.save_target(publish=True)
        source = PublicationPage.objects.get(reference="T-2026-101", locale__language_code="en").specific
        source.body[0].value["text"].source += "<p>A third paragraph.</p>"
        source.save()
        translation.source.update_from_db()
        translation.refresh_from_db()
        assert not completeness.is_publishable(target(translation))
        return translation

    def test_it_stays_as_it_was_when_its_source_grows(self, live: Translation, client: Client) -> None:
        with pytest.raises(ValidationError):
            live.save_target(publish=False)
        page = client.get("/th/publications/t-2026-101/").content.decode()
        assert "แปลแล้ว" in page
        assert "A third paragraph" not in page

    def test_it_can_be_locked_and_taken_down(self, live: Translation) -> None:
        page = target(live)
        page.locked = True
        page.save(update_fields=["locked"])
        page.unpublish()
        assert not is_readable(live)

    def test_it_can_be_moved_without_losing_its_place(self, live: Translation) -> None:
        page = target(live)
        page.move(page.get_parent(), pos="last-child")
        assert is_readable(live)


class TakenOutTests:
    def test_what_is_written_by_hand_after_the_editor_was_left_is_published_as_written(
        self, translation: Translation, client: Client
    ) -> None:
        translate(translation, 100)
        translation.save_target(publish=False)
        translation.enabled = False
        translation.save()
        page = target(translation).get_latest_revision_as_object()
        page.says = "เขียนด้วยมือ"
        page.save_revision().publish()
        assert "เขียนด้วยมือ" in client.get("/th/publications/t-2026-101/").content.decode()


class AliasTests:
    def test_an_alias_never_shows_one_language_as_another(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        page = make_publication("T-2026-101")
        thai = Locale.objects.get(language_code="th")
        alias = page.copy_for_translation(thai, alias=True)
        assert not alias.live
        page.title = "A new title"
        page.save_revision().publish()
        alias.refresh_from_db()
        assert not alias.live
        assert b"The text of this tool" not in client.get("/th/publications/t-2026-101/").content
        assert not drift(engine_named())
