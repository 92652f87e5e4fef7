"""A marking is one row per family: nothing that happens to a page can lower it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Locale

from portal.access import can_view, marking_of
from portal.audit.models import Entry
from portal.marking import Label, strictest
from portal.markings.actions import LoweringNeedsConsentError, ask_to_lower, decide_lowering, set_marking
from portal.markings.models import Marking
from portal.members.models import User
from portal.viewer import ANONYMOUS
from resources.models import PublicationPage, PublicationsPage
from tests.conftest import MakePublication


class MarkingTests:
    @pytest.fixture
    def page(self, make_publication: MakePublication) -> PublicationPage:
        """A page that was published as CLEAR and has since been tightened to GREEN."""
        page = make_publication()
        page.save_revision().publish()
        set_marking(group=page.translation_key, label=Label.GREEN, by=None)
        return PublicationPage.objects.get(pk=page.pk).specific

    def test_a_label_is_not_set_back_by_publishing_an_older_revision(self, page: PublicationPage) -> None:
        page.revisions.order_by("created_at").first().publish()
        assert marking_of(page) == Label.GREEN

    def test_a_copy_begins_under_the_label_of_what_it_was_copied_from(self, page: PublicationPage) -> None:
        copy = page.copy()
        assert marking_of(copy) == Label.GREEN
        assert copy.reference != page.reference
        assert copy.slug == copy.reference.lower()

    def test_a_translation_has_the_label_of_its_family(self, page: PublicationPage) -> None:
        translated = page.copy_for_translation(Locale.objects.get(language_code="th"))
        assert marking_of(translated) == Label.GREEN

    def test_an_alias_outside_the_family_opens_nothing(self, page: PublicationPage) -> None:
        shelf = PublicationsPage.objects.get(locale__language_code="th")
        alias = page.create_alias(parent=shelf, update_locale=shelf.locale, reset_translation_key=True)
        assert marking_of(alias) is None
        assert not can_view(ANONYMOUS, alias)

    def test_a_script_that_sets_a_laxer_label_is_refused(self, page: PublicationPage) -> None:
        with pytest.raises(LoweringNeedsConsentError):
            set_marking(group=page.translation_key, label=Label.CLEAR, by=None)
        assert marking_of(page) == Label.GREEN

    def test_the_database_refuses_a_word_that_is_no_label(self, page: PublicationPage) -> None:
        from django.db import IntegrityError

        with pytest.raises(IntegrityError), transaction.atomic():
            Marking.objects.filter(group=page.translation_key).update(label="OPEN")

    def test_every_change_is_in_the_log(self, page: PublicationPage) -> None:
        labels = (
            Entry.objects.filter(object_key=str(page.translation_key)).order_by("id").values_list("label", flat=True)
        )
        assert list(labels) == ["CLEAR", "GREEN"]

    def test_the_strictest_of_none_is_red(self) -> None:
        assert strictest([]) == Label.RED
        assert strictest([Label.CLEAR, Label.AMBER_STRICT, Label.AMBER]) == Label.AMBER_STRICT


class LoweringTests:
    @pytest.fixture
    def marking(self, make_publication: MakePublication) -> Marking:
        page = make_publication(label=Label.GREEN)
        return Marking.objects.get(group=page.translation_key)

    def test_two_people_lower_a_label(self, marking: Marking, editor: User, publisher: User) -> None:
        lowering = ask_to_lower(marking=marking, to=Label.CLEAR, consent="The issuing body, by letter.", by=editor)
        assert decide_lowering(lowering=lowering, grant=True, by=publisher).label == Label.CLEAR

    def test_one_person_alone_cannot(self, marking: Marking, publisher: User) -> None:
        lowering = ask_to_lower(marking=marking, to=Label.CLEAR, consent="The issuing body.", by=publisher)
        with pytest.raises(PermissionDenied):
            decide_lowering(lowering=lowering, grant=True, by=publisher)
        marking.refresh_from_db()
        assert marking.label == Label.GREEN

    def test_a_refusal_leaves_the_label(self, marking: Marking, editor: User, publisher: User) -> None:
        lowering = ask_to_lower(marking=marking, to=Label.CLEAR, consent="The issuing body.", by=editor)
        assert decide_lowering(lowering=lowering, grant=False, by=publisher).label == Label.GREEN

    def test_the_consent_of_the_source_has_to_be_told(self, marking: Marking, editor: User) -> None:
        with pytest.raises(ValidationError):
            ask_to_lower(marking=marking, to=Label.CLEAR, consent="  ", by=editor)

    def test_a_stricter_label_is_no_lowering(self, marking: Marking, editor: User) -> None:
        with pytest.raises(ValidationError):
            ask_to_lower(marking=marking, to=Label.AMBER, consent="The issuing body.", by=editor)
