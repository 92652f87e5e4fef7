"""The index row is written with every write of a page, in its transaction: both stand or neither."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from portal import indexing
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.markings.models import Marking
from portal.work import schedule
from resources.models import PublicationPage, PublicationsPage
from search.engines import engine_named
from search.index import drift
from tests.conftest import MakePublication

HOUR = timedelta(hours=1)


def is_indexed(page: Page) -> bool:
    return f"page:{page.pk}" in dict(engine_named().keys())


def found(words: str) -> str:
    """What a visitor's search shows."""
    return Client().get("/en/search/", {"q": words}).content.decode()


def publish_a_change(page: PublicationPage) -> None:
    page.says = "Something quite different."
    page.save_revision().publish()


def take_down(page: PublicationPage) -> None:
    page.unpublish()


def take_down_by_its_base(page: PublicationPage) -> None:
    Page.objects.get(pk=page.pk).unpublish()


def move(page: PublicationPage) -> None:
    page.move(page.get_parent(), pos="first-child")


def delete(page: PublicationPage) -> None:
    page.delete()


def delete_by_its_base(page: PublicationPage) -> None:
    Page.objects.get(pk=page.pk).delete()


def delete_its_shelf(page: PublicationPage) -> None:
    page.get_parent().specific.delete()


def tighten(page: PublicationPage) -> None:
    set_marking(group=page.translation_key, label=Label.GREEN, by=None)


def expire(page: PublicationPage) -> None:
    PublicationPage.objects.filter(pk=page.pk).update(expire_at=timezone.now() + HOUR)
    with time_machine.travel(timezone.now() + 2 * HOUR):
        schedule.publish_and_expire()


def copy(page: PublicationPage) -> None:
    page.copy(update_attrs={"reference": "T-2026-199", "slug": "t-2026-199"})


def translate(page: PublicationPage) -> None:
    page.copy_for_translation(Locale.objects.get(language_code="th"))


def make_an_alias(page: PublicationPage) -> None:
    page.copy_for_translation(Locale.objects.get(language_code="lo"), alias=True)


def change_the_address(page: PublicationPage) -> None:
    page.reference = "T-2026-150"
    page.save_revision().publish()


def go_back(page: PublicationPage) -> None:
    first = page.save_revision()
    first.publish()
    publish_a_change(page)
    first.publish()


STAYS = (publish_a_change, move, copy, translate, make_an_alias, change_the_address, go_back, tighten)
GOES = (take_down, take_down_by_its_base, delete, delete_by_its_base, delete_its_shelf, expire)
Act = Callable[[PublicationPage], None]


class FreshnessTests:
    @pytest.mark.parametrize("act", STAYS + GOES, ids=lambda act: act.__name__)
    def test_index_and_database_agree_after_every_write(self, make_publication: MakePublication, act: Act) -> None:
        page, other = make_publication("T-2026-101"), make_publication("T-2026-102", "km")
        assert is_indexed(page)
        act(page)
        assert is_indexed(page) is (act in STAYS)
        assert is_indexed(other)
        assert not drift(engine_named())

    def test_a_new_page_a_stricter_label_and_a_later_one_move_it_between_partitions(
        self, make_publication: MakePublication
    ) -> None:
        page = make_publication("T-2026-101", label=None)
        assert not is_indexed(page)
        set_marking(group=page.translation_key, label=Label.CLEAR, by=None)
        assert "T-2026-101" in found("tool")
        set_marking(group=page.translation_key, label=Label.GREEN, by=None)
        assert is_indexed(page)
        assert "T-2026-101" not in found("tool")
        assert not drift(engine_named())

    def test_the_text_of_a_draft_never_gets_into_the_index(self, make_publication: MakePublication) -> None:
        page = make_publication("T-2026-101", text="<p>Ordinary words.</p>")
        page.title = page.says = "Unpublishedword"
        page.body[0].value["text"].source = "<p>Unpublishedword</p>"
        page.save_revision()
        assert not drift(engine_named())
        set_marking(group=page.translation_key, label=Label.GREEN, by=None)
        page.save(update_fields=["draft_title"])
        assert not drift(engine_named())
        draft = PublicationPage.objects.get(pk=page.pk).specific
        draft.move(draft.get_parent(), pos="first-child")
        assert "T-2026-101" not in found("Unpublishedword")
        call_command("check_index")

    def test_an_index_record_is_read_from_the_database(self, make_publication: MakePublication) -> None:
        page = make_publication("T-2026-101")
        page.title = "In hand only"
        record = indexing.record_for(f"page:{page.pk}")
        assert record is not None
        assert record.title == "Tool T-2026-101"

    def test_a_record_knows_its_facets_and_holds_no_html(self, make_publication: MakePublication) -> None:
        page = make_publication("T-2026-101", text="<p>First &amp; <b>second</b></p><ul><li>third</li></ul>")
        record = indexing.record_for(f"page:{page.pk}")
        assert record is not None
        assert record.body.split() == ["Purpose", "First", "&", "second", "third"]
        assert record.facets["body"] == ("a-body",)
        assert record.partition == "clear"


class RollbackTests:
    @pytest.fixture
    def page(self, make_publication: MakePublication) -> PublicationPage:
        page = make_publication("T-2026-101")
        page.save_revision().publish()
        return PublicationPage.objects.get(pk=page.pk).specific

    @pytest.fixture
    def broken(self, page: PublicationPage, monkeypatch: pytest.MonkeyPatch) -> None:
        """An index that cannot be written."""

        def fail(_key: str) -> None:
            raise OSError("The disk is full.")

        monkeypatch.setattr(indexing, "_listeners", [fail])

    @pytest.mark.parametrize(
        "act",
        [publish_a_change, take_down, take_down_by_its_base, move, delete, delete_its_shelf, tighten, copy],
        ids=lambda act: act.__name__,
    )
    def test_a_write_that_cannot_be_indexed_does_not_happen(
        self, page: PublicationPage, broken: None, act: Act
    ) -> None:
        before = self._state(page)
        with pytest.raises(OSError, match="disk is full"):
            act(page)
        assert self._state(page) == before

    def _state(self, page: PublicationPage) -> object:
        row = PublicationPage.objects.filter(pk=page.pk).values("live", "says", "path", "live_revision_id")
        label = Marking.objects.get(group=page.translation_key).label
        shelf = PublicationsPage.objects.filter(locale__language_code="en").values("pk", "numchild")
        return [*row], label, [*shelf], PublicationPage.objects.count()

    def test_a_refused_publish_keeps_the_schedule(self, page: PublicationPage, broken: None) -> None:
        moment = timezone.now() + HOUR
        page.revisions.update(approved_go_live_at=moment)
        with pytest.raises(OSError, match="disk is full"):
            page.get_latest_revision().publish()
        assert page.revisions.get().approved_go_live_at == moment
