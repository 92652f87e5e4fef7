"""The one rule: the predicate and the queryset word say the same, whoever looks and whatever is looked at."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from portal import access
from portal.marking import Label
from portal.viewer import ANONYMOUS, MEMBER, PUBLIC, STAFF, Viewer
from resources.models import PublicationPage
from tests.conftest import MakePublication

VIEWERS = {
    "nobody": ANONYMOUS,
    "a user without grants": Viewer(user_id=7),
    "a member": Viewer(user_id=8, principals=frozenset({PUBLIC, MEMBER})),
    "staff": Viewer(user_id=9, principals=frozenset({PUBLIC, MEMBER, STAFF})),
    "somebody who holds nothing": Viewer(user_id=10, principals=frozenset()),
}
HOUR = timedelta(hours=1)


class RuleTests:
    @pytest.fixture
    def pages(self, make_publication: MakePublication) -> list[PublicationPage]:
        made = []
        labels = [*Label, None]
        for number, (label, live, expiry) in enumerate(itertools.product(labels, (True, False), (None, -HOUR, HOUR))):
            expire_at = timezone.now() + expiry if expiry else None
            made.append(make_publication(f"T-2026-{number + 200}", label=label, live=live, expire_at=expire_at))
        return made

    @pytest.mark.parametrize("name", VIEWERS)
    def test_predicate_and_queryset_agree_on_every_page(self, pages: list[PublicationPage], name: str) -> None:
        viewer = VIEWERS[name]
        visible = set(PublicationPage.objects.visible_to(viewer).values_list("pk", flat=True))
        assert visible == {page.pk for page in pages if access.can_view(viewer, page)}

    def test_anybody_reads_what_is_clear_published_and_unexpired_and_nothing_else(
        self, pages: list[PublicationPage]
    ) -> None:
        now = timezone.now()
        expected = {
            page.pk
            for page in pages
            if page.live and (page.expire_at is None or page.expire_at > now) and access.marking_of(page) == Label.CLEAR
        }
        assert set(PublicationPage.objects.visible_to(ANONYMOUS).values_list("pk", flat=True)) == expected
        assert len(expected) == 2

    def test_members_read_green_as_well(self, pages: list[PublicationPage]) -> None:
        labels = {access.marking_of(page) for page in PublicationPage.objects.visible_to(VIEWERS["a member"])}
        assert labels == {Label.CLEAR, Label.GREEN}

    def test_no_grant_means_nothing_at_all(self, pages: list[PublicationPage]) -> None:
        assert not PublicationPage.objects.visible_to(VIEWERS["somebody who holds nothing"]).exists()

    def test_an_unmarked_page_is_closed_to_everybody(self, make_publication: MakePublication) -> None:
        page = make_publication(label=None)
        assert not any(access.can_view(viewer, page) for viewer in VIEWERS.values())

    def test_a_viewer_cannot_be_widened(self) -> None:
        with pytest.raises(AttributeError):
            ANONYMOUS.principals = frozenset({STAFF})  # type: ignore[misc]
