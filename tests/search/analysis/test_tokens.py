"""Tokens: what both engines receive."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.languages import LANGUAGES
from search.analysis import analyse
from search.analysis.bigrams import sought_bigrams
from search.analysis.folding import fold_each
from search.analysis.profiles import PROFILES
from search.analysis.units import units

LANGUAGE = st.sampled_from([language.code for language in LANGUAGES])
# Every script of ours, and signs that are neither letter nor mark nor digit.
TEXT = st.text(max_size=60) | st.text(alphabet="กาำ่ิເະສກ័្រមေ်္中国nạđÉ'’-.,🙂\u200b๑2 ", max_size=60)


class TokenTests:
    @settings(max_examples=200, deadline=None)
    @given(TEXT, LANGUAGE)
    def test_tokens_hold_letters_marks_and_digits_only(self, text: str, language: str) -> None:
        found = analyse(text, language)
        for token in (*found.w, *found.x, *found.s, *found.g):
            assert 0 < len(token) <= 100
            assert all(unicodedata.category(sign)[0] in "LMN" for sign in token)

    @settings(max_examples=100, deadline=None)
    @given(TEXT, LANGUAGE)
    def test_the_same_text_gives_the_same_tokens_in_any_composition(self, text: str, language: str) -> None:
        composed = unicodedata.normalize("NFC", text)
        assert analyse(unicodedata.normalize("NFD", composed), language) == analyse(composed, language)

    def test_words_are_folded_and_the_accented_form_is_kept_where_accents_tell_words_apart(self) -> None:
        found = analyse("Nạn nhân được bảo vệ, 2026", "vi")
        assert found.w == ("nan", "nhan", "duoc", "bao", "ve", "2026")
        assert found.x == ("nạn", "nhân", "được", "bảo", "vệ")

    def test_digits_of_every_script_are_the_same_digits(self) -> None:
        assert {analyse(year, "en").w for year in ("2026", "๒๐๒๖", "២០២៦", "၂၀၂၆", "໒໐໒໖")} == {("2026",)}

    def test_apostrophes_inside_a_word_are_not_looked_at(self) -> None:
        assert analyse("ne'e", "tet").w == analyse("ne’e", "tet").w == ("nee",)

    def test_reference_numbers_are_words(self) -> None:
        assert analyse("G-2026-014", "en").w == ("g", "2026", "014")

    def test_a_thai_word_that_touches_latin_is_a_word_of_its_own(self) -> None:
        assert analyse("ACTIPมาตรา14", "th").w == ("actip", "มาตรา", "14")

    def test_indonesian_and_malay_share_their_stems(self) -> None:
        assert analyse("perlindungan", "id").s == analyse("melindungi", "ms").s == ("idlindung",)

    def test_stems_of_different_languages_never_meet(self) -> None:
        assert not set(analyse("animal", "en").s) & set(analyse("animal", "pt").s)

    def test_every_language_has_a_profile(self) -> None:
        assert {language.analysis for language in LANGUAGES} <= set(PROFILES)


class UnitTests:
    @pytest.mark.parametrize(
        ("run", "expected"),
        [
            ("เสียหาย", ["เสี", "ย", "หา", "ย"]),
            ("ສຶກສາ", ["ສຶ", "ກ", "ສາ"]),
            ("ស្ត្រី", ["ស្ត្រី"]),
            ("នៃអំពើ", ["នៃ", "អំ", "ពើ"]),
            ("နိုင်ငံသား", ["နိုင်", "ငံ", "သား"]),
            ("人权", ["人", "权"]),
        ],
    )
    def test_letter_groups_are_found_without_a_dictionary(self, run: str, expected: list[str]) -> None:
        assert units(run) == expected

    @settings(max_examples=200, deadline=None)
    @given(st.text(alphabet="กขเาำิ่ສກາເິ້កខ្រាិကခ်္ါိ中国", max_size=20))
    def test_units_put_together_are_the_run(self, run: str) -> None:
        assert "".join(units(run)) == run

    def test_a_run_ends_with_its_last_unit_and_a_query_does_not(self) -> None:
        assert analyse("人权法", "zh-hans").g == ("人权", "权法", "法")
        assert sought_bigrams("人权法") == (("人权", "权法"), False)
        assert sought_bigrams("法") == (("法",), True)


class FoldingTests:
    def test_an_accent_without_a_letter_is_still_a_token(self) -> None:
        assert analyse("\u1ab0 a", "en").w == ("\u1ab0", "a")

    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=60))
    def test_folding_sign_by_sign_keeps_every_place(self, text: str) -> None:
        assert len(fold_each(text)) == len(text)


class TimeTests:
    @pytest.mark.parametrize("text", ["ก" * 200_000, "เ" * 200_000, "က်" * 100_000, "ក្" * 100_000, "中" * 200_000])
    def test_long_runs_take_time_in_proportion(self, text: str) -> None:
        began = time.perf_counter()
        analyse(text, "th")
        assert time.perf_counter() - began < 5
