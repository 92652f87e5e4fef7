"""The filter of labels: for who may read under more than one, and for nobody else there is none."""

from __future__ import annotations

import re

import pytest
from django.http import QueryDict
from django.test import Client

from portal.members.models import User
from search.engines.base import Engine
from search.query import Plan, Selection, plan_from
from tests.search.library import Library

PAGE = "/en/search/"
CLEAR, BOTH = frozenset({"clear"}), frozenset({"clear", "green"})
_TOKENS = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture(autouse=True)
def texts(library: Library) -> Library:
    library.put(1, "Labour", facets={"country": ("TH",)})
    library.put(2, "Labour in the open", facets={"country": ("KH",)})
    library.put(3, "Labour among members", partition="green", facets={"country": ("TH",)})
    library.put(4, "แรงงาน labour", partition="green", family="family-3", language="th")
    return library


@pytest.fixture
def staff(client: Client) -> Client:
    """The browser of somebody who may enter the administration, and so reads what members read."""
    client.force_login(User.objects.create_superuser("staff@office.example", "a long enough password"))
    return client


def body(client: Client, query: str) -> str:
    response = client.get(PAGE + query)
    assert response.status_code == 200
    return _TOKENS.sub("", response.content.decode())


def found(page: str) -> set[str]:
    return set(re.findall(r'href="/(?:en|th)/(G-2026-\d+)/"', page))


class ReaderOfBothTests:
    def test_what_stands_below_in_other_languages_says_its_label_too(self, staff: Client) -> None:
        page = body(staff, "?q=labour&language=ta")
        shelf = re.search(r'<section class="elsewhere".*?</section>', page, re.DOTALL)
        assert shelf is not None
        assert '<body class="marked-green">' in page, "the page is marked as the strictest of all it shows"
        labels = re.findall(r"<li.*?(TLP:\w+).*?/(G-2026-\d+)/", shelf[0], re.DOTALL)
        assert sorted(labels) == [
            ("TLP:CLEAR", "G-2026-001"),
            ("TLP:CLEAR", "G-2026-002"),
            ("TLP:GREEN", "G-2026-003"),
        ]

    def test_the_facet_counts_families_under_each_label(self, staff: Client) -> None:
        page = body(staff, "?q=labour")
        boxes = re.findall(r'name="marking" value="(\w+)">.*?>(TLP:\w+)<.*?"count">(\d+)<', page)
        assert boxes == [("CLEAR", "TLP:CLEAR", "2"), ("GREEN", "TLP:GREEN", "1")]

    @pytest.mark.parametrize(
        ("query", "numbers"),
        [
            ("?q=labour&marking=GREEN", {3}),
            ("?q=labour&marking=green", {3}),
            ("?q=labour+marking:green", {3}),
            ("?q=labour&marking=-GREEN", {1, 2}),
            ("?q=labour+-marking:GREEN", {1, 2}),
            ("?q=labour&marking=CLEAR&marking=GREEN", {1, 2, 3}),
            ("?q=labour&marking=CLEAR&country=TH", {1}),
            ("?marking=-CLEAR", {3}),
        ],
    )
    def test_labels_are_alternatives_narrow_and_can_be_left_out(
        self, staff: Client, query: str, numbers: set[int]
    ) -> None:
        assert found(body(staff, query)) == {f"G-2026-{number:03}" for number in numbers}

    def test_a_chosen_label_does_not_narrow_its_own_counts_and_can_be_lifted(self, staff: Client) -> None:
        page = body(staff, "?q=labour&marking=GREEN")
        assert 'name="marking" value="GREEN" checked>' in page
        assert re.search(r'name="marking" value="CLEAR">.*?"count">2<', page)
        assert '<a href="?q=labour"><span class="unseen">Remove: </span>TLP:GREEN' in page

    def test_a_label_that_nobody_finds_is_unknown(self, staff: Client) -> None:
        for label in ("AMBER", "RED", "AMBER%2BSTRICT", "green%00"):
            assert "were left out:" in body(staff, f"?q=labour&marking={label}")


class EverybodyElseTests:
    @pytest.mark.parametrize("signed_in", [False, True], ids=["a visitor", "an account without rights"])
    @pytest.mark.parametrize("query", ["?q=labour&marking={}", "?marking=-{}&q=labour", "?q=labour+marking:{}"])
    def test_a_label_is_answered_byte_for_byte_as_any_unknown_value(
        self, client: Client, query: str, signed_in: bool
    ) -> None:
        if signed_in:
            client.force_login(User.objects.create_user("someone@office.example", "a long enough password"))
        answers = {name: body(client, query.format(name)) for name in ("GREEN", "CLEAR", "AMBER", "XXXXX")}
        assert "Label (TLP) = " in answers["XXXXX"]
        assert found(answers["GREEN"]) == {"G-2026-001", "G-2026-002"}
        told = {page.replace(name, "").replace("TLP:", "") for name, page in answers.items()}
        assert len({page.replace("CLEAR", "") for page in told}) == 1

    def test_an_unknown_label_is_named_as_an_unknown_country_is(self, client: Client) -> None:
        label, country = body(client, "?q=labour&marking=GREEN"), body(client, "?q=labour&country=GREEN")
        assert (
            label.replace("Label (TLP) = GREEN", "Country = GREEN").replace("marking=GREEN", "country=GREEN") == country
        )

    def test_there_is_no_such_facet(self, client: Client) -> None:
        assert 'name="marking"' not in body(client, "?q=labour")
        assert "TLP:GREEN" not in body(client, "?q=labour")


class EngineTests:
    def plan(self, query: str) -> Plan:
        return plan_from(QueryDict(query), "en", BOTH)

    def test_a_plan_that_asks_for_a_label_never_opens_it(self, engine: Engine) -> None:
        answer = engine.search(self.plan("q=labour&marking=GREEN"), CLEAR)
        assert (answer.total, answer.hits) == (0, ())
        assert "marking" not in answer.facets

    def test_labels_are_counted_for_who_may_read_both_alone(self, engine: Engine) -> None:
        assert engine.search(self.plan("q=labour"), BOTH).facets["marking"] == {"CLEAR": 2, "GREEN": 1}
        assert engine.search(self.plan("q=nonsense"), BOTH).facets["marking"] == {}
        assert "marking" not in engine.search(self.plan("q=labour"), CLEAR).facets
        assert "marking" not in engine.search(self.plan("q=labour"), frozenset({"green"})).facets

    def test_labels_are_narrowed_by_the_other_filters(self, engine: Engine) -> None:
        assert engine.search(self.plan("q=labour&country=TH&marking=CLEAR"), BOTH).facets["marking"] == {
            "CLEAR": 1,
            "GREEN": 1,
        }

    def test_who_may_read_one_partition_has_no_label_to_choose(self) -> None:
        assert self.plan("marking=GREEN").selections == (Selection("marking", ("GREEN",)),)
        for partitions in (CLEAR, frozenset({"green"}), frozenset[str]()):
            plan = plan_from(QueryDict("marking=GREEN"), "en", partitions)
            assert plan.selections == ()
            assert [(one.parameter, one.value) for one in plan.ignored] == [("marking", "GREEN")]
