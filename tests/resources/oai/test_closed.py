"""What was never public leaves no trace in the harvesting interface, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from portal.marking import Label
from portal.members.models import User
from resources.oai import keeping
from resources.oai.models import HarvestRecord
from tests.conftest import MakePublication

QUESTIONS = (
    "verb=Identify",
    "verb=ListSets",
    "verb=ListMetadataFormats",
    "verb=ListMetadataFormats&identifier=oai:localhost:t-2026-107/en",
    "verb=ListIdentifiers&metadataPrefix=oai_dc",
    "verb=ListRecords&metadataPrefix=oai_dc",
    "verb=ListRecords&metadataPrefix=oai_dc&set=type",
    "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:t-2026-101/en",
    "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:t-2026-107/en",
)


def answers(client: Client) -> list[bytes]:
    return [client.get(f"/oai?{question}").content for question in QUESTIONS]


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel("2026-11-22 12:00:00Z", tick=False):
        yield


class ClosedTests:
    def test_every_answer_is_the_same_with_and_without_what_is_closed(
        self, make_publication: MakePublication, client: Client, publisher: User
    ) -> None:
        make_publication("T-2026-101")
        before = answers(client)
        green = make_publication("T-2026-107", label=Label.GREEN)
        make_publication("T-2026-107", "lo", label=Label.GREEN)
        make_publication("T-2026-108", label=None)
        make_publication("T-2026-109", live=False)
        green.unpublish()
        green.save_revision().publish()
        keeping.look_through()
        assert answers(client) == before
        client.force_login(publisher)
        assert answers(client) == before

    def test_a_record_that_was_not_brought_up_is_closed_all_the_same(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        page = make_publication("T-2026-101", title="Words to hide")
        type(page).objects.filter(pk=page.pk).update(live=False)
        assert not HarvestRecord.objects.get().ended
        assert b'status="deleted"' in answers(client)[5]
        assert b"Words to hide" not in b"".join(answers(client))

    def test_a_longer_list_asks_the_database_no_more_often(
        self, make_publication: MakePublication, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(4):
            make_publication(f"T-2026-10{number}")
        with django_assert_max_num_queries(14):
            listed = client.get(f"/oai?{QUESTIONS[5]}").content
        assert listed.count(b"<record>") == 4

    def test_an_answer_is_not_sent_twice(self, make_publication: MakePublication, client: Client) -> None:
        make_publication("T-2026-101")
        address = f"/oai?{QUESTIONS[5]}"
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-cache"
        with time_machine.travel("2026-11-23 12:00:00Z"):
            assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
