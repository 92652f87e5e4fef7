"""Hits of publications and pages, while somebody closes one between two questions to the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale

from portal import access, indexing
from portal.pages.models import InformationPage
from portal.viewer import ANONYMOUS
from tests.conftest import MakePublication


@pytest.fixture
def before_the_last_question(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Any]], None]:
    """Does something before the rule is asked for the second time, as another process may at any moment."""

    def arrange(act: Callable[[], Any]) -> None:
        asked, rule = [], access.visible_to

        def visible_to(*arguments: Any) -> Any:
            asked.append(arguments)
            if len(asked) == 2:
                act()
            return rule(*arguments)

        monkeypatch.setattr(access, "visible_to", visible_to)

    return arrange


class HitsTests:
    def test_a_publication_closed_meanwhile_is_no_hit_and_the_others_are(
        self, make_publication: MakePublication, before_the_last_question: Callable[[Callable[[], Any]], None]
    ) -> None:
        closing, staying = make_publication("T-2026-301"), make_publication("T-2026-302")
        keys = [f"page:{closing.pk}", f"page:{staying.pk}"]
        assert set(indexing.hits_for(ANONYMOUS, keys)) == set(keys)
        before_the_last_question(closing.unpublish)
        assert set(indexing.hits_for(ANONYMOUS, keys)) == {f"page:{staying.pk}"}

    def test_a_version_closed_meanwhile_is_no_hit_though_another_stays_open(
        self, make_publication: MakePublication, before_the_last_question: Callable[[Callable[[], Any]], None]
    ) -> None:
        staying, closing = make_publication("T-2026-301"), make_publication("T-2026-301", "th")
        before_the_last_question(closing.unpublish)
        assert not indexing.hits_for(ANONYMOUS, [f"page:{closing.pk}"])
        assert indexing.hits_for(ANONYMOUS, [f"page:{staying.pk}"])

    def test_a_plain_page_closed_meanwhile_is_no_hit(
        self, portal: None, before_the_last_question: Callable[[Callable[[], Any]], None]
    ) -> None:
        page = InformationPage.objects.live().filter(locale=Locale.objects.get(language_code="en")).first()
        assert page is not None
        assert indexing.hits_for(ANONYMOUS, [f"page:{page.pk}"])
        before_the_last_question(page.unpublish)
        assert not indexing.hits_for(ANONYMOUS, [f"page:{page.pk}"])
