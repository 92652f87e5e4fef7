"""Publishers pin results, editors read them, and each change is in the log."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members.models import User
from portal.pages.setting_up.roles import EDITORS, PUBLISHERS
from resources.models import PublicationPage
from search.pins.models import Pinning
from search.rights import rights
from tests.conftest import MakePublication
from tests.search.pins.conftest import Pin

INDEX, ADD = "pinned-results:index", "pinned-results:add"


def form(phrases: list[str], pages: list[int], **fields: Any) -> dict[str, Any]:
    """The fields of the form as a browser sends them."""
    sent = {"language": "", "until": "", **fields}
    for name, field, values in (("phrases", "text", phrases), ("pages", "page", pages)):
        sent |= {f"{name}-TOTAL_FORMS": len(values), f"{name}-INITIAL_FORMS": 0}
        for place, value in enumerate(values):
            sent |= {f"{name}-{place}-{field}": value, f"{name}-{place}-ORDER": place + 1}
    return sent


def log_of(pinning: int) -> list[str]:
    return list(
        Entry.objects.filter(object_type="pins.pinning", object_key=str(pinning)).values_list("action", flat=True)
    )


class PublisherTests:
    @pytest.fixture
    def desk(self, publisher: User, client: Client) -> Client:
        client.force_login(publisher)
        return client

    @pytest.fixture
    def page(self, make_publication: MakePublication) -> PublicationPage:
        return make_publication()

    def test_from_the_menu_to_the_first_place(self, desk: Client, page: PublicationPage, publisher: User) -> None:
        assert reverse(INDEX) in desk.get("/administration/").content.decode()
        assert "Pin a result" in desk.get(reverse(INDEX)).content.decode()
        sent = form(["debt bondage", "การใช้หนี้"], [page.pk], until="2099-01-31", language="th")
        assert desk.post(reverse(ADD), sent).status_code == 302
        pinning = Pinning.objects.get()
        entry = Entry.objects.get(object_type="pins.pinning")
        assert (entry.action, entry.actor_id, entry.object_key) == (
            "search.pinned.added",
            publisher.pk,
            str(pinning.pk),
        )
        assert entry.details == {"pages": [page.pk], "phrases": 2, "language": "th", "until": "2099-01-31"}
        assert 'class="chosen"' in Client().get("/th/search/?q=debt%20bondage").content.decode()

    def test_a_change_and_the_end_are_in_the_log_too(self, desk: Client, page: PublicationPage, pin: Pin) -> None:
        pinning = pin("debt", page)
        edit = reverse("pinned-results:edit", args=[pinning.pk])
        sent = form(["debt", "loan"], [page.pk])
        sent |= {"phrases-INITIAL_FORMS": 1, "phrases-0-id": pinning.phrases.get().pk}
        sent |= {"pages-INITIAL_FORMS": 1, "pages-0-id": pinning.pages.get().pk}
        assert desk.post(edit, sent).status_code == 302
        assert sorted(Pinning.objects.get().phrases.values_list("text", flat=True)) == ["debt", "loan"]
        assert desk.post(reverse("pinned-results:delete", args=[pinning.pk])).status_code == 302
        assert not Pinning.objects.exists()
        assert log_of(pinning.pk) == ["search.pinned.removed", "search.pinned.changed"]
        told = Entry.objects.get(action="search.pinned.removed").details
        assert (told["pages"], told["phrases"]) == ([page.pk], 2)

    @pytest.mark.parametrize(
        ("phrases", "copies", "expected"),
        [
            ([], 1, "at least 1"),
            (["debt"], 0, "at least 1"),
            (["debt", "DEBT"], 1, "for the same as “debt”"),
            (["Lo an"], 1, "for the same as “loan”"),
            (["“…”"], 1, "Write words to search for"),
            (["debt -bondage"], 1, "without a minus"),
            (["debt country:TH"], 1, "without a filter"),
            (["debt"], 2, "chosen already"),
            (["debt"], 6, "at most 5"),
        ],
    )
    def test_what_makes_no_sense_is_refused_with_a_sentence(
        self, desk: Client, page: PublicationPage, pin: Pin, phrases: list[str], copies: int, expected: str
    ) -> None:
        pin("loan", page)
        answer = desk.post(reverse(ADD), form(phrases, [page.pk] * copies))
        assert answer.status_code == 200
        assert expected in answer.content.decode()
        assert Pinning.objects.count() == 1

    def test_the_same_words_may_be_pinned_for_readers_of_another_language(
        self, desk: Client, page: PublicationPage, pin: Pin
    ) -> None:
        pin("loan", page, language="km")
        assert desk.post(reverse(ADD), form(["loan"], [page.pk], language="th")).status_code == 302

    def test_another_version_of_a_chosen_page_is_refused(
        self, desk: Client, page: PublicationPage, make_publication: MakePublication
    ) -> None:
        thai = make_publication(language="th")
        assert "chosen already" in desk.post(reverse(ADD), form(["debt"], [page.pk, thai.pk])).content.decode()

    def test_the_form_brings_along_what_the_report_sends(self, desk: Client, portal: None) -> None:
        page = desk.get(reverse(ADD), {"phrase": " ค่า  นายหน้า <b>", "language": "th"}).content.decode()
        assert 'value="ค่า นายหน้า &lt;b&gt;"' in page
        assert '<option value="th" selected>' in page
        assert desk.get(reverse(ADD), {"language": "xx"}).status_code == 200

    def test_the_list_is_searched_by_phrasing_and_by_title(
        self, desk: Client, make_publication: MakePublication, pin: Pin
    ) -> None:
        pin(["ค่านายหน้า", "fee"], make_publication("T-2026-101", title="Recruitment"))
        pin("debt", make_publication("T-2026-102", title="Bondage"), until=timezone.localdate() - timedelta(days=1))
        for query, expected in (("ยหน้", [True, False]), ("bondage", [False, True]), ("fee rec", [True, False])):
            page = desk.get(reverse(INDEX), {"q": query}).content.decode()
            assert ["fee" in page.replace(query, ""), "debt" in page.replace(query, "")] == expected, query

    def test_publications_and_the_pages_of_the_portal_are_offered(self, desk: Client, portal: None) -> None:
        page = desk.get(reverse(ADD)).content.decode()
        for kind in ("resources.toolpage", "pages.themepage", "pages.countrypage", "pages.informationpage"):
            assert kind in page


class EditorTests:
    def test_an_editor_reads_and_changes_nothing(
        self, make_publication: MakePublication, pin: Pin, editor: User, client: Client
    ) -> None:
        pinning = pin(["debt", "loan"], make_publication())
        client.force_login(editor)
        listing = client.get(reverse(INDEX)).content.decode()
        assert "debt · loan" in listing
        assert reverse(ADD) not in listing
        shown = client.get(reverse("pinned-results:inspect", args=[pinning.pk])).content.decode()
        assert "debt · loan" in shown
        assert "Tool T-2026-101" in shown
        for address in (
            reverse(ADD),
            reverse("pinned-results:edit", args=[pinning.pk]),
            reverse("pinned-results:delete", args=[pinning.pk]),
        ):
            assert client.post(address, form(["new"], [])).status_code in (302, 403)
        assert [str(one) for one in Pinning.objects.all()] == ["debt · loan"]

    def test_nobody_else_sees_the_list(self, portal: None, client: Client) -> None:
        client.force_login(User.objects.create_user("someone@office.example", "a long enough password"))
        assert client.get(reverse(INDEX)).status_code == 404


class RightsTests:
    def test_setting_up_again_leaves_what_was_taken(self, portal: None) -> None:
        editors, publishers = Group.objects.get(name=EDITORS), Group.objects.get(name=PUBLISHERS)
        held = set(publishers.permissions.filter(content_type__app_label="pins").values_list("codename", flat=True))
        assert held == {"view_pinning", "add_pinning", "change_pinning", "delete_pinning"}
        editors.permissions.remove(*editors.permissions.filter(codename="view_pinning"))
        rights()
        assert not editors.permissions.filter(codename="view_pinning").exists()
