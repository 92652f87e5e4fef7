"""Filters typed among the words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, replace
from datetime import timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import indexing
from portal.languages import LANGUAGES
from search.query import Plan, Selection, plan_from, plan_of_text
from search.query.addresses import query_of, toggled
from search.query.fields import read_fields, unknown_fields
from tests.search.library import Library

COUNTRIES: Mapping[str, Mapping[str, str]] = {
    "en": {"KH": "Cambodia", "LA": "Lao PDR", "TH": "Thailand", "TL": "Timor-Leste", "VN": "Viet Nam"},
    "th": {"KH": "กัมพูชา", "LA": "สปป. ลาว", "TH": "ไทย", "TL": "ติมอร์-เลสเต", "VN": "เวียดนาม"},
    "vi": {"KH": "Campuchia", "LA": "Lào", "TH": "Thái Lan", "TL": "Đông Timor", "VN": "Việt Nam"},
}
THEMES = {"recruitment": "Recruitment and employment", "online-scams": "Online scams", "online-safety": "Online safety"}


@pytest.fixture(autouse=True)
def labels(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Countries have names in three languages; what a language lacks stands in English, as with real labels."""
    monkeypatch.setitem(indexing._labels, "country", lambda language: COUNTRIES.get(language, COUNTRIES["en"]))
    monkeypatch.setitem(indexing._labels, "theme", lambda _language: THEMES)
    monkeypatch.setitem(
        indexing._labels, "language", lambda _language: {language.code: language.own_name for language in LANGUAGES}
    )


def read(typed: str, language: str = "en") -> Plan:
    return plan_of_text(typed, language)


def chosen(typed: str, language: str = "en") -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.facet, one.wanted, one.unwanted) for one in read(typed, language).selections]


class FieldWordTests:
    def test_it_becomes_the_selection_an_address_makes(self) -> None:
        typed = plan_from(QueryDict("q=debt+country:TH+-type:tool+debts"), "en")
        assert typed == plan_from(QueryDict("q=debt+debts&country=TH&type=-tool"), "en")

    def test_the_words_are_left_without_it(self) -> None:
        found = read('  debt  country:TH "sea work" -child year:2024 ')
        assert found.text == 'debt "sea work" -child'
        assert [chunk.typed for chunk in found.wanted] == ["debt", "sea work"]

    def test_the_plan_stays_frozen(self) -> None:
        with pytest.raises(FrozenInstanceError):
            read("country:TH").text = "other"  # type: ignore[misc]

    def test_its_address_is_that_of_the_filter_and_lifting_it_works(self) -> None:
        plan = read("debt country:laos -country:TH year:2020..")
        assert query_of(plan) == "?q=debt&country=LA&country=-TH&from=2020"
        assert query_of(toggled(plan, "country", "LA")) == "?q=debt&country=-TH&from=2020"

    @pytest.mark.parametrize(
        "typed",
        [
            "country:TH",
            "COUNTRY:th",
            "Country：TH",
            "ｃｏｕｎｔｒｙ:ＴＨ",
            "country៖TH",
            "\u200bcountry:TH",
            "\u202ecountry:TH",
        ],
    )
    def test_case_width_and_unseen_signs_do_not_matter(self, typed: str) -> None:
        assert chosen(typed) == [("country", ("TH",), ())]
        assert read(typed).text == ""

    @pytest.mark.parametrize("typed", ["-country:TH", "−country:TH", '-country:"Thailand"', "-country:thái lan"])
    def test_a_minus_leaves_the_value_out(self, typed: str) -> None:
        assert chosen(typed) == [("country", (), ("TH",))]

    def test_several_values_are_alternatives_and_come_to_those_of_the_address(self) -> None:
        plan = plan_from(QueryDict("country=KH&q=country:TH+country:LA&page=3"), "en")
        assert plan.selections == (Selection("country", ("KH", "TH", "LA")),)
        assert plan.page == 3

    def test_what_is_wanted_and_unwanted_is_unwanted(self) -> None:
        assert chosen("country:TH -country:thailand") == [("country", (), ("TH",))]

    @pytest.mark.parametrize(
        ("typed", "facet", "code"),
        [
            ("type:tool", "type", "tool"),
            ("audience:prosecutors", "audience", "prosecutors"),
            ("victim:children", "victim_group", "children"),
            ("victim_group:children", "victim_group", "children"),
            ('provision:"ACTIP Article 14"', "provision", "actip-14"),
            ("theme:recruitment", "theme", "recruitment"),
        ],
    )
    def test_every_filter_has_a_word(self, typed: str, facet: str, code: str) -> None:
        assert chosen(typed) == [(facet, (code,), ())]


class BodyTests:
    """A body stands on no public list: it is known to whoever may read a text that carries it."""

    CLEAR, BOTH = frozenset({"clear"}), frozenset({"clear", "green"})
    TYPED = ("body:SOMTC", "body:som", '-body:"somtc"', "body:som tc")

    def test_it_is_known_by_what_a_reader_may_read_and_to_others_as_unknown_as_any(self, library: Library) -> None:
        library.put(1, "For members", partition="green", facets={"body": ("somtc",)})
        for typed in self.TYPED:
            assert plan_of_text(typed, "en", self.BOTH).selections, typed
            told, other = (plan_of_text(one, "en", self.CLEAR) for one in (typed, re.sub("(?i)som", "xxx", typed)))
            assert (told.selections, told.text) == (other.selections, other.text) == ((), other.text)
        library.put(2, "For everybody", facets={"theme": ("recruitment",), "body": ("other", "somtc")})
        assert [plan_of_text(typed, "en", self.CLEAR).selections != () for typed in self.TYPED] == [True] * 4

    def test_what_has_expired_carries_nothing(self, library: Library) -> None:
        library.put(1, "Once", expires=timezone.now() + timedelta(days=1), facets={"body": ("somtc",)})
        assert plan_of_text("body:somtc", "en", self.CLEAR).selections
        with time_machine.travel(timezone.now() + timedelta(days=2)):
            assert not plan_of_text("body:somtc", "en", self.CLEAR).selections

    def test_the_page_is_the_same_byte_for_byte(self, library: Library, client: Client) -> None:
        library.put(1, "Labour", "labour")
        library.put(2, "Labour for members", "labour", partition="green", facets={"body": ("somtc",)})
        for query in ("?q=labour&body={}", "?q=labour&body=-{}", "?q=labour+body:{}", "?q=labour+-body:{}", "?body={}"):
            told, other = (
                client.get("/en/search/" + query.format(name)).content.decode().replace(name, "")
                for name in ("somtc", "xxxxx")
            )
            assert re.sub(r'csrfmiddlewaretoken" value="[^"]*"', "", told) == re.sub(
                r'csrfmiddlewaretoken" value="[^"]*"', "", other
            )
            assert "Body = " in told


class NameTests:
    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("country:la", "LA"),
            ('country:"Lao PDR"', "LA"),
            ("country:Laos", "LA"),
            ("country:LÀO", "LA"),
            ("country:ลาว", "LA"),
            ("country:ລາວ", "LA"),
            ("country:ឡាវ", "LA"),
            ("country:လာအို", "LA"),
            ("country:老挝", "LA"),
            ("country:viet-nam", "VN"),
            ("country:Vietnam", "VN"),
            ("country:กัมพูชา", "KH"),
            ("country:timor", "TL"),
            ("country:dong timor", "TL"),
        ],
    )
    @pytest.mark.parametrize("language", ["en", "th", "tet"])
    def test_a_country_goes_by_its_code_and_its_name_in_any_language(
        self, typed: str, code: str, language: str
    ) -> None:
        assert chosen(typed, language) == [("country", (code,), ())]
        assert read(typed, language).text == ""

    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("language:thai", "th"),
            ("language:ไทย", "th"),
            ("language:TH", "th"),
            ("language:泰语", "th"),
            ("language:tieng viet", "vi"),
            ("language:zh-CN", "zh-hans"),
            ("language:Chinese", "zh-hans"),
            ("language:Tagalog", "fil"),
            ("language:tetun", "tet"),
            ("language:Tetum", "tet"),
        ],
    )
    def test_a_language_goes_by_its_own_name_and_by_others(self, typed: str, code: str) -> None:
        assert chosen(typed) == [("language", (code,), ())]

    def test_marks_in_another_order_name_the_same(self) -> None:
        assert chosen("country:ก\u0e31\u200bมพ\u0e39ชา") == [("country", ("KH",), ())]
        assert chosen("country:Vie\u0302\u0323t Nam") == [("country", ("VN",), ())]

    def test_a_name_may_go_on_without_quotes_and_ends_where_it_is_known(self) -> None:
        plan = read("country:Viet Nam labour")
        assert (plan.text, plan.selections) == ("labour", (Selection("country", ("VN",)),))
        plan = read("country:VN Nam")
        assert (plan.text, plan.selections) == ("Nam", (Selection("country", ("VN",)),))

    def test_other_forms_and_the_beginning_of_one_name_alone_are_enough(self) -> None:
        assert chosen("type:guidelines") == [("type", ("guideline",), ())]
        assert chosen('theme:"recruitment and"') == [("theme", ("recruitment",), ())]
        assert chosen("theme:online") == []
        assert chosen("country:T") == []

    def test_labels_are_read_only_when_a_field_word_needs_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def countries(language: str) -> Mapping[str, str]:
            asked.append(language)
            return COUNTRIES["en"]

        monkeypatch.setitem(indexing._labels, "country", countries)
        read("debt bondage", "th")
        assert asked == []
        read("country:TH country:Thailand labour", "th")
        assert asked == ["th", "en"]


class YearTests:
    @pytest.mark.parametrize(
        ("typed", "first", "last"),
        [
            ("year:2024", 2024, 2024),
            ("year:2020-2024", 2020, 2024),
            ("year:2020–2024", 2020, 2024),
            ("year:2020..2024", 2020, 2024),
            ("year:2024..2020", 2020, 2024),
            ("year:2020..", 2020, None),
            ("year:2020…", 2020, None),
            ("year:..2024", None, 2024),
            ('year:"2020 - 2024"', 2020, 2024),
            ("year:2024,", 2024, 2024),
            ("year:๒๐๒๔", 2024, 2024),
            ("year:២០២០-២០២៤", 2020, 2024),
            ("year:၂၀၂၀..", 2020, None),
            ("YEAR：２０２４", 2024, 2024),
            ("year:2567", 2024, 2024),
        ],
    )
    def test_a_year_or_a_span_of_years(self, typed: str, first: int | None, last: int | None) -> None:
        plan = read(typed)
        assert (plan.from_year, plan.to_year, plan.ignored, plan.text) == (first, last, (), "")

    @pytest.mark.parametrize("typed", ["year:soon", "year:24", "year:9999", "year:2020-x", "-year:2024", "year:.."])
    def test_what_is_no_year_is_left_out_and_named(self, typed: str) -> None:
        plan = read(f"labour {typed}")
        assert (plan.from_year, plan.to_year, plan.text) == (None, None, "labour")
        assert [one.parameter for one in plan.ignored] == ["year"]

    def test_a_typed_year_takes_the_place_of_the_address(self) -> None:
        plan = plan_from(QueryDict("from=2010&to=2012&q=year:2024.."), "en")
        assert (plan.from_year, plan.to_year) == (2024, None)


class NotAFieldTests:
    @pytest.mark.parametrize(
        "typed",
        ["foo:bar", "http://example.org/a:b", "10:30", "2:1", ":TH", "country:", "country: TH", "a:b:c", 'foo:"a b"'],
    )
    def test_it_is_words(self, typed: str) -> None:
        plan = read(f"{typed} labour")
        assert (plan.text, plan.selections, plan.ignored) == (f"{typed} labour", (), ())
        assert plan == replace(read("labour"), text=plan.text, wanted=plan.wanted)

    @pytest.mark.parametrize(
        ("typed", "named"),
        [
            ("author:smith contry:TH -author:x debt", ["author", "contry"]),
            ("ประเทศ:ไทย หนี้", ["ประเทศ"]),
            ("ប្រភេទ៖ឧបករណ៍", ["ប្រភេទ"]),
            ("国家：泰国", ["国家"]),
            ("打击人口贩运：东盟指南", []),
            ('country:TH "author:smith" http://a.b/c 10:30 a:b x2:y foo: foo:- Title: more', []),
        ],
    )
    def test_a_word_a_colon_and_a_value_are_named_as_no_filter(self, typed: str, named: list[str]) -> None:
        assert unknown_fields(typed) == named

    def test_a_phrase_with_a_colon_stays_a_phrase(self) -> None:
        plan = read('"country:TH" -"type:tool" «year:2024»')
        assert [(chunk.typed, chunk.quoted) for chunk in plan.wanted] == [("country:TH", True), ("year:2024", True)]
        assert [chunk.typed for chunk in plan.unwanted] == ["type:tool"]
        assert (plan.selections, plan.from_year) == ((), None)

    @pytest.mark.parametrize("value", ["atlantis", "🙂", "-", '"the moon"', "x" * 300])
    def test_an_unknown_value_is_left_out_and_named(self, value: str) -> None:
        plan = read(f"labour country:{value}")
        assert (plan.text, plan.selections) == ("labour", ())
        (ignored,) = plan.ignored
        assert ignored.parameter == "country"
        assert ignored.value == value.strip('"')[:60]

    def test_a_quote_without_its_partner_is_no_quote(self) -> None:
        assert chosen('country:"viet nam') == [("country", ("VN",), ())]
        assert read('"labour country:TH').selections == (Selection("country", ("TH",)),)

    def test_of_a_very_long_text_the_beginning_is_read_and_the_page_can_say_so(self) -> None:
        plan = read("country:TH " + "a" * 150 + " " + "b" * 1_000_000)
        assert plan.shortened
        assert plan.selection("country").wanted == ("TH",)
        assert not read("country:TH " * 20 + "labour").shortened

    @settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(
            st.sampled_from(["country:", "year:", "TH", "2024", '"', "“", "-", " ", "：", "ก", "x", ".."]), max_size=14
        )
    )
    def test_what_is_left_holds_no_field_words_any_more(self, pieces: list[str]) -> None:
        left = read_fields("".join(pieces), "en")
        again = read_fields(left.rest, "en")
        assert (again.rest, again.chosen, again.years, again.ignored) == (left.rest, (), None, ())
