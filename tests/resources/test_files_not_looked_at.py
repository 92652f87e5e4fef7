"""A file is named and given to readers once the guard has looked at its text, and to nobody before."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from portal.files.actions import replace
from portal.files.models import PortalDocument
from portal.files.pipeline.states import State
from portal.members.models import User
from portal.work.running import run_waiting
from resources.models import PublicationFile
from resources.oai.describing import describe
from resources.oai.models import HarvestRecord
from resources.papers.volumes import volumes
from tests.conftest import MakePublication
from tests.files.samples import pdf

PAGE = "/en/publications/t-2026-101/"
PAPER = pdf(["The victims of trafficking are not to be held to account for what they were made to do."])


class NotLookedAtTests:
    @pytest.fixture(autouse=True)
    def _carried(self, make_publication: MakePublication, client: Client, publisher: User) -> None:
        self.page, self.publisher = make_publication("T-2026-101"), publisher
        self.document = PortalDocument(title="Paper", file=ContentFile(PAPER, name="paper.pdf"))
        self.document.save()
        self.page.files = [PublicationFile(document=self.document, language="en")]
        self.page.save_revision().publish()
        self.client = client

    def _named(self) -> list[bool]:
        """Whether readers have it: the file, its reading page, on its page, its metadata, harvested, in the index."""
        document = PortalDocument.objects.get()
        page = type(self.page).objects.get(pk=self.page.pk)
        return [
            self.client.get(document.url).status_code == 200,
            self.client.get(reverse("reading:file", args=[document.token])).status_code == 200,
            document.url in self.client.get(PAGE).content.decode(),
            bool(self.client.get(f"{PAGE}metadata.json").json()["files"]),
            document.url in describe([page])[page.pk].files,
            bool(volumes(str(page.translation_key))),
        ]

    @pytest.mark.parametrize("state", [State.RECEIVED, State.CHECKED, State.TEXT_TAKEN, State.HELD])
    def test_no_place_has_it_before(self, state: State) -> None:
        run_waiting()
        assert self._named() == [True] * 6
        PortalDocument.objects.update(state=state)
        assert self._named() == [False] * 6
        self.client.force_login(self.publisher)
        assert self.client.get(self.document.url).status_code == 404

    def test_harvesters_are_told_that_it_came_and_went(self) -> None:
        without = HarvestRecord.objects.get().told
        run_waiting()
        having = HarvestRecord.objects.get().told
        assert having != without
        replace(document=self.document, content=ContentFile(pdf(["Other."])), name="paper.pdf", by=self.publisher)
        assert HarvestRecord.objects.get().told == without
        run_waiting()
        assert HarvestRecord.objects.get().told == having
