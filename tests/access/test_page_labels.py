"""Pages carry TLP:CLEAR and TLP:GREEN only, whoever tries otherwise."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal import access
from portal.marking import PAGE_LABELS, Label, in_force
from portal.markings.actions import set_marking
from portal.pages import checks
from portal.pages.forms import PortalPageForm
from resources.models import ToolPage
from tests.conftest import MakePublication


class PageLabelsTests:
    @pytest.mark.parametrize("label", [Label.AMBER, Label.AMBER_STRICT, Label.RED])
    def test_a_page_gets_no_stricter_label(self, make_publication: MakePublication, label: Label) -> None:
        page = make_publication()
        with pytest.raises(ValidationError, match="Take the page down"):
            set_marking(group=page.translation_key, label=label, by=None)
        assert access.marking_of(page) == Label.CLEAR

    def test_the_form_offers_no_other(self) -> None:
        offered = {value for value, _name in PortalPageForm.declared_fields["marking_label"].choices if value}
        assert offered == set(PAGE_LABELS) == {"CLEAR", "GREEN"}

    def test_the_start_tells_of_pages_that_got_one_past_all_this(self, make_publication: MakePublication) -> None:
        assert checks.pages_keep_to_their_labels(databases=["default"]) == []
        make_publication(label=Label.AMBER)
        (told,) = checks.pages_keep_to_their_labels(databases=["default"])
        assert (told.id, told.msg.split()[0]) == ("pages.W001", "1")

    def test_a_type_of_page_that_says_it_may_is_an_error(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert checks.no_page_holds_restricted() == []
        monkeypatch.setattr(ToolPage, "holds_restricted", True, raising=False)
        assert [told.id for told in checks.no_page_holds_restricted()] == ["pages.E001"]

    def test_unset_is_red(self) -> None:
        assert in_force(None) is Label.RED
        assert in_force(Label.GREEN) is Label.GREEN
