"""Since when a text can be read."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from portal.marking import Label
from search.watches.models import Arrival
from tests.search.watches.conftest import Watching, told

before = import_module("search.watches.migrations.0002_what_was_there")


@pytest.mark.django_db
class ArrivalTests:
    def test_a_text_arrives_when_it_is_published_and_once(self, make_publication: Callable[..., Any]) -> None:
        page = make_publication("T-2026-101")
        (first,) = Arrival.objects.all()
        assert (first.key, first.partition, first.language) == (f"page:{page.pk}", "clear", "en")
        page.title = "Corrected"
        page.save_revision().publish()
        assert Arrival.objects.get().at == first.at

    def test_a_draft_and_a_page_about_the_portal_do_not(self, make_publication: Callable[..., Any]) -> None:
        page = make_publication("T-2026-101", live=False)
        page.save_revision()
        assert not Arrival.objects.exists()

    def test_readers_of_another_label_have_a_day_of_their_own(self, make_publication: Callable[..., Any]) -> None:
        make_publication("T-2026-101", label=Label.GREEN)
        assert list(Arrival.objects.values_list("partition", flat=True)) == ["green"]

    def test_what_was_found_before_there_were_watches_is_new_to_nobody(
        self, visitor: Watching, make_publication: Callable[..., Any]
    ) -> None:
        page = make_publication("T-2026-101")
        Arrival.objects.all().delete()
        visitor()
        before._note_what_was_there(apps, None)
        assert Arrival.objects.get().key == f"page:{page.pk}"
        page.save_revision().publish()
        assert told() == []
