"""The schedule: pages go live and expire on time, and one that is refused stops no other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Locale, Page, PageLogEntry, Revision

from portal.work.models import Hindrance
from portal.work.schedule import REFUSED, publish_and_expire

pytestmark = pytest.mark.django_db


@pytest.fixture
def root() -> Page:
    """A page to put others below."""
    Locale.objects.get_or_create(language_code="en")
    return Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")


def ago(**span: int) -> datetime:
    return timezone.now() - timedelta(**span)


def scheduled(root: Page, title: str) -> Page:
    """A draft whose time to go live came a minute ago."""
    page = root.add_child(instance=Page(title=title, slug=title.lower(), live=False))
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    past = ago(minutes=1)
    Page.objects.filter(pk=page.pk).update(go_live_at=past)
    revision = page.revisions.get()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    return page


@pytest.fixture
def guard(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The titles that a guard in publish refuses."""
    refused: set[str] = set()
    original = Page.full_clean

    def full_clean(page: Page, *args: Any, **kwargs: Any) -> None:
        if page.title in refused:
            raise ValidationError("Half of it is not translated.")
        original(page, *args, **kwargs)

    monkeypatch.setattr(Page, "full_clean", full_clean)
    return refused


def is_live(page: Page) -> bool:
    page.refresh_from_db()
    return page.live


class PublishTests:
    def test_a_page_scheduled_to_go_live_does(self, root: Page) -> None:
        page = scheduled(root, "Brief")
        assert not is_live(page)
        publish_and_expire()
        assert is_live(page)
        assert page.revisions.get().approved_go_live_at is None
        assert PageLogEntry.objects.filter(page=page, action="wagtail.publish.scheduled").count() == 1

    def test_a_page_whose_time_has_not_come_waits(self, root: Page) -> None:
        page = scheduled(root, "Later")
        Revision.objects.update(approved_go_live_at=timezone.now() + timedelta(minutes=1))
        publish_and_expire()
        assert not is_live(page)

    def test_a_refused_page_does_not_stop_the_next(self, root: Page, guard: set[str]) -> None:
        refused, fine = scheduled(root, "Half"), scheduled(root, "Whole")
        guard.add("Half")
        publish_and_expire()
        assert (is_live(refused), is_live(fine)) == (False, True)

    def test_a_refusal_is_told_once_and_stands_in_the_history(
        self, root: Page, guard: set[str], caplog: pytest.LogCaptureFixture
    ) -> None:
        page = scheduled(root, "Half")
        guard.add("Half")
        for _ in range(3):
            publish_and_expire()
        Hindrance.objects.update(next_try=ago(minutes=1))
        publish_and_expire()
        assert Hindrance.objects.get().reason == "Half of it is not translated."
        entry = PageLogEntry.objects.get(page=page, action=REFUSED)
        assert "Half of it is not translated." in str(entry.message)
        assert caplog.text.count("refused, see its history") == 1

    def test_a_refused_page_goes_live_once_the_guard_agrees(self, root: Page, guard: set[str]) -> None:
        page = scheduled(root, "Half")
        guard.add("Half")
        publish_and_expire()
        guard.clear()
        publish_and_expire()
        assert not is_live(page)
        Hindrance.objects.update(next_try=ago(minutes=1))
        publish_and_expire()
        assert is_live(page)
        assert not Hindrance.objects.exists()

    def test_an_accident_leaves_the_page_as_it_was_and_is_tried_again_next_time(
        self, root: Page, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        page = scheduled(root, "Brief")

        def fail(*args: Any, **kwargs: Any) -> None:
            raise OSError("disk full")

        with monkeypatch.context() as broken:
            broken.setattr("wagtail.actions.publish_page_revision.PublishPageRevisionAction._after_publish", fail)
            publish_and_expire()
            publish_and_expire()
        assert not is_live(page)
        assert caplog.text.count(": failed") == 1
        publish_and_expire()
        assert is_live(page)

    def test_a_hindrance_is_forgotten_when_the_schedule_is_withdrawn(self, root: Page, guard: set[str]) -> None:
        scheduled(root, "Half")
        guard.add("Half")
        publish_and_expire()
        Revision.objects.update(approved_go_live_at=None)
        publish_and_expire()
        assert not Hindrance.objects.exists()


class ExpiryTests:
    def test_a_page_past_its_expiry_is_taken_down(self, root: Page) -> None:
        page = root.add_child(instance=Page(title="Old", slug="old", expire_at=ago(minutes=1)))
        publish_and_expire()
        assert not is_live(page)
        assert page.expired
        assert PageLogEntry.objects.filter(page=page, action="wagtail.unpublish.scheduled").count() == 1

    def test_what_is_published_past_its_expiry_does_not_stay(self, root: Page) -> None:
        page = scheduled(root, "Missed")
        revision = page.revisions.get()
        revision.content["expire_at"] = ago(seconds=30).isoformat()
        revision.save()
        publish_and_expire()
        assert not is_live(page)
