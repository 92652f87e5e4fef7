"""A translator meets texts; numbers, dates, statuses and subjects are the family's and follow the source."""

from __future__ import annotations

import pytest
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import OverridableSegment, StringSegment, StringTranslation

from portal.countries.models import Country
from portal.glossary.models import Theme
from portal.pages.models import HomePage
from resources.models import (
    GuidelinePage,
    ImplementationRow,
    InitiativePage,
    LegalInstrumentPage,
    PublicationPage,
    PublicationVersion,
    ResearchBriefPage,
    ToolPage,
)
from tests.conftest import MakePublication
from tests.pages.translating import submit, target, translate

_TEXTS = {"title", "seo_title", "says", "do", "who", "body", "version_notes"}


@pytest.mark.django_db
class TranslatableFieldsTests:
    @pytest.mark.parametrize(
        ("model", "own"),
        [
            (ToolPage, set()),
            (LegalInstrumentPage, set()),
            (GuidelinePage, {"implementation"}),
            (ResearchBriefPage, {"authors", "methods", "limits", "key_findings"}),
            (InitiativePage, {"challenge", "done", "changed", "learned", "contact"}),
        ],
    )
    def test_only_texts_are_translated(self, db: None, model: type[PublicationPage], own: set[str]) -> None:
        fields = get_translatable_fields(model)
        assert {field.field_name for field in fields if field.is_translated(model())} == _TEXTS | own

    @pytest.mark.parametrize(
        ("model", "texts"), [(ImplementationRow, {"instrument", "note"}), (PublicationVersion, {"note"})]
    )
    def test_of_rows_too(self, model: type, texts: set[str]) -> None:
        assert {field.field_name for field in get_translatable_fields(model) if field.is_translated(model())} == texts

    def test_a_home_page_keeps_its_own_place(self) -> None:
        slug = next(field for field in get_translatable_fields(HomePage) if field.field_name == "slug")
        assert not slug.is_translated(HomePage())
        assert not slug.is_synchronized(HomePage())


class FamilyTests:
    def test_facts_follow_the_source_with_each_update(self, make_publication: MakePublication) -> None:
        page = make_publication("T-2026-101", countries=[Country.objects.get(code="LA")], related=["T-2026-102"])
        translation = submit(page)
        translate(translation, 100)
        translation.save_target(publish=True)
        page.version, page.issued, page.status, page.superseded_by = "2.0", "2026-07", "superseded", "T-2026-102"
        page.themes = list(Theme.objects.all()[1:3])
        page.save()
        translation.source.update_from_db()
        translation.save_target(publish=True)
        thai = target(translation)
        assert (thai.reference, thai.slug) == ("T-2026-101", "t-2026-101")
        assert (thai.version, thai.issued, thai.status, thai.superseded_by) == (
            "2.0",
            "2026-07",
            "superseded",
            "T-2026-102",
        )
        assert [*thai.themes.all()] == [*page.themes.all()]
        assert [country.code for country in thai.countries.all()] == ["LA"]
        assert thai.related == ["T-2026-102"]
        assert thai.says.startswith("แปลแล้ว")
        assert [block.value["anchor"] for block in thai.body] == ["s1"]

    def test_a_translator_can_override_none_of_them(self, make_publication: MakePublication) -> None:
        translation = submit(make_publication("T-2026-101"))
        paths = set(
            OverridableSegment.objects.filter(source=translation.source).values_list("context__path", flat=True)
        )
        assert paths <= {"review_by", "show_in_menus"}
        strings = StringSegment.objects.filter(source=translation.source).values_list("context__path", flat=True)
        assert "reference" not in strings
        assert "slug" not in strings

    def test_a_translation_brings_no_code_with_it(self, make_publication: MakePublication) -> None:
        translation = submit(make_publication("T-2026-101"))
        translate(translation, 100)
        for string in StringTranslation.objects.filter(locale=translation.target_locale):
            string.data = "ข้อความ <script>alert(1)</script><b onclick='alert(1)'>x</b>"
            string.save()
        translation.save_target(publish=False)
        body = target(translation).get_latest_revision().content["body"]
        assert "<script" not in body
        assert "onclick" not in body
