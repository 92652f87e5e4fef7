"""The demo comes and goes: twice makes nothing new, and what others made stays."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Page

from portal.access import marking_of
from portal.demo import sources
from portal.demo.accounts import ACCOUNTS
from portal.demo.checks import demo_stays_at_home
from portal.demo.models import DemoObject
from portal.demo.papers import attaching
from portal.demo.papers.choice import Paper
from portal.files.models import PortalDocument
from portal.marking import Label
from portal.markings.models import Marking
from portal.members.models import Body, User
from portal.pages.models import Authority, CountryPage, NationalLaw, Service
from resources.models import InitiativePage, PublicationPage
from search.engines import engine_named
from search.index import drift
from tests.conftest import MakePublication

PARTS = dict.fromkeys(("challenge", "done", "changed", "learned"), "<p>Words.</p>")
FEW = ("G-2026-014", "G-2024-006", "I-2026-001")


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def counts() -> dict[str, int]:
    models = (Page, Marking, Body, User, Authority, NationalLaw, Service, PortalDocument, DemoObject)
    return {model.__name__: model._default_manager.count() for model in models}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, portal: None) -> None:
    """A demo of three families and one paper; the whole of it is read by the tests of its content and papers."""
    chosen = [family for family in sources.families() if family.reference in FEW]
    assert len(chosen) == len(FEW)
    monkeypatch.setattr(sources, "families", lambda: chosen)
    monkeypatch.setattr(attaching, "PAPERS", (Paper("G-2026-014", "lo"),))


@pytest.mark.usefixtures("few")
class LoadingTests:
    def test_it_is_loaded_once_found_at_once_and_taken_out_whole(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        own = make_publication("T-2026-901", title="Made by staff", related=["G-2026-014"])
        own.bodies = [Body.objects.get(slug="a-body")]
        before = counts()

        run("load_demo")
        loaded = counts()
        assert loaded["PortalDocument"] - before["PortalDocument"] == 1
        assert loaded["Page"] - before["Page"] == sum(len(family.texts) for family in sources.families())
        assert client.get("/th/publications/g-2026-014/").status_code == 200
        assert "G-2026-014" in client.get("/en/search/", {"q": "charging"}).content.decode()
        lao = client.get("/lo/member-states/lao-pdr/").content.decode()
        assert "ກົດໝາຍວ່າດ້ວຍການຕ້ານການຄ້າມະນຸດ" in lao
        assert not drift(engine_named())

        assert "0 pages of demo publications made." in run("load_demo")
        assert counts() == loaded

        run("remove_demo")
        assert counts() == before
        assert PublicationPage.objects.get(reference="T-2026-901").title == "Made by staff"
        assert client.get("/th/publications/g-2026-014/").status_code == 404
        assert not DemoObject.objects.exists()
        assert not CountryPage.objects.exclude(lead="").exists()
        assert not drift(engine_named())

    def test_what_others_made_of_it_stays(self, make_publication: MakePublication) -> None:
        run("load_demo")
        body = DemoObject.objects.filter(kind="body").first()
        own = make_publication("T-2026-901", title="Made by staff")
        own.bodies = list(Body.objects.filter(slug=body.key))
        own.save()
        User.objects.create_user("someone@office.example")
        translated = make_publication("I-2026-001", "th", model=InitiativePage, label=None, title="ทดลอง", **PARTS)
        lao = CountryPage.objects.get(country="LA", locale__language_code="en")
        lao.lead = "What staff wrote."
        lao.save()
        said = run("remove_demo")
        lao.refresh_from_db()
        assert (lao.lead, lao.context_notes) == ("What staff wrote.", "")
        assert [page.pk for page in PublicationPage.objects.filter(reference="I-2026-001")] == [translated.pk]
        assert marking_of(translated) == Label.CLEAR
        assert PublicationPage.objects.filter(reference="T-2026-901").exists()
        assert User.objects.filter(email="someone@office.example").exists()
        assert not User.objects.filter(email__in=[email for email, _name, _role in ACCOUNTS]).exists()
        assert Body.objects.filter(slug=body.key).exists() == ("Kept" in said)

    def test_its_accounts_hold_their_roles(self, client: Client) -> None:
        run("load_demo")
        for email, _name, role in ACCOUNTS:
            user = User.objects.get(email=email)
            assert [group.name for group in user.groups.all()] == [role]
            assert user.is_superuser is (role == "Administrators")
            client.force_login(user)
            assert client.get("/administration/").status_code == 200


class HomeTests:
    def test_it_is_refused_where_it_may_not_run(self, settings: Any, portal: None) -> None:
        settings.DEMO_ALLOWED = False
        with pytest.raises(CommandError, match="one's own machine"):
            run("load_demo")
        assert not DemoObject.objects.exists()

    def test_a_portal_for_others_does_not_start_on_it(self, settings: Any, db: None) -> None:
        settings.DEMO_ALLOWED = False
        assert demo_stays_at_home(None, databases=["default"]) == []
        DemoObject.objects.create(kind="family", key="x")
        found = demo_stays_at_home(None, databases=["default"])
        assert [(message.id, message.level) for message in found] == [("demo.E001", checks.ERROR)]
        with pytest.raises(Exception, match=r"demo\.E001"):
            call_command("check", databases=["default"])
        settings.DEMO_ALLOWED = True
        assert demo_stays_at_home(None, databases=["default"]) == []
