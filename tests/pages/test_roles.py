"""Editors write and submit, publishers publish, translators translate; what Wagtail could do beside that is off."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Page, PageViewRestriction, TaskState

from portal.audit.models import Entry
from portal.files.models import PortalDocument
from portal.marking import Label
from portal.members.models import User
from portal.pages.models import InformationPage
from resources.models import PublicationPage, PublicationsPage, ToolPage
from tests.conftest import MakePublication
from tests.files.samples import docx
from tests.resources.form_data import tool_form


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def saved(page: PublicationPage) -> PublicationPage:
    return PublicationPage.objects.get(pk=page.pk).specific


class ReviewTests:
    @pytest.fixture
    def draft(self, make_publication: MakePublication) -> PublicationPage:
        page = make_publication("T-2026-101", live=False)
        page.save_revision()
        return page

    def test_from_writing_to_reading(self, portal: None, editor: User, publisher: User) -> None:
        writing, publishing, visitor = Client(), Client(), Client()
        writing.force_login(editor)
        publishing.force_login(publisher)
        shelf = PublicationsPage.objects.get(locale__language_code="my")
        add = reverse("wagtailadmin_pages:add", args=["resources", "toolpage", shelf.pk])
        words = tool_form("T-2026-120", "<p>လူကုန်ကူးမှု တားဆီးရေး</p>", title="လမ်းညွှန်")
        assert writing.post(add, {**words, "action-publish": "publish"}).status_code == 302
        page = PublicationPage.objects.get(reference="T-2026-120").specific
        assert not page.live, "an editor who asks to publish keeps a draft"
        assert visitor.get(page.url).status_code == 404

        writing.post(edit_url(page), {**words, "action-submit": "submit"})
        waiting = TaskState.objects.get(revision__object_id=str(page.pk))
        assert waiting.status == "in_progress"
        approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", waiting.pk])
        writing.post(approve, {"comment": ""})
        assert not saved(page).live, "an editor cannot approve"
        publishing.post(approve, {"comment": "Good."})
        assert saved(page).live
        assert saved(page).slug == "t-2026-120"
        assert "လမ်းညွှန်" in visitor.get(page.url).content.decode()
        assert "T-2026-120" in visitor.get("/my/search/", {"q": "တားဆီးရေး"}).content.decode()

    def test_only_a_publisher_publishes(
        self, draft: PublicationPage, client: Client, editor: User, publisher: User
    ) -> None:
        for user, expected in ((editor, False), (publisher, True)):
            client.force_login(user)
            client.post(edit_url(draft), {**tool_form(), "action-publish": "publish"})
            assert saved(draft).live is expected

    def test_only_a_publisher_takes_down_and_schedules(
        self, make_publication: MakePublication, client: Client, editor: User, publisher: User
    ) -> None:
        page = make_publication("T-2026-101")
        url = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        for user, expected in ((editor, True), (publisher, False)):
            client.force_login(user)
            client.post(url, {})
            assert saved(page).live is expected

    def test_nobody_publishes_without_a_label(
        self, draft: PublicationPage, client: Client, publisher: User, make_publication: MakePublication
    ) -> None:
        unmarked = make_publication("T-2026-102", label=None, live=False)
        client.force_login(publisher)
        form = tool_form("T-2026-102", marking_label=None)
        refused = client.post(edit_url(unmarked), {**form, "action-publish": "publish"})
        assert refused.status_code == 200
        assert "Choose a label" in refused.content.decode()
        assert not saved(unmarked).live
        client.post(edit_url(unmarked), form)
        assert saved(unmarked).latest_revision is not None, "a draft may be kept before anybody decided"

    def test_a_number_that_is_taken_is_refused_in_the_form_and_what_was_typed_stays(
        self, draft: PublicationPage, client: Client, editor: User, make_publication: MakePublication
    ) -> None:
        make_publication("T-2026-102")
        client.force_login(editor)
        answer = client.post(edit_url(draft), tool_form("T-2026-102", title="A long title"))
        assert answer.status_code == 200
        assert "Another publication has this number" in answer.content.decode()
        assert "A long title" in answer.content.decode()

    @pytest.mark.parametrize(
        ("extra", "copied"), [({}, True), ({"publish_copies": "on"}, False), ({"alias": "on"}, False)]
    )
    def test_a_copy_is_a_draft_or_is_refused_with_a_sentence(
        self, make_publication: MakePublication, client: Client, publisher: User, extra: dict[str, str], copied: bool
    ) -> None:
        page = make_publication("T-2026-101")
        client.force_login(publisher)
        url = reverse("wagtailadmin_pages:copy", args=[page.pk])
        words = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk, **extra}
        answer = client.post(url, words, follow=True)
        copies = ToolPage.objects.filter(title="A copy")
        assert [copy.live for copy in copies] == [False] * copied
        assert ("A copy begins as a draft" in answer.content.decode()) is not copied

    def test_a_draft_is_previewed_by_whoever_writes_it_and_by_nobody_else(
        self, draft: PublicationPage, editor: User, client: Client
    ) -> None:
        view = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
        assert client.get(view).status_code == 302
        client.force_login(editor)
        assert "The text of this tool." in client.get(view).content.decode()

    def test_editors_find_pages_by_words_of_any_script(
        self, make_publication: MakePublication, client: Client, editor: User
    ) -> None:
        titles = {"lo": "ຄູ່ມືສຳລັບໄອຍະການ", "km": "ការណែនាំអំពីជនរងគ្រោះ", "zh-hans": "不惩罚原则指南", "ta": "வழிகாட்டி"}
        for number, (language, title) in enumerate(titles.items(), start=130):
            make_publication(f"T-2026-{number}", language, title=title)
        client.force_login(editor)
        for title in titles.values():
            for name in ("wagtailadmin_pages:search", "wagtailadmin_choose_page_search"):
                assert title in client.get(reverse(name), {"q": title[2:6]}).content.decode()


class RightsTests:
    def test_editors_put_up_files(self, portal: None, client: Client, editor: User) -> None:
        client.force_login(editor)
        file = ContentFile(docx(), name="paper.docx")
        client.post(reverse("wagtaildocs:add"), {"title": "Paper", "file": file})
        assert PortalDocument.objects.filter(title="Paper").exists()

    def test_editors_leave_the_words_of_the_field_alone(
        self, portal: None, client: Client, editor: User, publisher: User
    ) -> None:
        url = reverse("wagtailsnippets_glossary_theme:list")
        client.force_login(editor)
        assert client.get(url).status_code == 302
        client.force_login(publisher)
        assert client.get(url).status_code == 200

    def test_nobody_but_staff_enters(self, portal: None, client: Client) -> None:
        client.force_login(User.objects.create_user("someone@office.example", "a long enough password"))
        assert client.get("/administration/").status_code == 404
        assert client.get("/administration/pages/").status_code == 404


class SwitchedOffTests:
    @pytest.fixture
    def administrator(self, portal: None) -> User:
        return User.objects.create_superuser("administrator@office.example", "a long enough password")

    def test_wagtails_privacy_has_no_effect_on_reading(self, make_publication: MakePublication, client: Client) -> None:
        page = make_publication("T-2026-101")
        for restricted in (page, page.get_parent()):
            PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
        assert client.get("/en/publications/t-2026-101/").status_code == 200
        closed = make_publication("T-2026-102", label=Label.GREEN)
        PageViewRestriction.objects.filter(page=closed).delete()
        assert client.get("/en/publications/t-2026-102/").status_code == 404

    def test_wagtails_privacy_cannot_be_set_and_is_not_offered(
        self, make_publication: MakePublication, client: Client, administrator: User
    ) -> None:
        page = make_publication("T-2026-101")
        client.force_login(administrator)
        url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
        answer = client.post(url, {"restriction_type": "login"})
        assert answer.status_code in (302, 403)
        assert not PageViewRestriction.objects.exists()
        assert 'data-a11y-dialog-show="set-privacy"' not in client.get(edit_url(page)).content.decode()

    def test_there_are_no_comments(
        self, make_publication: MakePublication, client: Client, administrator: User
    ) -> None:
        page = make_publication("T-2026-101")
        client.force_login(administrator)
        assert 'data-side-panel="comments"' not in client.get(edit_url(page)).content.decode()

    @pytest.mark.parametrize(
        "address",
        [
            "/api/v2/pages/",
            "/api/main/pages/",
            "/documents/1/paper.pdf",
            "/media/documents/paper.pdf",
            "/images/documents/paper.pdf",
            "/en/documents/1/paper.pdf",
            "/en/_util/authenticate_with_password/1/1/",
            "/en/account/signup/",
            "/django-admin/",
        ],
    )
    def test_what_is_not_used_is_not_mounted(self, portal: None, client: Client, address: str) -> None:
        assert client.get(address).status_code == 404

    def test_no_name_leads_to_the_api_or_to_wagtails_documents(self) -> None:
        for name in ("wagtaildocs_serve", "wagtailapi:pages:listing"):
            with pytest.raises(NoReverseMatch):
                reverse(name, args=[1, "paper.pdf"])


class InformationPageTests:
    def test_a_burmese_title_makes_a_plain_address_of_its_own(self, portal: None) -> None:
        about = InformationPage.objects.get(slug="about", locale__language_code="my")
        made = [
            about.add_child(instance=InformationPage(title="အကြောင်း", body="<p>စာ</p>", locale=about.locale, live=live))
            for live in (True, False)
        ]
        for page in made:
            assert page.slug
            assert page.slug.isascii()
        assert made[0].slug != made[1].slug

    def test_an_address_with_accents_is_refused(self, portal: None) -> None:
        about = InformationPage.objects.get(slug="about", locale__language_code="vi")
        with pytest.raises(ValidationError, match="slug"):
            about.add_child(
                instance=InformationPage(title="Giới thiệu", slug="giới-thiệu", body="<p>a</p>", locale=about.locale)
            )


class EntryTests:
    def test_marking_a_page_in_its_form_is_in_the_log_with_whoever_did_it(
        self, make_publication: MakePublication, client: Client, publisher: User
    ) -> None:
        page = make_publication("T-2026-101")
        client.force_login(publisher)
        client.post(edit_url(page), tool_form(marking_label="GREEN"))
        entry = Entry.objects.filter(action="marking.set").first()
        assert (entry.actor_id, entry.label) == (publisher.pk, "GREEN")
        assert ToolPage.objects.get(pk=page.pk).title == "Tool T-2026-101"
