"""Files lie under no public address: a view asks the rule, and a file is as open as what carries it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from portal import access
from portal.files.models import PortalDocument, PortalImage
from portal.files.pipeline.states import State
from portal.marking import Label
from portal.markings.actions import set_marking
from portal.members.models import User
from portal.viewer import ANONYMOUS
from resources.models import PublicationFile, PublicationPage
from tests.conftest import MakePublication
from tests.files.samples import GOOD, settled

PDF = settled(GOOD["paper.pdf"])


def put_up(name: str = "paper.pdf", content: bytes = PDF) -> PortalDocument:
    document = PortalDocument(title="Paper", file=ContentFile(content, name=name))
    document.save()
    # As it is once its text has been looked at.
    document.state = State.READY
    document.save(update_fields=["state"])
    return document


class CarriedFileTests:
    @pytest.fixture
    def document(self, portal: None) -> PortalDocument:
        return put_up()

    def _carry(self, page: PublicationPage, document: PortalDocument) -> None:
        page.files = [PublicationFile(document=document, language="en")]
        page.save()

    def test_it_is_open_as_long_as_a_visitor_may_read_what_carries_it(
        self, make_publication: MakePublication, client: Client, document: PortalDocument
    ) -> None:
        assert client.get(document.url).status_code == 404, "nothing carries it"
        page = make_publication("T-2026-101")
        self._carry(page, document)
        answer = client.get(document.url)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == PDF
        assert (answer["Content-Type"], answer["Content-Disposition"]) == (
            "application/pdf",
            f'inline; filename="{document.filename}"',
        )
        assert answer["X-Content-Type-Options"] == "nosniff"
        page.unpublish()
        assert client.get(document.url).status_code == 404

    @pytest.mark.parametrize(
        ("given", "told"),
        [
            (
                "ឯកសារ ២.pdf",
                "inline; filename=\"aeksar-2.pdf\"; filename*=UTF-8''"
                "%E1%9E%AF%E1%9E%80%E1%9E%9F%E1%9E%B6%E1%9E%9A%20%E1%9F%A2.pdf",
            ),
            ("Ba\u0301o (1).pdf", "inline; filename=\"bao-1.pdf\"; filename*=UTF-8''B%C3%A1o%20%281%29.pdf"),
            ('A "final" one.pdf', 'inline; filename="A \\"final\\" one.pdf"'),
        ],
    )
    def test_it_is_saved_under_the_name_it_came_with_and_lies_under_a_plain_one(
        self, given: str, told: str, make_publication: MakePublication, client: Client
    ) -> None:
        document = put_up(given)
        self._carry(make_publication("T-2026-101"), document)
        assert document.url.isascii()
        assert client.get(document.url)["Content-Disposition"] == told
        # What came before such names were kept goes by that of its address.
        PortalDocument.objects.update(given_name="")
        assert client.get(document.url)["Content-Disposition"] == f'inline; filename="{document.filename}"'

    def test_one_open_carrier_is_enough_and_a_closed_one_opens_nothing(
        self, make_publication: MakePublication, client: Client, editor: User, document: PortalDocument
    ) -> None:
        closed, open_page = make_publication("T-2026-101", label=Label.GREEN), make_publication("T-2026-102")
        self._carry(closed, document)
        assert client.get(document.url).status_code == 404
        self._carry(open_page, document)
        assert client.get(document.url).status_code == 200
        set_marking(group=open_page.translation_key, label=Label.GREEN, by=None)
        denied = client.get(document.url)
        assert denied.status_code == 404
        absent = client.get(f"/files/AAAAAAAAAAAA/{document.filename}")
        assert denied.content.replace(document.token.encode(), b"AAAAAAAAAAAA") == absent.content
        client.force_login(editor)
        assert client.get(document.url).status_code == 200
        assert client.get(document.url)["Cache-Control"] == "private, no-store"

    def test_what_only_a_draft_carries_is_closed(
        self, make_publication: MakePublication, client: Client, document: PortalDocument
    ) -> None:
        page = make_publication("T-2026-101")
        page.files = [PublicationFile(document=document, language="en")]
        page.save_revision()
        assert client.get(document.url).status_code == 404
        page.get_latest_revision().publish()
        assert client.get(document.url).status_code == 200

    def test_its_address_is_a_token_and_its_whole_name(
        self, make_publication: MakePublication, client: Client, document: PortalDocument
    ) -> None:
        self._carry(make_publication("T-2026-101"), document)
        assert document.url == f"/files/{document.token}/{document.filename}"
        assert len(document.token) >= 12
        assert put_up().token != document.token
        for address in (
            f"/files/{document.pk}/{document.filename}",
            f"/files/{document.token}/other.pdf",
            f"/files/{document.token}/",
            f"/files/{document.token.swapcase()}/{document.filename}",
            f"/images/{document.file.name}",
            f"/{document.file.name}",
        ):
            assert client.get(address).status_code == 404, address

    def test_one_that_was_lost_from_the_disk_is_not_found(
        self, make_publication: MakePublication, client: Client, document: PortalDocument
    ) -> None:
        self._carry(make_publication("T-2026-101"), document)
        default_storage.delete(document.file.name)
        assert client.get(document.url).status_code == 404

    def test_only_a_pdf_is_shown_in_place(self, make_publication: MakePublication, client: Client) -> None:
        page = make_publication("T-2026-101")
        for name in ("paper.docx", "paper.xlsx", "poster.png"):
            document = put_up(name, GOOD[name])
            self._carry(page, document)
            answer = client.get(document.url)
            assert answer["Content-Type"] == "application/octet-stream"
            assert answer["Content-Disposition"].startswith("attachment")

    @pytest.mark.parametrize("state", [State.REFUSED, State.RECEIVED, "a state of another release"])
    def test_one_that_is_not_known_to_be_clean_is_for_nobody(
        self,
        state: str,
        make_publication: MakePublication,
        client: Client,
        editor: User,
        document: PortalDocument,
    ) -> None:
        page = make_publication("T-2026-101")
        self._carry(page, document)
        assert document.url in client.get(page.url).content.decode()
        PortalDocument.objects.update(state=state[:12])
        assert document.url not in client.get(page.url).content.decode(), "no link leads nowhere"
        assert client.get(document.url).status_code == 404
        client.force_login(editor)
        assert client.get(document.url).status_code == 404

    def test_the_address_a_picture_had_before_it_was_drawn_anew_leads_on(self, client: Client, editor: User) -> None:
        document = put_up("poster.png", GOOD["poster.png"])
        client.force_login(editor)
        old = document.url.replace(".webp", ".png")
        assert client.get(old)["Location"] == document.url

    def test_nothing_else_opens_a_file(self, document: PortalDocument) -> None:
        assert not access.can_fetch(ANONYMOUS, document)
        assert not access.can_fetch(ANONYMOUS, object())


class ImageTests:
    @pytest.fixture
    def image(self, portal: None) -> PortalImage:
        out = BytesIO()
        Image.new("RGB", (40, 30), "white").save(out, "PNG")
        image = PortalImage(title="A chart", file=ContentFile(out.getvalue(), name="chart.png"))
        image.save()
        return image

    def test_images_and_renditions_are_for_staff(self, image: PortalImage, client: Client, editor: User) -> None:
        addresses = [image.file.url, image.get_rendition("width-20").url]
        assert all(address.startswith("/images/") for address in addresses)
        assert {client.get(address).status_code for address in addresses} == {404}
        client.force_login(editor)
        answers = [client.get(address) for address in addresses]
        assert {(answer.status_code, answer["Content-Type"]) for answer in answers} == {(200, "image/webp")}

    @pytest.mark.parametrize("state", [State.REFUSED, State.RECEIVED])
    def test_one_that_is_not_known_to_be_clean_is_for_nobody(
        self, state: State, image: PortalImage, client: Client, editor: User
    ) -> None:
        addresses = [image.file.url, image.get_rendition("width-20").url]
        PortalImage.objects.update(state=state)
        client.force_login(editor)
        assert {client.get(address).status_code for address in addresses} == {404}

    @pytest.mark.parametrize(
        "name",
        ["documents/paper.png", "original_images/../documents/a.png", "../portal.sqlite3", "original_images/x.svg"],
    )
    def test_nothing_else_is_served_as_one(self, image: PortalImage, client: Client, editor: User, name: str) -> None:
        client.force_login(editor)
        assert client.get(f"/images/{name}").status_code == 404
