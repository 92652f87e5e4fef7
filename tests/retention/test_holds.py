"""What is held is deleted by no way, and whoever tries is told so; administrators hold and lift."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.audit.models import Entry
from portal.condition.retention import retention
from portal.files.models import PortalDocument
from portal.members.actions import erase_account
from portal.members.models import User
from portal.pages.setting_up.roles import ADMINISTRATORS
from portal.retention import holds
from portal.retention.models import Hold, Round
from resources.models import PublicationFile
from tests.conftest import MakePublication, _member_of
from tests.files.samples import pdf


@pytest.fixture
def administrator(client: Client, portal: None) -> User:
    """Somebody who administers, signed in."""
    user = _member_of(ADMINISTRATORS, "administrator@office.example")
    client.force_login(user)
    return user


class DeletingTests:
    def test_neither_code_nor_staff_delete_a_held_page_or_its_files_and_the_screen_says_why(
        self, client: Client, administrator: User, make_publication: MakePublication
    ) -> None:
        page = make_publication()
        document = PortalDocument(title="D", file=ContentFile(pdf(["Words."]), name="d.pdf"))
        document.save()
        PublicationFile.objects.create(page=page, document=document, language="en")
        held = holds.hold(page, reason="a case", by=administrator)
        assert holds.is_held(document)
        for thing in (page, Page.objects.get(pk=page.pk), Page.objects.filter(pk=page.pk)):
            with pytest.raises(holds.HeldError), transaction.atomic():
                thing.delete()
        place = reverse("wagtailadmin_pages:delete", args=[page.pk])
        answer = client.post(place, {"confirm_site_name": "Balai"}, follow=True)
        assert "kept for a legal reason" in answer.content.decode()
        assert Page.objects.filter(pk=page.pk).exists()
        holds.lift(held, by=administrator)
        client.post(place)
        assert not Page.objects.filter(pk=page.pk).exists()
        document.file.delete(save=False)

    def test_somebody_whose_account_is_held_is_told_calmly_and_nothing_changes(self, editor: User) -> None:
        held = holds.hold(editor, reason="a case", by=None)
        with pytest.raises(ValidationError, match="has to be kept for now"):
            erase_account(user=editor, by=editor)
        editor.refresh_from_db()
        assert editor.is_active
        with pytest.raises(holds.HeldError), transaction.atomic():
            editor.delete()
        holds.lift(held, by=None)
        assert erase_account(user=editor, by=editor).email.endswith("@erased.invalid")


class ScreenTests:
    def test_an_administrator_holds_and_lifts_and_both_are_in_the_log_without_the_reason(
        self, client: Client, administrator: User, editor: User
    ) -> None:
        place = reverse("held_things")
        assert client.post(place, {"thing": "nobody@a.example", "reason": "x"}).status_code == 422
        assert client.post(place, {"thing": editor.email, "reason": " "}).status_code == 422
        client.post(place, {"thing": editor.email.upper(), "reason": "Matter 17 of the court"})
        shown = client.get(place).content.decode()
        assert editor.email in shown
        assert "Matter 17 of the court" in shown
        again = client.post(place, {"thing": editor.email, "reason": "twice"})
        assert "It is held already." in again.content.decode()
        held = Hold.objects.get()
        client.post(reverse("held_things_lift", args=[held.pk]))
        held.refresh_from_db()
        assert (held.by, held.lifted_by) == (administrator, administrator)
        written = Entry.objects.filter(object_type="members.user", object_key=str(editor.pk)).order_by("pk")
        assert [entry.action for entry in written if entry.action.startswith("retention.")] == [
            "retention.held",
            "retention.lifted",
        ]
        assert all("17" not in str(entry.details) for entry in written)

    def test_an_address_of_a_page_or_a_file_is_known(
        self, client: Client, administrator: User, make_publication: MakePublication
    ) -> None:
        page = make_publication()
        client.post(reverse("held_things"), {"thing": f"https://portal.example{page.url}", "reason": "x"})
        assert holds.is_held(page)

    def test_others_do_not_see_that_there_is_such_a_page(self, client: Client, editor: User) -> None:
        client.force_login(editor)
        assert client.get(reverse("held_things")).status_code == 404

    def test_the_system_page_tells_of_the_last_round_and_of_what_is_held(self, editor: User) -> None:
        def told() -> dict[str, Any]:
            return {fact.name: fact.value for fact in retention()}

        assert told() == {"Last round": "none yet", "Held": "0 things"}
        holds.hold(editor, reason="a case", by=None)
        Round.objects.create(ended_at=timezone.now(), done={"mails": 3}, review={"changes": 2}, failed={"x": "Error"})
        after = told()
        assert "3 gone" in after["Last round"]
        assert (after["Held"], after["For review"], after["Failed"]) == ("1 thing", "2 of changes", "x (Error)")
