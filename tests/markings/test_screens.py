"""The label in the form of a page, and the two people it takes to lower one."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.access import marking_of
from portal.audit.models import Entry
from portal.marking import Label
from portal.markings.actions import ask_to_lower, decide_lowering, marking_changed, set_marking
from portal.markings.models import Lowering, Marking
from portal.members.models import User
from portal.pages.forms import PortalPageForm
from portal.pages.models import HomePage
from resources.models import PublicationPage, ToolPage
from tests.conftest import MakePublication
from tests.resources.form_data import tool_form


@pytest.fixture
def second(publisher: User) -> User:
    """Another publisher."""
    user = User.objects.create_user("second@office.example", "a long enough password")
    user.groups.set(publisher.groups.all())
    return user


def edit_url(page: PublicationPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


class FormTests:
    def _form(self, page: PublicationPage, user: User, **data: object) -> PortalPageForm:
        form_class = page.get_edit_handler().get_form_class()
        return form_class(data=tool_form(**data) if data else None, instance=page, for_user=user)

    def test_no_label_is_preset(self, make_publication: MakePublication, editor: User) -> None:
        form = self._form(ToolPage(), editor)
        assert form.initial.get("marking_label") is None
        assert form.fields["marking_label"].choices[0][0] == ""
        unmarked = self._form(make_publication("T-2026-101", label=None), editor)
        assert unmarked.initial.get("marking_label") is None

    def test_only_what_everybody_in_the_administration_may_read_can_be_chosen(self, portal: None, editor: User) -> None:
        choices = [value for value, _label in self._form(ToolPage(), editor).fields["marking_label"].choices]
        assert choices == ["", "CLEAR", "GREEN"]

    def test_pages_the_portal_marks_itself_ask_for_none(self, portal: None, editor: User) -> None:
        page = HomePage.objects.first()
        form = page.get_edit_handler().get_form_class()(instance=page, for_user=editor)
        assert "marking_label" not in form.fields

    def test_a_stricter_label_closes_every_language_at_once_even_with_a_draft(
        self, make_publication: MakePublication, client: Client, editor: User
    ) -> None:
        page = make_publication("T-2026-101")
        make_publication("T-2026-101", "th")
        client.force_login(editor)
        client.post(edit_url(page), tool_form(marking_label="GREEN"))
        for language in ("en", "th"):
            assert Client().get(f"/{language}/publications/t-2026-101/").status_code == 404

    def test_a_laxer_label_is_refused_with_a_sentence_and_nothing_is_saved(
        self, make_publication: MakePublication, client: Client, publisher: User
    ) -> None:
        page = make_publication("T-2026-101", label=Label.GREEN)
        client.force_login(publisher)
        form = {**tool_form(marking_label="CLEAR", says="New words."), "action-publish": "publish"}
        answer = client.post(edit_url(page), form)
        assert "a second person then decides" in answer.content.decode()
        assert marking_of(page) == Label.GREEN
        assert ToolPage.objects.get(pk=page.pk).says == "What it says."

    def test_a_label_stricter_than_pages_carry_is_not_lowered_by_a_form(
        self, make_publication: MakePublication, client: Client, publisher: User
    ) -> None:
        page = make_publication("T-2026-101", label=Label.RED)
        client.force_login(publisher)
        for label in ("CLEAR", "GREEN", "AMBER"):
            client.post(edit_url(page), tool_form(marking_label=label))
            assert marking_of(page) == Label.RED


class LoweringScreensTests:
    @pytest.fixture
    def page(self, make_publication: MakePublication) -> PublicationPage:
        return make_publication("T-2026-101", label=Label.GREEN)

    def _ask(self, client: Client, page: PublicationPage, **words: str) -> object:
        url = reverse("lowering_ask", args=[page.pk])
        return client.post(url, {"to_label": "CLEAR", "consent": "The issuing body, by letter of 3 May.", **words})

    def test_two_publishers_open_a_text_and_the_log_knows_both(
        self, page: PublicationPage, client: Client, publisher: User, second: User
    ) -> None:
        client.force_login(publisher)
        self._ask(client, page)
        lowering = Lowering.objects.get()
        decide = reverse("lowering_decide", args=[lowering.pk])
        client.post(decide, {"decision": "grant"})
        assert marking_of(page) == Label.GREEN, "nobody decides their own request"
        client.force_login(second)
        assert "The issuing body, by letter" in client.get(reverse("lowerings")).content.decode()
        client.post(decide, {"decision": "grant"})
        assert marking_of(page) == Label.CLEAR
        assert Client().get("/en/publications/t-2026-101/").status_code == 200
        assert "T-2026-101" in Client().get("/en/search/", {"q": "tool"}).content.decode()
        assert list(Entry.objects.order_by("id").values_list("action", "actor_id"))[-2:] == [
            ("marking.lowering_asked", publisher.pk),
            ("marking.lowered", second.pk),
        ]

    def test_an_editor_can_neither_ask_nor_decide_nor_see_what_waits(
        self, page: PublicationPage, client: Client, editor: User, publisher: User
    ) -> None:
        client.force_login(editor)
        self._ask(client, page)
        assert not Lowering.objects.exists()
        lowering = ask_to_lower(
            marking=Marking.objects.get(group=page.translation_key), to=Label.CLEAR, consent="Words.", by=publisher
        )
        client.post(reverse("lowering_decide", args=[lowering.pk]), {"decision": "grant"})
        assert marking_of(page) == Label.GREEN
        assert "T-2026-101" not in client.get(reverse("lowerings")).content.decode()

    def test_a_form_without_consent_keeps_what_was_typed(
        self, page: PublicationPage, client: Client, publisher: User
    ) -> None:
        client.force_login(publisher)
        answer = self._ask(client, page, consent="")
        assert answer.status_code == 200
        assert not Lowering.objects.exists()
        for wrong in ("GREEN", "AMBER", ""):
            self._ask(client, page, to_label=wrong)
        assert not Lowering.objects.exists()

    def test_a_visitor_is_led_to_the_sign_in(self, page: PublicationPage, client: Client) -> None:
        for url in (reverse("lowerings"), reverse("lowering_ask", args=[page.pk])):
            assert "/account/sign-in/" in client.get(url)["Location"]


class ActionTests:
    @pytest.fixture
    def marking(self, make_publication: MakePublication) -> Marking:
        return Marking.objects.get(group=make_publication(label=Label.GREEN).translation_key)

    def _ask(self, marking: Marking, by: User) -> Lowering:
        return ask_to_lower(marking=marking, to=Label.CLEAR, consent="The issuing body.", by=by)

    def test_one_request_waits_at_a_time(self, marking: Marking, editor: User) -> None:
        self._ask(marking, editor)
        with pytest.raises(ValidationError, match="waits already"):
            self._ask(marking, editor)
        with pytest.raises(IntegrityError), transaction.atomic():
            Lowering.objects.create(marking=marking, to_label="CLEAR", consent="x", asked_by=editor)

    def test_what_is_decided_is_decided(self, marking: Marking, editor: User, publisher: User) -> None:
        lowering = self._ask(marking, editor)
        decide_lowering(lowering=lowering, grant=False, by=publisher)
        with pytest.raises(ValidationError, match="decided already"):
            decide_lowering(lowering=lowering, grant=True, by=publisher)
        self._ask(marking, editor)

    def test_the_same_label_again_writes_nothing_and_a_new_source_is_kept(self, marking: Marking) -> None:
        written = Entry.objects.count()
        set_marking(group=marking.group, label=Label.GREEN, by=None, source="Test")
        assert Entry.objects.count() == written
        set_marking(group=marking.group, label=Label.GREEN, by=None, source="Another office")
        marking.refresh_from_db()
        assert (marking.label, marking.source) == ("GREEN", "Another office")

    def test_a_listener_that_fails_undoes_the_change_and_its_entry(self, portal: None) -> None:
        marking = set_marking(group=uuid4(), label=Label.GREEN, by=None)
        written = Entry.objects.count()

        def fail(**_kwargs: object) -> None:
            raise OSError("The disk is full.")

        marking_changed.connect(fail)
        try:
            with pytest.raises(OSError, match="disk is full"):
                set_marking(group=marking.group, label=Label.RED, by=None)
        finally:
            marking_changed.disconnect(fail)
        marking.refresh_from_db()
        assert (marking.label, Entry.objects.count()) == ("GREEN", written)


class LabelTests:
    def test_labels_are_written_as_first_writes_them_and_ordered(self) -> None:
        assert [label.written for label in Label] == [
            "TLP:CLEAR",
            "TLP:GREEN",
            "TLP:AMBER",
            "TLP:AMBER+STRICT",
            "TLP:RED",
        ]
        assert [label.css for label in Label][3] == "amber-strict"
        for place, label in enumerate(Label):
            assert [label.is_laxer_than(other) for other in Label] == [place < other for other in range(len(Label))]
