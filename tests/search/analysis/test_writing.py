"""Apostrophes, hyphens and words said twice, as the languages of the region write them."""

from __future__ import annotations

import pytest

from search.analysis import analyse
from search.analysis.filipino import root_of
from search.analysis.stems import joined, possible_stems, with_languages
from search.analysis.tetum import sound_of
from search.analysis.vietnamese import one_place
from search.analysis.writing import compounds
from search.query import plan_of_text


class ApostropheTests:
    @pytest.mark.parametrize("sign", "'’ʼ‘`´ʻ′")
    def test_inside_a_word_it_is_not_looked_at(self, sign: str) -> None:
        assert analyse(f"ne{sign}e", "tet").w == ("nee",)

    def test_filipino_contractions_are_two_words(self) -> None:
        assert analyse("iba't ibang", "fil").w == ("iba", "t", "ibang")
        assert analyse("ako’y", "fil").w == ("ako", "y")

    def test_english_contractions_are_one(self) -> None:
        assert analyse("don't", "en").w == ("dont",)


class HyphenTests:
    @pytest.mark.parametrize("hyphen", "-‐‑")
    def test_a_compound_is_its_parts_and_the_word_without(self, hyphen: str) -> None:
        found = analyse(f"non{hyphen}punishment", "en")
        assert found.w == ("non", "punishment")
        assert joined("nonpunishment") in found.s

    def test_a_word_cut_at_the_end_of_a_line_is_whole_as_well(self) -> None:
        assert joined("trafficking") in analyse("traf-\nficking", "en").s

    def test_a_dash_between_words_joins_nothing(self) -> None:
        assert list(compounds("one – two - three, 5-6")) == []

    def test_a_query_looks_for_a_compound_as_one_word_too(self) -> None:
        (chunk,) = plan_of_text("pag-abuso", "fil").wanted
        assert chunk.joined == "pagabuso"
        (chunk,) = plan_of_text("pagabuso", "fil").wanted
        assert chunk.joined == "pagabuso"

    def test_a_phrase_with_a_compound_in_it_is_no_compound(self) -> None:
        (chunk,) = plan_of_text('"anti-trafficking law"', "en").wanted
        assert chunk.joined is None


class SaidTwiceTests:
    @pytest.mark.parametrize("written", ["undang-undang", "undang2", "undang²", "UNDANG2"])
    def test_two_after_a_word_says_it_twice(self, written: str) -> None:
        assert analyse(written, "ms").w == ("undang", "undang")

    def test_what_follows_belongs_to_the_second(self) -> None:
        assert analyse("undang2nya", "id").w == ("undang", "undangnya")

    def test_short_words_and_other_numbers_are_what_they_are(self) -> None:
        assert analyse("CO2 ke2 A12 abc23", "id").w == ("co2", "ke2", "a12", "abc23")


class FamilyTests:
    """Forms that the looser readings bring together."""

    @pytest.mark.parametrize(
        "family",
        [
            "biktima biktimang nambiktima",
            "karapatan karapatang",
            "pahirap pagpapahirap pinahirapan mahirap",
            "kuha kumuha kumukuha kinuha",
            "trabaho magtrabaho nagtatrabaho pagtatrabaho",
            "alipin kaalipinan inaalipin",
            "batas batasan pambatasan",
        ],
    )
    def test_filipino_affixes(self, family: str) -> None:
        assert len(set(map(root_of, family.split()))) == 1

    @pytest.mark.parametrize(
        "family",
        [
            "educação educasaun edukasaun",
            "asilo azilu asilu",
            "direito direitu direitus",
            "violência violénsia biolensia",
            "serviço servisu serbisu",
            "neebé nebe nebé",
            "exploração esplorasaun",
            "trabalho traballu",
        ],
    )
    def test_tetum_spellings(self, family: str) -> None:
        assert len(set(map(sound_of, family.split()))) == 1

    def test_words_that_only_look_alike_stay_apart(self) -> None:
        assert len({sound_of(word) for word in ("lei", "la", "loron", "rai", "ema", "hotu")}) == 6
        assert len({root_of(word) for word in ("batas", "bata", "bahay", "tao", "bayan")}) == 5

    def test_a_query_of_no_known_language_has_the_stems_of_all(self) -> None:
        assert {stem[:2] for stem in possible_stems("trafficking")} == {"en", "pt", "id", "fi", "te"}

    def test_a_stem_is_told_with_the_languages_whose_rule_made_it(self) -> None:
        told = [with_languages(stem) for stem in possible_stems("victims")]
        assert told[0] == "victim (en)"
        assert "victims (id, ms)" in told


class VietnameseTests:
    @pytest.mark.parametrize(
        ("one", "other"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("uỷ", "ủy"), ("hoạ", "họa")]
    )
    def test_the_two_schools_of_tones_write_one_word(self, one: str, other: str) -> None:
        assert analyse(one, "vi") == analyse(other, "vi")

    def test_after_q_and_in_closed_rhymes_there_is_one_place_only(self) -> None:
        for token in ("quý", "quà", "hoàn", "của", "huyện"):
            assert one_place(token) == token


class LaoAndKhmerTests:
    @pytest.mark.parametrize(
        ("one", "other", "language"), [("ຫລວງ", "ຫຼວງ", "lo"), ("ລັດຖະບານ", "ຣັດຖະບານ", "lo"), ("ឲ្យ", "ឱ្យ", "km")]
    )
    def test_two_spellings_in_use_share_their_bigrams(self, one: str, other: str, language: str) -> None:
        assert analyse(one, language).g == analyse(other, language).g
