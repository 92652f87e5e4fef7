"""The audit: every address has an expectation, every answer keeps to it, and one that does not is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import resolve

from portal.files.models import PortalDocument
from portal.files.pipeline.states import State
from portal.marking import Label
from portal.surfaces.auditing import Findings, audit
from portal.surfaces.expectations import Ask, Expect, Row
from portal.surfaces.patterns import is_spoken_for, patterns, staff_addresses
from portal.surfaces.roles import Role, role, roles
from portal.surfaces.samples import KINDS, Kind, Sample, marked
from portal.surfaces.table import TABLE
from portal.viewer import MEMBER
from resources.models import PublicationFile
from resources.oai.models import HarvestRecord
from tests.access.oracle import Facts
from tests.access.papers import make_all
from tests.conftest import MakePublication
from tests.files.conftest import clean_storage
from tests.files.samples import pdf

__all__ = ["clean_storage"]

SHAPES = [
    *(Facts(label.value) for label in Label),
    Facts(None),
    Facts("GREEN", published=False),
    Facts("CLEAR", expired=True),
    Facts("AMBER", (("body:audit-one", ""),)),
    Facts("AMBER", (("space:audit", ""),)),
    Facts("AMBER+STRICT", (("body:audit-one", "space:audit"),)),
    Facts("RED", (("person:-1", ""),)),
]
OPEN = Row("papers/", (Ask("/papers/", Expect.NAMES, ("paper",), "{token}."),))
ONE = Row("papers/<uuid:token>/", (Ask("/papers/{token}/", Expect.OPENS, ("paper",)),))
FORGETFUL = Row("forgetful/<uuid:token>/", (Ask("/forgetful/{token}/", Expect.OPENS, ("paper",)),))
GOSSIP = Row("gossip/", (Ask("/gossip/", Expect.SILENT),))
SILENCED = (Row("forgetful/<uuid:token>/", expect=Expect.SILENT), Row("gossip/", expect=Expect.SILENT))


def _papers(_most: int) -> Iterator[Sample]:
    for paper, shape in zip(make_all(SHAPES), SHAPES, strict=True):
        yield marked("paper", paper, str(shape.label), {"token": str(paper.token)})


def _document(name: str) -> PortalDocument:
    document = PortalDocument(title=name, language="en", file=ContentFile(pdf((name,)), name=name))
    document.save()
    # As it is once its text has been looked at.
    document.state = State.READY
    document.save(update_fields=["state"])
    return document


def _everybody() -> tuple[Role, ...]:
    return (*roles(), role("a member of a space", (MEMBER, "body:audit-one", "space:audit"), -3))


class TableTests:
    def test_every_address_has_an_expectation(self) -> None:
        known = {row.pattern for row in TABLE}
        assert [pattern for pattern in patterns() if not is_spoken_for(pattern, known)] == []

    def test_no_row_speaks_for_an_address_that_is_gone(self) -> None:
        there = set(patterns())
        assert [row.pattern for row in TABLE if row.pattern not in there and "…" not in row.pattern] == []

    def test_every_address_of_the_administration_is_asked_though_some_are_written_as_expressions(self) -> None:
        asked = list(staff_addresses({row.pattern for row in TABLE}))
        assert "/administration/api/main/pages/1/" in asked
        assert "/administration/pages/1/revisions/compare/live...live/" in asked
        assert [address for address in asked if not resolve(address).func] == []

    def test_what_is_not_asked_is_said_to_be_and_why(self) -> None:
        assert [row.pattern for row in TABLE if not row.asks and not row.why and row.expect is not Expect.STAFF] == []


@pytest.mark.urls("tests.access.restricted.urls")
class AuditTests:
    @pytest.fixture
    def library(self, make_publication: MakePublication) -> None:
        for number, label in enumerate((Label.CLEAR, Label.GREEN, Label.AMBER, None), start=301):
            page = make_publication(f"T-2026-{number}", label=label, title=f"A tool numbered {number}")
            PublicationFile.objects.create(page=page, language="en", document=_document(f"paper-{number}.pdf"))
        make_publication("T-2026-305", label=Label.GREEN, live=False, title="A tool of tomorrow")
        withdrawn = make_publication("T-2026-306", title="A tool of yesterday")
        withdrawn.save_revision().publish()
        withdrawn.unpublish()
        assert HarvestRecord.objects.filter(local="t-2026-306/en").exists()
        _document("alone.pdf")

    def test_every_answer_keeps_to_the_one_rule(self, library: None) -> None:
        table = (*TABLE, OPEN, ONE, *SILENCED)
        findings = audit(most=1, table=table, kinds=(*KINDS, Kind("paper", _papers)), who=_everybody())
        assert not findings.differences, "\n".join(findings.differences)
        assert len(findings.samples) >= 15
        assert sum(findings.compared.values()) >= 2_000
        assert not Session.objects.exists()

    def test_an_address_that_forgets_the_rule_is_found(self, db: None) -> None:
        findings = audit(table=(OPEN, ONE, FORGETFUL), kinds=(Kind("paper", _papers),), who=_everybody())
        wrong = [said for said in findings.differences if said.startswith("forgetful/")]
        assert any("a visitor got 200" in said and "(RED)" in said for said in wrong)
        assert not [said for said in findings.differences if said.startswith("papers/")]
        assert any("no row speaks for 'healthz'" in said for said in findings.differences)

    def test_a_page_about_something_else_that_leads_to_what_is_closed_is_found(self, db: None) -> None:
        findings = audit(table=(GOSSIP,), kinds=(Kind("paper", _papers),), who=_everybody())
        wrong = [said.partition("/gossip/ leads ")[2] for said in findings.differences if "/gossip/ leads" in said]
        assert [told.split(" to ")[0] for told in wrong] == [one.name for one in _everybody()]


class CommandTests:
    def test_it_tells_what_was_compared_and_ends_with_1_on_a_difference(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        found = Findings(roles=("a visitor",))
        found.samples["page", "TLP:CLEAR, published"] = 1
        found.compare("sitemap.xml", True, "")
        module = "portal.surfaces.management.commands.audit_access.audit"
        monkeypatch.setattr(module, lambda **_asked: found)
        call_command("audit_access")
        assert "1 answers compared, 0 differences." in capsys.readouterr().out
        found.compare("sitemap.xml", False, "it names what is closed")
        with pytest.raises(SystemExit) as ended:
            call_command("audit_access")
        assert ended.value.code == 1
        assert "DIFFERENCE sitemap.xml: it names what is closed" in capsys.readouterr().err
