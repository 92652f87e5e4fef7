"""Dates, whole and partial, as readers of each language write them."""

from __future__ import annotations

from datetime import date

import pytest

from portal.dates import PartialDate, format_day, format_month, format_partial
from portal.languages import BY_CODE

DAY = date(2026, 11, 12)
WRITTEN = {
    "en": "12 November 2026",
    "th": "12 พฤศจิกายน ค.ศ. 2026",
    "lo": "12 ພະຈິກ 2026",
    "km": "12 វិច្ឆិកា 2026",
    "my": "2026 နိုဝင်ဘာ 12",
    "vi": "12 tháng 11, 2026",
    "id": "12 November 2026",
    "ms": "12 November 2026",
    "fil": "Nobyembre 12, 2026",
    "zh-hans": "2026年11月12日",
    "ta": "12 நவம்பர், 2026",
    "tet": "12 Novembru 2026",
    "pt": "12 de novembro de 2026",
}


class PartialDateTests:
    @pytest.mark.parametrize(
        ("text", "first", "precision"),
        [
            ("2025", date(2025, 1, 1), "year"),
            ("2025-03", date(2025, 3, 1), "month"),
            ("2024-02-29", date(2024, 2, 29), "day"),
            (" 2025 ", date(2025, 1, 1), "year"),
        ],
    )
    def test_a_year_a_month_or_a_day_is_read(self, text: str, first: date, precision: str) -> None:
        known = PartialDate.parse(text)
        assert (known.text, known.first, known.precision) == (text.strip(), first, precision)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "25",
            "2025-3",
            "2025-13",
            "2025-02-30",
            "2025-03-14-01",
            "0000",
            "May 2025",
            "2025/03",
            "-2025",
            "២០២៥",
            "2025-",
        ],
    )
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError):
            PartialDate.parse(text)


class WrittenDateTests:
    def test_every_language_writes_a_day_in_its_own_words(self) -> None:
        assert {code: format_day(DAY, code) for code in BY_CODE} == WRITTEN

    @pytest.mark.parametrize("code", BY_CODE)
    def test_every_month_has_a_name_and_the_year_western_numerals(self, code: str) -> None:
        written = [format_month(date(2026, month, 1), code) for month in range(1, 13)]
        assert len(set(written)) == 12
        assert all("2026" in text for text in written)

    def test_a_partial_date_shows_as_far_as_it_is_known(self) -> None:
        assert format_partial("2026", "th") == "2026"
        assert format_partial("2026-11", "tet") == "Novembru 2026"
        assert format_partial("2026-11-12", "pt") == "12 de novembro de 2026"

    def test_what_is_no_date_is_given_back(self) -> None:
        assert format_partial("undated", "en") == "undated"
