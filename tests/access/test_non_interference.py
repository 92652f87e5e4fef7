"""The strongest test: nobody's answers tell of what is closed to them.

The same requests are answered in a world with restricted things and in one without, to a visitor, a member, a member of
another body and somebody whose account was closed; the answers are the same byte for byte, tokens of forms aside.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from portal.countries.models import Country
from portal.files.models import PortalDocument
from portal.files.pipeline.states import State
from portal.glossary.models import Theme
from portal.marking import Label
from portal.markings.actions import name_reader
from portal.members import actions
from portal.members.models import Body, User
from portal.pages import remembering
from resources.models import PublicationFile, PublicationPage
from tests.access.oracle import Facts
from tests.access.papers import make
from tests.access.test_surfaces import SURFACES
from tests.conftest import MakePublication
from tests.files.conftest import clean_storage
from tests.files.samples import pdf

__all__ = ["clean_storage"]

TOKEN = uuid.UUID("5b1f1d3e-0000-4000-8000-000000000001")
FILE = "aClosedFile1"
#: What differs between any two answers: the token of a form.
_TOKENS = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')
ADDRESSES = (
    *SURFACES,
    "/en/members/",
    "/en/members/?country=LA",
    "/en/members/seats/",
    "/en/publications/",
    "/th/publications/",
    "/th/search/?q=secretword",
    "/km/search/?q=secretword&language=th",
    "/en/search/?q=T-2026-301",
    "/en/search/?q=T-2026-303",
    "/en/search/?q=%22secretword+tool%22",
    "/en/search/?theme=non-punishment&country=-TH",
    "/en/search/?provision=ACTIP-14&sort=newest",
    "/en/search/?body=a-body&from=2026",
    "/en/search/?posted_from=2026-01-01&sort=updated",
    "/en/search/?q=tool&page=2",
    "/en/search/table.csv?q=secretword",
    "/en/glossary/",
    "/en/publications/t-2026-303/",
    "/en/publications/t-2026-303/cite.json",
    "/T-2026-303",
    "/en/papers/",
    "/papers/",
    f"/papers/{TOKEN}/",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/oai?verb=ListSets",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:t-2026-303/en",
    "/th/feed/",
    "/en/wrong/?page=/en/publications/t-2026-303/",
    "/en/publications/t-2026-303/implementation.csv",
    f"/files/{FILE}/closed.pdf",
    f"/files/{FILE}/pictures/first-page.webp",
    f"/en/files/{FILE}/",
    f"/en/files/{FILE}/pages/1/",
    "/administration/pages/",
    "/administration/api/main/pages/",
    "/en/account/profile/",
    "/en/members/requests/",
)
Answers = dict[tuple[str, str], tuple[int, str, bytes]]


def _answers(who: dict[str, Client]) -> Answers:
    remembering.forget()
    return {(name, address): _answer(client, address) for name, client in who.items() for address in ADDRESSES}


def _answer(client: Client, address: str) -> tuple[int, str, bytes]:
    response = client.get(address)
    body = b"".join(response) if response.streaming else response.content
    # The moment of an answer of OAI-PMH is its own.
    body = re.sub(rb"<responseDate>[^<]*", b"", _TOKENS.sub(b"", body))
    return response.status_code, response.headers.get("Location", ""), body


@pytest.mark.urls("tests.access.restricted.urls")
class NonInterferenceTests:
    @pytest.fixture
    def readers(self, make_publication: MakePublication) -> Iterator[dict[str, Client]]:
        theme, country = Theme.objects.get(slug="non-punishment"), Country.objects.get(code="LA")
        make_publication("T-2026-101", themes=[theme], countries=[country], related=["T-2026-301"])
        make_publication("T-2026-102", themes=[theme], text="<p>Another tool.</p>")
        body = Body.objects.get(slug="a-body")
        other, _made = Body.objects.get_or_create(slug="b-body", defaults={"name": {"en": "B"}, "kind": body.kind})
        closed = self._member("closed@office.example", body)
        clients = {
            "a visitor": Client(),
            "a member": self._signed_in(self._member("one@office.example", body)),
            "a member of another body": self._signed_in(self._member("two@office.example", other)),
            "a closed account": self._signed_in(closed),
        }
        actions.close_account(user=closed, by=None)
        yield clients

    def _member(self, email: str, body: Body) -> User:
        user = User.objects.create_user(email, "a long enough password")
        seat = actions.open_seat(body=body, function={"en": "Desk"}, by=None)
        actions.take_seat(seat=seat, user=user, by=None)
        return user

    def _signed_in(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def _publish(self, make: MakePublication, reference: str, label: Label | None, **fields: object) -> None:
        theme, country = Theme.objects.get(slug="non-punishment"), Country.objects.get(code="LA")
        for language in ("en", "th"):
            make(
                reference,
                language,
                label=label,
                title="Secretword tool",
                text="<p>secretword secretword tool</p>",
                themes=[theme],
                countries=[country],
                **fields,
            )

    def _restrict(self, make_publication: MakePublication) -> None:
        """What nobody of these may read: marked past all refusals, unmarked, down, and papers of others."""
        for number, label in enumerate((Label.AMBER, Label.AMBER_STRICT, Label.RED, None), start=302):
            self._publish(make_publication, f"T-2026-{number}", label)
        self._publish(make_publication, "T-2026-309", Label.CLEAR, live=False)
        document = PortalDocument(title="Secretword", language="en", token=FILE)
        document.file.save("closed.pdf", ContentFile(pdf(("secretword",))))
        # As it is once its text has been looked at: nothing but what carries it closes it.
        PortalDocument.objects.update(state=State.READY)
        for page in PublicationPage.objects.filter(reference="T-2026-303"):
            PublicationFile.objects.create(page=page, language="en", document=document)
        for shape, who, within in (
            (Facts("AMBER"), "body:c-body", ""),
            (Facts("AMBER+STRICT"), "body:a-body", "space:closed"),
            (Facts("RED"), "person:987654", ""),
        ):
            paper = make(shape)
            name_reader(group=paper.translation_key, principal=who, within=within, by=None)
        type(paper).objects.filter(pk=paper.pk).update(token=TOKEN)

    def test_answers_are_the_same_with_and_without_what_is_closed(
        self, readers: dict[str, Client], make_publication: MakePublication
    ) -> None:
        outside = {name: readers[name] for name in ("a visitor", "a closed account")}
        inside = {name: client for name, client in readers.items() if name not in outside}
        without = _answers(outside)
        self._publish(make_publication, "T-2026-301", Label.GREEN)
        without |= _answers(inside)
        self._restrict(make_publication)
        with_them = _answers(readers)
        assert len(with_them) >= 200
        assert [asked for asked in with_them if with_them[asked] != without[asked]] == []
        # The test would see nothing if members saw nothing.
        assert b"T-2026-301" in with_them["a member", "/en/search/?q=secretword"][2]
        assert b"T-2026-301" not in with_them["a visitor", "/en/search/?q=secretword"][2].replace(b"q=T-2026-301", b"")
