"""The harvesting interface as a harvester meets it: the verbs, the errors, and what ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client as Browser
from oaipmh.client import BaseClient
from oaipmh.metadata import MetadataRegistry, oai_dc_reader

from portal.countries.models import Country
from portal.files.models import PortalDocument
from portal.marking import Label
from portal.markings.actions import ask_to_lower, decide_lowering, set_marking
from portal.markings.models import Marking
from portal.members.models import User
from portal.work.running import run_waiting
from resources.models import PublicationFile, ResearchBriefPage
from resources.oai import keeping, lists
from tests.conftest import MakePublication
from tests.files.samples import pdf

NOON = datetime(2026, 11, 22, 12, 0, 0, tzinfo=UTC)
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOST = "oai:localhost"


class Harvester(BaseClient):
    """The harvester of the package index, led through Django's test client."""

    def __init__(self, browser: Browser, *, post: bool = False) -> None:
        registry = MetadataRegistry()
        registry.registerReader("oai_dc", oai_dc_reader)
        super().__init__(registry)
        self.ask = browser.post if post else browser.get

    def makeRequest(self, **arguments: Any) -> bytes:
        answer = self.ask("/oai", arguments)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/xml; charset=utf-8"
        return bytes(answer.content)

    def state(self, **arguments: Any) -> dict[str, bool]:
        """Every record by the end of its identifier, and whether it is told as deleted."""
        found = self.listRecords(metadataPrefix="oai_dc", **arguments)
        return {header.identifier().removeprefix(f"{HOST}:"): header.isDeleted() for header, _data, _about in found}


@pytest.fixture
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def harvester(portal: None, client: Browser) -> Harvester:
    return Harvester(client)


def error_of(client: Browser, query: str) -> str:
    answer = ElementTree.fromstring(client.get(f"/oai?{query}").content)
    found = answer.find(f"{OAI}error")
    return "" if found is None else str(found.get("code"))


class HarvestingTests:
    @pytest.mark.parametrize("post", [False, True])
    def test_a_harvester_reads_what_is_public(
        self, make_publication: MakePublication, client: Browser, clock: Any, post: bool
    ) -> None:
        laos = Country.objects.get(code="LA")
        study = {"methods": "Asked.", "limits": "Few.", "authors": "A. Writer"}
        english = make_publication("B-2026-101", model=ResearchBriefPage, title="Debts & <doors>", **study)
        make_publication("B-2026-101", "th", model=ResearchBriefPage, title="หนี้", **study, countries=[laos])
        paper = PortalDocument.objects.create(title="Paper", file=ContentFile(pdf(), name="paper.pdf"))
        PublicationFile.objects.create(page=english, document=paper, language="en")
        run_waiting()
        harvester = Harvester(client, post=post)
        assert harvester.identify().baseURL() == "http://testserver/oai"
        assert harvester.identify().deletedRecord() == "persistent"
        assert [prefix for prefix, _schema, _space in harvester.listMetadataFormats()] == ["oai_dc"]
        names = dict((spec, name) for spec, name, _about in harvester.listSets())
        assert names["type:research-brief"] == "Research brief"
        assert names["country:LA"].startswith("Lao")
        header, data, _about = harvester.getRecord(metadataPrefix="oai_dc", identifier=f"{HOST}:b-2026-101/en")
        assert "type:research-brief" in header.setSpec()
        assert data["title"] == ["Debts & <doors>"]
        assert data["creator"] == ["A. Writer"]
        assert data["language"] == ["en"]
        assert data["rights"] == ["TLP:CLEAR"]
        assert data["format"] == ["application/pdf"]
        assert data["identifier"] == ["http://testserver/en/publications/b-2026-101/", "B-2026-101"]
        assert data["relation"] == [
            "http://testserver/th/publications/b-2026-101/",
            f"http://testserver{paper.url}",
        ]
        assert harvester.state(set="country:LA") == {"b-2026-101/th": False}
        assert harvester.state(set="country") == {"b-2026-101/th": False}
        listed = harvester.listIdentifiers(metadataPrefix="oai_dc")
        assert [one.identifier() for one in listed] == [f"{HOST}:b-2026-101/en", f"{HOST}:b-2026-101/th"]

    def test_each_text_says_its_language_and_the_answer_where_its_schema_is(
        self, make_publication: MakePublication, client: Browser
    ) -> None:
        make_publication("T-2026-101", "zh-hans", title="工具\x0b一")
        answer = client.get("/oai?verb=ListRecords&metadataPrefix=oai_dc").content
        assert b"http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd" in answer
        assert b"http://www.openarchives.org/OAI/2.0/oai_dc.xsd" in answer
        tree = ElementTree.fromstring(answer)
        title, description = tree.find(f".//{DC}title"), tree.find(f".//{DC}description")
        assert title is not None and description is not None
        assert (title.text, title.get(LANG), description.get(LANG)) == ("工具 一", "zh-Hans", "zh-Hans")

    def test_a_long_list_comes_in_pieces_which_no_change_breaks(
        self, make_publication: MakePublication, harvester: Harvester, clock: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lists, "PIECE", 2)
        pages = [make_publication(f"T-2026-10{number}") for number in range(5)]
        seen = []
        for number, header in enumerate(harvester.listIdentifiers(metadataPrefix="oai_dc")):
            seen.append(header.identifier().rpartition(":")[2])
            if number == 0:
                clock.shift(60)
                pages[0].title = "Told anew"
                pages[0].save()
                pages[4].delete()
        assert sorted(seen) == [f"t-2026-10{number}/en" for number in (0, 0, 1, 2, 3, 4)]

    def test_a_day_and_a_second_narrow_the_list(
        self, make_publication: MakePublication, harvester: Harvester, client: Browser, clock: Any
    ) -> None:
        make_publication("T-2026-101")
        clock.shift(timedelta(days=1))
        page = make_publication("T-2026-102")
        ask = "verb=ListIdentifiers&metadataPrefix=oai_dc&"
        assert error_of(client, f"{ask}until=2026-11-21") == "noRecordsMatch"
        for query, wanted in (
            ("until=2026-11-22", "101"),
            ("from=2026-11-23", "102"),
            ("from=2026-11-22T12:00:00Z&until=2026-11-22T12:00:00Z", "101"),
            ("from=2026-11-22T12:00:01Z", "102"),
        ):
            content = client.get(f"/oai?{ask}{query}").content.decode()
            found = [number for number in ("101", "102") if f"t-2026-{number}/en" in content]
            assert found == [wanted], query
        clock.shift(timedelta(days=1))
        page.save()
        assert error_of(client, f"{ask}from=2026-11-24") == "noRecordsMatch"


class EndingTests:
    def test_what_was_public_is_told_as_deleted_by_whatever_way_it_went(
        self, make_publication: MakePublication, harvester: Harvester, clock: Any
    ) -> None:
        withdrawn, deleted, closed = (make_publication(f"T-2026-10{number}") for number in (1, 2, 3))
        make_publication("T-2026-104", expire_at=NOON + timedelta(hours=1))
        make_publication("T-2026-105")
        assert not any(harvester.state().values())
        clock.shift(timedelta(hours=2))
        withdrawn.unpublish()
        deleted.delete()
        with transaction.atomic():
            set_marking(group=closed.translation_key, label=Label.GREEN, by=None)
        assert harvester.state() == {f"t-2026-10{number}/en": number != 5 for number in (1, 2, 3, 4, 5)}
        keeping.look_through()
        ended = harvester.state(from_=NOON.replace(tzinfo=None) + timedelta(hours=2))
        assert ended == {f"t-2026-10{number}/en": True for number in (1, 2, 3, 4)}

    def test_what_is_opened_again_is_told_again(
        self, make_publication: MakePublication, harvester: Harvester, publisher: User, editor: User
    ) -> None:
        page = make_publication("T-2026-101", label=Label.GREEN)
        marking = Marking.objects.get(group=page.translation_key)
        lowering = ask_to_lower(marking=marking, to=Label.CLEAR, consent="By the source.", by=editor)
        assert keeping.HarvestRecord.objects.count() == 0
        decide_lowering(lowering=lowering, grant=True, by=publisher)
        assert harvester.state() == {"t-2026-101/en": False}

    def test_a_new_version_changes_what_is_told_of_the_others(
        self, make_publication: MakePublication, harvester: Harvester, clock: Any
    ) -> None:
        make_publication("T-2026-101")
        clock.shift(60)
        lao = make_publication("T-2026-101", "lo")
        since = NOON.replace(tzinfo=None) + timedelta(seconds=60)
        assert harvester.state(from_=since) == {"t-2026-101/en": False, "t-2026-101/lo": False}
        clock.shift(60)
        lao.unpublish()
        since += timedelta(seconds=60)
        assert harvester.state(from_=since) == {"t-2026-101/en": False, "t-2026-101/lo": True}


class ErrorTests:
    @pytest.mark.parametrize(
        ("query", "code"),
        [
            ("", "badVerb"),
            ("verb=Nothing", "badVerb"),
            ("verb=Identify&verb=Identify", "badVerb"),
            ("verb=Identify&metadataPrefix=oai_dc", "badArgument"),
            ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
            ("verb=ListRecords", "badArgument"),
            ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
            ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
            ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
            ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01T00:00Z", "badArgument"),
            ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-01T00:00:00Z", "badArgument"),
            ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
            ("verb=ListRecords&metadataPrefix=oai_dc&set=%00", "badArgument"),
            ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
            ("verb=ListRecords&metadataPrefix=oai_dc&set=type:nothing", "noRecordsMatch"),
            ("verb=ListRecords&resumptionToken=forged", "badResumptionToken"),
            ("verb=ListSets&resumptionToken=forged", "badResumptionToken"),
            ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:t-2026-199/en", "idDoesNotExist"),
            ("verb=ListMetadataFormats&identifier=oai:elsewhere:t-2026-101/en", "idDoesNotExist"),
            ("verb=ListMetadataFormats&identifier=oai:localhost:t-2026-102/en", "noMetadataFormats"),
        ],
    )
    def test_each_mistake_has_its_code(
        self, make_publication: MakePublication, client: Browser, query: str, code: str
    ) -> None:
        make_publication("T-2026-101")
        make_publication("T-2026-102").unpublish()
        assert error_of(client, query) == code

    def test_a_token_of_one_verb_is_none_of_another(
        self, make_publication: MakePublication, client: Browser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(lists, "PIECE", 1)
        make_publication("T-2026-101")
        make_publication("T-2026-102")
        answer = ElementTree.fromstring(client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").content)
        token = answer.findtext(f".//{OAI}resumptionToken")
        assert error_of(client, f"verb=ListIdentifiers&resumptionToken={token}") == ""
        assert error_of(client, f"verb=ListRecords&resumptionToken={token}") == "badResumptionToken"
