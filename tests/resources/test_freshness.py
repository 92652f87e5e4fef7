"""The index stays true when the words publications are marked with change or go."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import transaction

from portal.glossary.models import Audience, Theme
from portal.members.models import Body
from tests.conftest import MakePublication


class FreshnessTests:
    @pytest.fixture(autouse=True)
    def publications(self, make_publication: MakePublication) -> None:
        make_publication("T-2026-101", themes=list(Theme.objects.all()[:2]))
        make_publication("T-2026-102")

    @pytest.mark.parametrize("model", [Theme, Audience, Body])
    def test_a_changed_code_reaches_the_index(self, model: type) -> None:
        word = model.objects.get(slug="a-body") if model is Body else model.objects.first()
        with transaction.atomic():
            word.slug = "renamed"
            word.save()
        call_command("check_index")

    def test_a_word_that_is_deleted_leaves_the_index(self) -> None:
        theme = Theme.objects.all()[1]
        theme.pages.all().delete()
        with transaction.atomic():
            theme.delete()
        call_command("check_index")

    def test_a_changed_label_needs_no_work(self) -> None:
        theme = Theme.objects.first()
        theme.label = {**theme.label, "en": "Another label"}
        theme.save()
        call_command("check_index")
