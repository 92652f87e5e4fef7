"""What holds for any text in any of the scripts, and in all of them at once."""

from __future__ import annotations

import sqlite3
import unicodedata
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.languages import LANGUAGES
from search.analysis import Analysed, analyse, normalise
from search.analysis.bigrams import bigrams, sought_bigrams
from search.engines.embedded.tables import COLUMNS, creation
from search.query import plan_of_text
from search.query.text import MOST_CHUNKS


def _signs(*ranges: tuple[int, int]) -> str:
    codes = (code for first, last in ranges for code in range(first, last + 1))
    return "".join(chr(code) for code in codes if unicodedata.category(chr(code)) != "Cn")


LATIN = "aAbcdeEgHiknostuyz"
#: What each language is written with; Burmese with the signs of Zawgyi, Chinese with rare characters.
ALPHABETS = {
    "en": LATIN + "'’-",
    "th": _signs((0x0E01, 0x0E3A), (0x0E40, 0x0E5B)),
    "lo": _signs((0x0E80, 0x0EDF)),
    "km": _signs((0x1780, 0x17E9)),
    "my": _signs((0x1000, 0x109F)),
    "vi": LATIN + "đĐâăêôơưàảãáạằẳẵắặầẩẫấậ\u0300\u0301\u0303\u0309\u0323\u0302\u031b",
    "id": LATIN + "2²-‑",
    "ms": LATIN + "2²-‐",
    "fil": LATIN + "ñ'’-gng",
    "zh-hans": "人权法犯罪，。〇々一丁\u3400\U00020000\U0002a6d6　",
    "ta": _signs((0x0B82, 0x0BEF)),
    "tet": LATIN + "éáñ'’-",
    "pt": LATIN + "çãõéâà-",
}
BETWEEN = " \n\t.,:()\"'’-–/0123²\u200b\u200d\u00ad\u202e\u2066\ufeff\u00a0🙂ﬁ①Ⅳ"
LANGUAGE = st.sampled_from(sorted(ALPHABETS))
IN_A_SCRIPT = LANGUAGE.flatmap(lambda code: st.text(alphabet=ALPHABETS[code] + BETWEEN[:12], max_size=40))
MIXED = st.text(alphabet="".join(ALPHABETS.values()) + BETWEEN, max_size=60)
ANY_AT_ALL = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)
TEXT = IN_A_SCRIPT | MIXED | ANY_AT_ALL


def _table() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute(creation("told"))
    database.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(told, instance)")
    return database


def _as_fts_sees(database: sqlite3.Connection, analysed: Analysed) -> dict[str, tuple[str, ...]]:
    columns = {"w": analysed.w, "x": analysed.x, "s": analysed.s, "g": analysed.g}
    assert set(columns) <= set(COLUMNS)
    marks = ", ".join("?" * len(columns))
    database.execute("DELETE FROM told")
    database.execute(
        f"INSERT INTO told ({', '.join(columns)}) VALUES ({marks})", [" ".join(tokens) for tokens in columns.values()]
    )
    return {
        column: tuple(
            term for (term,) in database.execute("SELECT term FROM seen WHERE col = ? ORDER BY offset", [column])
        )
        for column in columns
    }


class AnyTextTests:
    def test_every_language_is_here(self) -> None:
        assert set(ALPHABETS) == {language.code for language in LANGUAGES}

    @settings(max_examples=600, deadline=None)
    @given(TEXT)
    def test_normalising_twice_changes_nothing(self, text: str) -> None:
        once = normalise(text)
        assert normalise(once) == once
        assert unicodedata.is_normalized("NFC", once)

    @settings(max_examples=300, deadline=None)
    @given(TEXT, LANGUAGE)
    def test_tokens_hold_letters_marks_and_digits_only(self, text: str, language: str) -> None:
        found = analyse(text, language)
        for token in (*found.w, *found.x, *found.s, *found.g):
            assert 0 < len(token) <= 100
            assert all(unicodedata.category(sign)[0] in "LMN" for sign in token)

    @settings(max_examples=300, deadline=None)
    @given(TEXT, LANGUAGE)
    def test_a_normalised_text_has_the_same_tokens(self, text: str, language: str) -> None:
        assert analyse(normalise(text), language) == analyse(text, language)

    @settings(max_examples=300, deadline=None)
    @given(TEXT, LANGUAGE)
    def test_the_engine_sees_the_very_same_tokens(self, text: str, language: str) -> None:
        analysed = analyse(text, language)
        seen = _as_fts_sees(_table(), analysed)
        assert seen == {"w": analysed.w, "x": analysed.x, "s": analysed.s, "g": analysed.g}

    @settings(max_examples=200, deadline=None)
    @given(TEXT)
    def test_what_a_query_seeks_of_a_run_is_in_the_run(self, text: str) -> None:
        sought, is_open = sought_bigrams(normalise(text))
        assert is_open or set(sought) <= set(bigrams(normalise(text)))

    @settings(max_examples=200, deadline=None)
    @given(ANY_AT_ALL | MIXED)
    def test_a_query_of_anything_is_a_plan(self, text: str) -> None:
        plan = plan_of_text(text, "en")
        assert len(plan.wanted) + len(plan.unwanted) <= MOST_CHUNKS


class OrderOfMarksTests:
    """Marks of one letter in every order they can be typed in."""

    @pytest.mark.parametrize(
        ("letter", "marks"),
        [
            ("ท", "\u0e35\u0e48"),
            ("น", "\u0e49\u0e33"),
            ("ก", "\u0e38\u0e49"),
            ("ນ", "\u0ec9\u0eb3"),
            ("ບ", "\u0ecd\u0ec8"),
            ("ຫ", "\u0ebc\u0eb5\u0ec8"),
            ("က", "\u103b\u103d\u1031\u1037"),
            ("မ", "\u102d\u102f\u1037"),
            ("ရ", "\u103d\u103e\u1031"),
            ("ព", "\u17bb\u17c6"),
            ("ប", "\u17c9\u17bb\u17c7"),
            ("a", "\u0302\u0323"),
        ],
    )
    def test_they_are_one_text(self, letter: str, marks: str) -> None:
        typed = {normalise(f"{letter}{''.join(order)}") for order in permutations(marks)}
        # A vowel of Burmese before its letter would be Zawgyi; all of these follow theirs.
        assert len(typed) == 1

    def test_khmer_subscripts_in_any_place(self) -> None:
        parts = ["\u17d2\u178f", "\u17d2\u179a", "\u17b8"]
        assert {normalise("ស" + "".join(order)) for order in permutations(parts)} == {normalise("ស្ត្រី")}

    @pytest.mark.parametrize("language", ["th", "lo", "km", "my", "zh-hans"])
    def test_unseen_spaces_between_letters_are_not_looked_at(self, language: str) -> None:
        text = {
            "th": "สิทธิมนุษยชน",
            "lo": "ສິດທິມະນຸດ",
            "km": "សិទ្ធិមនុស្ស",
            "my": "လူ့အခွင့်အရေး",
            "zh-hans": "人权保护",
        }[language]
        assert analyse("\u200b".join(text), language) == analyse(text, language)


class DigitTests:
    def test_the_digits_of_every_script_are_one(self) -> None:
        digits: dict[int, str] = {}
        for code in range(0x110000):
            if unicodedata.category(chr(code)) == "Nd":
                digits.setdefault(code - unicodedata.decimal(chr(code)), "")
        for zero in digits:
            assert analyse("".join(chr(zero + place) for place in (2, 0, 2, 6)), "en").w == ("2026",)
