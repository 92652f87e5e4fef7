"""What every engine promises."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict

from search.engines.base import Engine, Found
from search.query import Tier, plan_from
from tests.search.library import Library

pytestmark = pytest.mark.parametrize("engine", ["embedded", "elasticsearch"], indirect=True)

CLEAR = frozenset({"clear"})
BOTH = frozenset({"clear", "green"})


def ask(engine: Engine, query: str, partitions: frozenset[str] = CLEAR, language: str = "en") -> Found:
    return engine.search(plan_from(QueryDict(query), language), partitions)


def numbers(found: Found) -> list[int]:
    return [int(hit.key.partition(":")[2]) for hit in found.hits]


class FindingTests:
    @pytest.mark.parametrize(
        ("language", "text", "query"),
        [
            ("en", "Victims shall not be punished for offences", "victims"),
            ("th", "การไม่ลงโทษผู้เสียหายจากการค้ามนุษย์", "ผู้เสียหาย"),
            ("lo", "ການບໍ່ລົງໂທດຜູ້ຖືກເຄາະຮ້າຍຈາກການຄ້າມະນຸດ", "ຜູ້ຖືກເຄາະຮ້າຍ"),
            ("km", "ការមិនដាក់ទោសជនរងគ្រោះនៃអំពើជួញដូរមនុស្ស", "ជនរងគ្រោះ"),
            ("my", "လူကုန်ကူးခံရသူများကို အပြစ်မပေးရ", "လူကုန်ကူး"),
            ("vi", "Không xử phạt nạn nhân mua bán người", "nan nhan"),
            ("id", "Perlindungan korban perdagangan orang", "perlindungan"),
            ("ms", "Perlindungan mangsa pemerdagangan orang", "mangsa"),
            ("fil", "Proteksiyon ng mga biktima ng human trafficking", "biktima"),
            ("zh-hans", "不惩罚人口贩运受害者的原则", "受害者"),
            ("ta", "மனிதக் கடத்தலால் பாதிக்கப்பட்டவர்களைத் தண்டிக்காமை", "கடத்தலால்"),
            ("tet", "Protesaun ba vítima sira", "vitima"),
            ("pt", "Proteção das vítimas do tráfico", "vitimas"),
        ],
    )
    def test_a_word_is_found_in_every_language(
        self, library: Library, engine: Engine, language: str, text: str, query: str
    ) -> None:
        library.put(1, "Title", text, language=language)
        library.put(2, "Another", "1234", language=language)
        found = ask(engine, f"q={query}")
        assert numbers(found) == [1]
        assert found.total == 1
        assert found.tier is Tier.PHRASES

    def test_a_title_counts_more_than_a_body(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour", "about recruitment once and many other things besides")
        library.put(2, "Recruitment", "about labour and many other things besides that are long")
        assert numbers(ask(engine, "q=recruitment")) == [2, 1]

    def test_a_reference_number_finds_its_text_first(self, library: Library, engine: Engine) -> None:
        library.put(14, "One")
        library.put(15, "Two", "as G-2026-014 says, and G-2026-014 says it twice")
        assert numbers(ask(engine, "q=G-2026-014")) == [14, 15]

    def test_a_reference_number_that_is_found_stands_alone(self, library: Library, engine: Engine) -> None:
        library.put(14, "One")
        library.put(15, "Two", "about part 014 of what was said in 2026")
        assert numbers(ask(engine, "q=G-2026-014")) == [14]
        assert numbers(ask(engine, "q=G-2026-014-2")) == [14, 15]

    def test_every_chunk_must_be_there(self, library: Library, engine: Engine) -> None:
        library.put(1, "Forced labour at sea")
        library.put(2, "Forced marriage")
        assert numbers(ask(engine, "q=forced+labour")) == [1]

    def test_quotes_keep_words_together(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour that is forced")
        library.put(2, "Forced labour")
        assert numbers(ask(engine, "q=%22forced+labour%22")) == [2]

    def test_a_minus_leaves_texts_out(self, library: Library, engine: Engine) -> None:
        library.put(1, "Forced labour")
        library.put(2, "Forced marriage")
        assert numbers(ask(engine, "q=forced+-marriage")) == [1]
        assert numbers(ask(engine, "q=-marriage")) == [1]

    def test_other_forms_of_a_word_are_found_when_the_word_itself_is_not(
        self, library: Library, engine: Engine
    ) -> None:
        library.put(1, "Prosecutors investigating traffickers")
        found = ask(engine, "q=investigated")
        assert (numbers(found), found.tier) == ([1], Tier.WORDS)

    def test_a_beginning_is_found_when_nothing_else_is(self, library: Library, engine: Engine) -> None:
        library.put(1, "Kababaihan at mga bata", language="fil")
        found = ask(engine, "q=kababaih")
        assert (numbers(found), found.tier) == ([1], Tier.PREFIXES)

    def test_typed_accents_rank_exact_accents_first(self, library: Library, engine: Engine) -> None:
        library.put(1, "Text", "ban va ban va nhieu chu khac", language="vi")
        library.put(2, "Text", "bạn và ban va nhieu chu khac", language="vi")
        assert numbers(ask(engine, "q=bạn", language="vi")) == [2, 1]


class FamilyTests:
    def test_translations_are_one_result_in_the_language_of_the_reader(self, library: Library, engine: Engine) -> None:
        library.put(1, "ACTIP in English", family="one")
        library.put(2, "ACTIP ในภาษาไทย", family="one", language="th")
        found = ask(engine, "q=ACTIP", language="th")
        assert (numbers(found), found.total) == ([2], 1)
        assert numbers(ask(engine, "q=ACTIP", language="en")) == [1]

    def test_texts_in_the_language_of_the_reader_come_first(self, library: Library, engine: Engine) -> None:
        library.put(1, "ACTIP ACTIP ACTIP")
        library.put(2, "Longer text in Thai with one ACTIP", language="th")
        assert numbers(ask(engine, "q=ACTIP", language="th")) == [2, 1]


class OrderTests:
    @pytest.fixture(autouse=True)
    def three_texts(self, library: Library) -> None:
        def at(day: int) -> datetime:
            return datetime(2026, 5, day, tzinfo=UTC)

        library.put(1, "Banana", issued=date(2024, 1, 1), updated=at(3))
        library.put(2, "Apple", issued=date(2026, 1, 1), updated=at(1))
        library.put(3, "Article 10", issued=date(2025, 1, 1), updated=at(2))
        library.put(4, "Article 9", issued=None, posted=date(2023, 1, 1), updated=None)

    def test_without_words_the_newest_comes_first(self, engine: Engine) -> None:
        assert numbers(ask(engine, "")) == [2, 3, 1, 4]

    def test_what_was_changed_last_can_come_first(self, engine: Engine) -> None:
        assert numbers(ask(engine, "sort=updated")) == [1, 3, 2, 4]

    def test_titles_sort_by_letters_and_numbers_by_value(self, engine: Engine) -> None:
        assert numbers(ask(engine, "sort=title")) == [2, 4, 3, 1]

    def test_a_page_beyond_the_end_is_the_last(self, library: Library, engine: Engine) -> None:
        for number in range(5, 27):
            library.put(number, f"More {number}")
        found = ask(engine, "page=99999999999999999999")
        assert (found.page, found.total, len(found.hits)) == (2, 26, 6)


class FilterTests:
    @pytest.fixture(autouse=True)
    def texts(self, library: Library) -> None:
        def at(*countries: str, **given: object) -> dict[str, object]:
            return {"facets": {"country": countries}, **given}

        library.put(1, "Labour", **at("TH", "KH"))
        library.put(2, "Labour", **at("TH", type="tool", issued=date(2020, 6, 1)))
        library.put(3, "Labour", **at("VN", language="vi", posted=date(2026, 3, 31)))
        library.put(4, "Lao động", **at("VN", language="vi"))

    def test_values_of_one_facet_are_alternatives(self, engine: Engine) -> None:
        assert sorted(numbers(ask(engine, "q=labour&country=KH&country=VN"))) == [1, 3]

    def test_facets_narrow_each_other(self, engine: Engine) -> None:
        assert numbers(ask(engine, "q=labour&country=TH&type=tool")) == [2]

    def test_a_minus_before_a_value_leaves_it_out(self, engine: Engine) -> None:
        assert sorted(numbers(ask(engine, "q=labour&country=-KH"))) == [2, 3]

    def test_years_and_days_of_posting_narrow(self, engine: Engine) -> None:
        assert numbers(ask(engine, "q=labour&to=2020")) == [2]
        assert sorted(numbers(ask(engine, "q=labour&from=2021"))) == [1, 3]
        assert numbers(ask(engine, "posted_from=2026-03&posted_to=2026-03")) == [3]

    def test_counts_of_a_facet_are_not_narrowed_by_its_own_choice(self, engine: Engine) -> None:
        found = ask(engine, "q=labour&country=KH&type=guideline")
        assert found.facets["country"] == {"TH": 1, "KH": 1, "VN": 1}
        assert found.facets["type"] == {"guideline": 1}

    def test_counts_are_of_families(self, library: Library, engine: Engine) -> None:
        library.put(5, "Labour again", family="family-1", facets={"country": ("TH",)})
        assert ask(engine, "q=labour").facets["country"] == {"TH": 2, "KH": 1, "VN": 1}
        assert ask(engine, "q=labour").total == 3

    def test_a_version_in_a_language_is_asked_of_the_family(self, library: Library, engine: Engine) -> None:
        library.put(6, "แรงงาน", family="family-1", language="th")
        assert numbers(ask(engine, "q=labour&version_in=th")) == [1]
        assert sorted(numbers(ask(engine, "q=labour&version_in=-th"))) == [2, 3]


class PartitionTests:
    def test_no_partition_means_no_result(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour")
        assert ask(engine, "q=labour", frozenset()) == Found()
        assert ask(engine, "", frozenset()) == Found()

    def test_codes_are_told_of_texts_in_the_partitions_asked_for(self, library: Library, engine: Engine) -> None:
        library.put(901, "Open", facets={"theme": ("a",), "body": ("one", "two")})
        library.put(902, "Closed", partition="green", facets={"body": ("three",), "theme": ("b",)})
        asked = [frozenset({"clear"}), frozenset({"green"}), frozenset[str]()]
        assert [engine.codes("body", each) for each in asked] == [{"one", "two"}, {"three"}, set()]

    def test_rows_a_viewer_may_not_read_change_nothing_they_see(self, library: Library, engine: Engine) -> None:
        for number in range(1, 60):
            body = " ".join(["labour"] * (number % 7 + 1) + ["recruitment fishing debt"] * (number % 5))
            library.put(number, f"Text {number}", body, facets={"country": ("TH",)})
        queries = ("q=labour", "q=recruitment+debt", "", "q=labou&country=TH", "sort=title", "q=-fishing&page=2")
        before = [ask(engine, query) for query in queries]
        for number in range(100, 140):
            library.put(number, "labour", "labour debt " * 9, partition="green", facets={"country": ("TH", "LA")})
        assert [ask(engine, query) for query in queries] == before

    def test_whoever_may_read_both_finds_both(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour")
        library.put(2, "Labour", partition="green")
        found = ask(engine, "q=labour", BOTH)
        assert (sorted(numbers(found)), found.total) == ([1, 2], 2)
        assert ask(engine, "", BOTH).total == 2
        assert ask(engine, "q=-nothing", BOTH).total == 2

    def test_whoever_may_read_both_gets_the_best_of_both_first(self, library: Library, engine: Engine) -> None:
        for number in range(10, 40):
            library.put(number, f"Text {number}", "other words " * 20, issued=date(2025, 1, 1))
            library.put(number + 100, f"Text {number}", "other words " * 20, partition="green")
        library.put(1, "Fees of recruitment", "fees " * 20, issued=date(2025, 1, 1))
        library.put(2, "Fees of brokers", "fees and words " * 10, issued=date(2025, 1, 1))
        library.put(3, "Newer", "other words " * 40 + "fees", partition="green", issued=date(2025, 1, 2))
        assert numbers(ask(engine, "q=fees", BOTH)) == [1, 2, 3]

    def test_a_change_of_label_moves_the_text_with_its_statistics(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour")
        library.put(1, "Labour", partition="green")
        assert ask(engine, "q=labour").total == 0
        assert ask(engine, "").total == 0
        assert ask(engine, "q=labour", BOTH).total == 1
        assert engine.faults() == []


class WritingTests:
    def test_writing_again_replaces(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour")
        library.put(1, "Marriage", facets={"country": ("LA",)})
        assert ask(engine, "q=labour").total == 0
        assert ask(engine, "q=marriage").facets["country"] == {"LA": 1}

    def test_what_is_taken_out_is_gone(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour")
        library.take_out(1)
        assert ask(engine, "q=labour").total == 0
        assert engine.keys() == {}
        engine.remove("thing:1")

    def test_each_key_carries_a_fingerprint_of_its_record(self, library: Library, engine: Engine) -> None:
        library.put(1, "Labour")
        before = engine.keys()["thing:1"]
        library.put(1, "Labour", "more")
        assert engine.keys()["thing:1"] != before
