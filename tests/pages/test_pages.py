"""The pages of the shell: what they show, what they leave out, and how few questions they ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.countries.models import Country
from portal.glossary.models import Provision, Theme, VictimGroup
from portal.marking import Label
from portal.members.models import User
from portal.pages import sections
from portal.pages.models import Authority, NationalLaw, Service
from tests.conftest import MakePublication

LAO = "/en/member-states/lao-pdr/"


@pytest.mark.usefixtures("portal")
class CountryPageTests:
    def _service(self, **fields: Any) -> Service:
        values = {
            "function": "national-hotline",
            "label": {"en": "National hotline"},
            "languages": ["lo", "en"],
            **fields,
        }
        return Service.objects.create(country_id="LA", **values)

    @pytest.mark.parametrize(
        ("confirmed", "shown"),
        [
            ({}, False),
            ({"confirmed_on": date(2026, 5, 1)}, False),
            ({"confirmed_by": "Focal point"}, False),
            ({"confirmed_on": date(2026, 5, 1), "confirmed_by": "Focal point"}, True),
        ],
    )
    def test_a_number_is_shown_when_somebody_confirmed_it(
        self, client: Client, confirmed: dict[str, Any], shown: bool
    ) -> None:
        self._service(number="1300-TEST", **confirmed)
        for address in (LAO, "/en/member-states/"):
            page = client.get(address).content.decode()
            assert ("1300-TEST" in page) is shown, address
        page = client.get(LAO).content.decode()
        assert "National hotline" in page
        assert ("1 May 2026" in page) is shown

    def test_whoever_must_not_be_seen_reading_it_can_leave_quickly(self, client: Client) -> None:
        for address, offered in ((LAO, True), ("/en/member-states/", True), ("/en/", False)):
            page = client.get(address).content.decode()
            assert ("Leave this page quickly" in page) is offered, address
            assert ("portal/leave" in page) is offered, address

    def test_the_line_on_danger_leads_to_the_services_of_the_country_or_else_to_its_authorities(
        self, client: Client
    ) -> None:
        line = '<a href="/en/member-states/lao-pdr/#{}">Lao PDR</a>'
        assert line.format("authorities") in client.get(LAO).content.decode()
        assert '#authorities">Competent authorities</a>' in client.get("/en/member-states/").content.decode()
        self._service()
        assert line.format("services") in client.get(LAO).content.decode()
        assert "/en/member-states/#hotlines" in client.get("/en/").content.decode()

    def test_facts_are_shown_in_the_readers_language_and_say_where_they_are_not(self, client: Client) -> None:
        law = NationalLaw.objects.create(
            country_id="LA", code="la-9", name={"en": "A law"}, own_name="ກົດໝາຍ", own_language="lo", year=2015
        )
        law.provisions.set([Provision.objects.get(code="actip-14")])
        Authority.objects.create(
            country_id="LA", function="police-unit", label={"en": "Police unit", "th": "หน่วยตำรวจ"}
        )
        self._service()
        page = client.get("/th/member-states/lao-pdr/").content.decode()
        assert '<span lang="en">A law</span>' in page
        assert 'lang="lo">ກົດໝາຍ</span>' in page
        assert "หน่วยตำรวจ" in page
        assert '<a href="/th/provisions/actip-14/">' in page

    def test_sections_appear_when_there_is_something_to_show(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        bare = client.get(LAO)
        assert bare.status_code == 200
        # One may wait for what is to come.
        assert [section.name for section in bare.context["sections"]] == ["watch"]
        page = make_publication("T-2026-101", countries=[Country.objects.get(code="LA")])
        page.provisions = [Provision.objects.get(code="actip-14")]
        page.save()
        make_publication("T-2026-102", countries=[Country.objects.get(code="TH")])
        shown = client.get(LAO)
        assert {section.name for section in shown.context["sections"]} == {
            "country_publications",
            "country_provisions",
            "watch",
        }
        assert "T-2026-101" in shown.content.decode()
        assert "T-2026-102" not in shown.content.decode()


class ThemePageTests:
    def test_it_counts_by_year_and_country_what_the_visitor_may_read(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        theme = [Theme.objects.get(slug="non-punishment")]
        lao = [Country.objects.get(code="LA")]
        make_publication("T-2025-101", themes=theme, countries=lao, issued="2025")
        make_publication("T-2025-101", "lo", themes=theme, countries=lao, issued="2025")
        make_publication("T-2026-102", themes=theme, issued="2026-05")
        make_publication("T-2026-103", themes=theme, countries=lao, label=Label.GREEN)
        found = client.get("/en/themes/non-punishment/").context["sections"]
        figures = next(section for section in found if section.name == "theme_figures").context
        assert [(bar["label"], bar["count"]) for bar in figures["years"]] == [("2025", 1), ("2026", 1)]
        assert {bar["label"]: bar["count"] for bar in figures["countries"]}["Lao PDR"] == 1

    def test_each_family_is_shown_once_in_the_readers_language(
        self, make_publication: MakePublication, client: Client
    ) -> None:
        theme = [Theme.objects.get(slug="non-punishment")]
        make_publication("T-2026-101", themes=theme, title="In English")
        make_publication("T-2026-101", "lo", themes=theme, title="ເປັນພາສາລາວ")
        lao = client.get("/lo/themes/non-punishment/").content.decode()
        assert "ເປັນພາສາລາວ" in lao
        assert "In English" not in lao
        assert "In English" in client.get("/my/themes/non-punishment/").content.decode()


class SectionsTests:
    def test_a_place_or_a_name_that_is_wrong_is_told_at_start(self) -> None:
        def nothing(_request: Any, _subject: Any) -> None:
            return None

        wrong = sections.Section(name="newest", place="home", order=1, template="", context=nothing)
        with pytest.raises(ImproperlyConfigured):
            sections.register(wrong)
        with pytest.raises(ImproperlyConfigured):
            sections.register(sections.Section(name="x", place="attic", order=1, template="", context=nothing))


class ReviewReportTests:
    def test_it_lists_what_is_due_the_oldest_first(
        self, make_publication: MakePublication, client: Client, editor: User
    ) -> None:
        today = timezone.localdate()
        for number, days in ((101, 10), (102, -40), (103, 60), (104, None)):
            due = None if days is None else today + timedelta(days=days)
            make_publication(f"T-2026-{number}", review_by=due)
        client.force_login(editor)
        page = client.get(reverse("review_report")).content.decode()
        assert page.index("Tool T-2026-102") < page.index("Tool T-2026-101")
        assert "Tool T-2026-103" not in page
        assert "Tool T-2026-104" not in page


class QuestionsTests:
    """The number of queries of each page, the same however much there is to show."""

    PAGES = {
        "/en/": 19,
        "/en/publications/t-2026-101/": 28,
        "/en/member-states/": 13,
        "/en/member-states/lao-pdr/": 31,
        "/en/themes/": 15,
        "/en/themes/non-punishment/": 23,
        "/en/provisions/actip-14/": 10,
        "/en/search/": 14,
        "/en/search/?q=tool": 17,
        "/en/search/?q=tool&country=LA&theme=non-punishment": 19,
        "/th/publications/t-2026-102/": 7,
        "/en/about/": 10,
        "/en/feed/": 1,
        "/sitemap.xml": 2,
        "/en/no-such-page/": 6,
        "/en/wrong/": 0,
    }

    def _fill(self, make: MakePublication, numbers: range) -> None:
        themes = [*Theme.objects.all()[:3], Theme.objects.get(slug="non-punishment")]
        countries = list(Country.objects.filter(code__in=["LA", "TH", "VN"]))
        provisions = [Provision.objects.get(code="actip-14"), *Provision.objects.all()[: len(numbers) + 1]]
        for number in numbers:
            related = [f"T-2026-{other}" for other in numbers if other != number]
            for language in ("en", "km"):
                page = make(f"T-2026-{number}", language, themes=themes, countries=countries, related=related)
                page.provisions, page.victim_groups = provisions, list(VictimGroup.objects.all()[: len(numbers)])
                page.save()
            law = NationalLaw.objects.create(
                country_id="LA",
                code=f"la-{number}",
                name={"en": "A law"},
                own_name="ກົດໝາຍ",
                own_language="lo",
                year=2015,
            )
            law.provisions.set(provisions)
            service = Service.objects.create(country_id="LA", function=f"service-{number}", label={"en": "Help"})
            service.groups.set(VictimGroup.objects.all()[:2])

    def test_they_are_fixed(
        self,
        make_publication: MakePublication,
        client: Client,
        django_assert_num_queries: Callable[..., Any],
        django_assert_max_num_queries: Callable[..., Any],
    ) -> None:
        # An engine that is not in the database asks it for less.
        is_within = settings.SEARCH_ENGINE == "embedded"
        counted = django_assert_num_queries if is_within else django_assert_max_num_queries
        for numbers in (range(101, 104), range(104, 108)):  # from three on nobody wonders about the spelling
            self._fill(make_publication, numbers)
            for address, questions in self.PAGES.items():
                client.get(address)
                with counted(questions, info=address):
                    client.get(address)
