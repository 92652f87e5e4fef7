"""The index of references is made in small steps and is the one Wagtail would make."""

from __future__ import annotations

from django.core.management import call_command
from django.db.models import QuerySet
from wagtail.models import ReferenceIndex

from portal.pages.models import CountryPage
from portal.pages.references import rebuild_references


def _told() -> set[tuple[object, ...]]:
    rows: QuerySet[ReferenceIndex] = ReferenceIndex.objects.all()
    return set(rows.values_list("content_type", "object_id", "to_content_type", "to_object_id", "content_path"))


class ReferencesTests:
    def test_a_rebuild_in_steps_tells_what_wagtails_own_tells(self, portal: None) -> None:
        ReferenceIndex.objects.all().delete()
        rebuild_references.func()
        in_steps = _told()
        call_command("rebuild_references_index", verbosity=0)
        page = CountryPage.objects.first()
        assert ReferenceIndex.get_references_for_object(page).exists()
        assert in_steps == _told()
