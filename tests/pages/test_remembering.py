"""What is counted is kept in memory, and never a moment too long."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.countries.models import Country
from portal.glossary.models import Theme
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.models import User
from portal.pages import remembering
from portal.pages.models import PublishedStamp
from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, Viewer, viewer_for
from resources import counting
from resources.models import PublicationPage
from resources.selection import Choice, one_a_family
from tests.conftest import MakePublication

HOUR = timedelta(hours=1)


def laos() -> int:
    """How many publications a visitor is told of on the page of Lao PDR."""
    return counting.count("country", ANONYMOUS).get("LA", 0)


def tighten(page: PublicationPage) -> None:
    set_marking(group=page.translation_key, label=Label.GREEN, by=None)


def unpublish(page: PublicationPage) -> None:
    page.unpublish()


def delete(page: PublicationPage) -> None:
    page.delete()


def move_to_another_country(page: PublicationPage) -> None:
    page.countries = [Country.objects.get(code="TH")]
    page.save_revision().publish()


def expire_behind_the_portals_back(page: PublicationPage) -> None:
    PublicationPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))


CHANGES = (tighten, unpublish, delete, move_to_another_country, expire_behind_the_portals_back)


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    remembering.forget()
    yield
    remembering.forget()


class RememberedTests:
    @pytest.fixture
    def page(self, make_publication: MakePublication) -> PublicationPage:
        return make_publication("T-2026-101", countries=[Country.objects.get(code="LA")])

    def test_a_number_is_counted_once_while_nothing_changes(self, page: PublicationPage) -> None:
        assert laos() == 1
        with CaptureQueriesContext(connection) as asked:
            assert laos() == 1
        assert len(asked) == 1, "only the stamp is read"

    @pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
    def test_no_number_outlives_a_change(self, page: PublicationPage, change: Callable[[PublicationPage], Any]) -> None:
        assert laos() == 1
        assert len(one_a_family(Choice(field="countries", value="LA"), ANONYMOUS, 4)) == 1
        change(page)
        assert laos() == 0
        assert one_a_family(Choice(field="countries", value="LA"), ANONYMOUS, 4) == []

    def test_what_is_published_is_counted_at_once(
        self, page: PublicationPage, make_publication: MakePublication
    ) -> None:
        assert laos() == 1
        make_publication("T-2026-102", countries=[Country.objects.get(code="LA")])
        assert laos() == 2

    def test_an_expiry_takes_effect_when_its_time_comes(
        self, page: PublicationPage, make_publication: MakePublication
    ) -> None:
        make_publication("T-2026-103", countries=[Country.objects.get(code="LA")], expire_at=timezone.now() + HOUR)
        assert laos() == 2
        with time_machine.travel(timezone.now() + 2 * HOUR):
            assert laos() == 1

    def test_members_and_visitors_do_not_share_numbers(
        self, page: PublicationPage, make_publication: MakePublication, editor: User
    ) -> None:
        make_publication("T-2026-104", label=Label.GREEN, countries=[Country.objects.get(code="LA")])
        assert counting.count("country", viewer_for(editor))["LA"] == 2
        assert laos() == 1
        assert counting.total(viewer_for(editor)) == counting.total(ANONYMOUS) + 1

    def test_members_of_different_bodies_share_what_was_counted_for_the_first(self, page: PublicationPage) -> None:
        one, other = (Viewer(number, frozenset({PUBLIC, MEMBER, f"body:{number}"})) for number in (1, 2))
        assert counting.total(one) == 1
        with CaptureQueriesContext(connection) as asked:
            assert counting.total(other) == 1
        assert len(asked) == 1, "only the stamp is read"

    def test_a_write_that_is_rolled_back_leaves_no_number_behind(
        self, page: PublicationPage, make_publication: MakePublication
    ) -> None:
        assert laos() == 1
        with transaction.atomic():
            make_publication("T-2026-105", countries=[Country.objects.get(code="LA")])
            assert laos() == 2
            transaction.set_rollback(True)
        assert laos() == 1
        make_publication("T-2026-106")
        assert laos() == 1

    def test_a_theme_under_another_code_is_counted_under_that(self, make_publication: MakePublication) -> None:
        theme = Theme.objects.get(slug="recruitment")
        make_publication("T-2026-101", themes=[theme])
        assert counting.count("theme", ANONYMOUS) == {"recruitment": 1}
        theme.slug = "fair-recruitment"
        theme.save()
        assert counting.count("theme", ANONYMOUS) == {"fair-recruitment": 1}

    def test_without_a_stamp_everything_is_counted_anew(self, page: PublicationPage) -> None:
        assert laos() == 1
        PublishedStamp.objects.all().delete()
        PublicationPage.objects.filter(pk=page.pk).update(live=False)
        assert laos() == 0

    def test_numbers_are_told_apart_by_what_they_are_counted_among(self, make_publication: MakePublication) -> None:
        first, second = Theme.objects.all()[:2]
        laos_alone = [Country.objects.get(code="LA")]
        make_publication("T-2026-101", themes=[first], countries=laos_alone, issued="2024-02")
        make_publication("T-2026-102", themes=[second], issued="2025")
        assert counting.count_among("country", ANONYMOUS, theme=first.slug) == {"LA": 1}
        assert counting.count_among("country", ANONYMOUS, theme=second.slug) == {}
        assert counting.count_among("year", ANONYMOUS, theme=first.slug) == {2024: 1}
        assert counting.count_among("year", ANONYMOUS, theme=second.slug) == {2025: 1}


class WritersTests:
    def test_a_write_counts_whichever_part_of_the_stamp_it_renews(self, make_publication: MakePublication) -> None:
        page = make_publication("T-2026-101", countries=[Country.objects.get(code="LA")])
        other = PublishedStamp.objects.create(pk=PublishedStamp.objects.latest("pk").pk + 1)
        assert laos() == 1
        PublicationPage.objects.filter(pk=page.pk).update(live=False)
        assert laos() == 1, "nobody has told of it"
        PublishedStamp.objects.filter(pk=other.pk).update(value=uuid.uuid4())
        assert laos() == 0

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time.")
    def test_nobody_waits_for_another_who_publishes(self, make_publication: MakePublication) -> None:
        another = connection.copy()
        try:
            another.set_autocommit(False)
            with another.cursor() as cursor:
                cursor.execute("UPDATE pages_publishedstamp SET value = value")
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '1s'")
            assert laos() == 0
            make_publication("T-2026-101", countries=[Country.objects.get(code="LA")])
            assert laos() == 1
        finally:
            another.close()
