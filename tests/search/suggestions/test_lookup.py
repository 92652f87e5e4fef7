"""What is suggested, and in which order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from search.suggestions.lookup import MOST, suggestions_for
from search.suggestions.models import Kind, Suggestible
from tests.search.library import Library


def texts(typed: str, language: str = "en") -> list[str]:
    return [one.text for one in suggestions_for(typed, language)]


@pytest.fixture
def no_terms(db: None) -> None:
    """As with a glossary that holds nothing."""
    Suggestible.objects.filter(kind=Kind.CONCEPT).delete()


@pytest.mark.usefixtures("no_terms")
class OrderTests:
    def test_beginnings_come_before_words_inside(self, library: Library) -> None:
        library.put(1, "Safe return of children")
        library.put(2, "Children who return")
        assert texts("chil") == ["Children who return", "Safe return of children"]

    def test_the_readers_language_comes_first(self, library: Library) -> None:
        library.put(1, "Korban", language="ms")
        library.put(2, "Melindungi korban", language="id")
        assert texts("korb", "id") == ["Melindungi korban", "Korban"]
        assert texts("korb", "ms") == ["Korban", "Melindungi korban"]

    def test_of_two_titles_the_newer_comes_first(self, library: Library) -> None:
        library.put(1, "Labour law", issued=date(2020, 1, 1))
        library.put(2, "Labour inspection", issued=date(2026, 1, 1))
        assert texts("labour") == ["Labour inspection", "Labour law"]

    def test_the_very_text_comes_before_everything(self, library: Library) -> None:
        library.put(1, "Labour", issued=date(1990, 1, 1))
        library.put(2, "Labour inspection", issued=date(2026, 1, 1))
        assert texts("labour")[0] == "Labour"

    def test_thai_is_found_in_the_middle_of_a_run_but_not_of_a_letter_group(self, library: Library) -> None:
        library.put(1, "การคุ้มครองผู้เสียหาย", language="th")
        assert texts("เสียหาย", "th") == ["การคุ้มครองผู้เสียหาย"]
        assert texts("\u0e49", "th") == []

    def test_a_word_is_not_found_in_its_middle(self, library: Library) -> None:
        library.put(1, "Recruitment")
        assert texts("cruit") == []

    def test_a_long_question_is_compared_to_its_end(self, library: Library) -> None:
        library.put(1, "Guidance on the identification of presumed victims at sea")
        library.put(2, "Guidance on the identification of presumed victims on land")
        assert texts("guidance on the identification of presumed victims on l") == [
            "Guidance on the identification of presumed victims on land"
        ]

    def test_a_family_stands_once_and_there_are_eight_at_most(self, library: Library) -> None:
        for number in range(20):
            library.put(number, f"Labour {number}", family=f"family-{number // 2}")
        found = texts("labour")
        assert len(found) == MOST
        assert len(set(found)) == MOST

    def test_a_title_carries_its_language_kind_and_address(self, library: Library) -> None:
        library.put(1, "人口贩运", language="zh-hans")
        (one,) = suggestions_for("贩运", "en")
        assert (one.lang, one.kind, one.address) == ("zh-Hans", "document", "/zh-hans/G-2026-001/")


class TermTests:
    def test_a_term_leads_to_a_search_in_the_readers_language(self, portal: None) -> None:
        found = {one.text: one for one in suggestions_for("trafficking in p", "en")}
        assert found["trafficking in persons"].kind == "concept"
        assert found["trafficking in persons"].address == "/en/search/?q=trafficking+in+persons"

    def test_many_terms_leave_room_for_titles(self, library: Library, portal: None) -> None:
        for number in range(3):
            library.put(number, f"Children who were trafficked {number}")
        kinds = [one.kind for one in suggestions_for("traf", "en")]
        assert kinds.count("document") == 3
        assert kinds.count("concept") == 5


@pytest.mark.usefixtures("no_terms")
class ClosedTests:
    def test_what_has_expired_is_not_suggested_though_nobody_took_it_out(self, library: Library) -> None:
        library.put(1, "Labour", expires=timezone.now() + timedelta(hours=1))
        assert texts("lab") == ["Labour"]
        Suggestible.objects.update(expires=timezone.now() - timedelta(seconds=1))
        assert texts("lab") == []

    def test_what_the_database_does_not_confirm_is_not_shown(self, library: Library) -> None:
        library.put(1, "Labour")
        library.hidden.add("thing:1")
        assert texts("lab") == []

    def test_the_database_is_asked_as_a_visitor_would_ask_it(self, library: Library) -> None:
        record = library.put(1, "Labour")
        library.records[record.key] = type(record)(**{**vars(record), "partition": "green"})
        assert texts("lab") == []

    @pytest.mark.parametrize(
        "typed", ["", " ", "t", "!!", "%", "' OR 1=1", "\x00", "ก" * 5000, "a" * 201, "\u0e34", "🙂", "\ud800"]
    )
    def test_junk_suggests_nothing(self, library: Library, typed: str) -> None:
        library.put(1, "Labour")
        assert texts(typed) == []
