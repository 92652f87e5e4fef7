"""The guard finds the numbers of persons, leaves the words of the field alone, and shows nothing of what it found."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from portal.victim_data.guard import look
from portal.victim_data.kinds import Kind
from tests.victim_data.corpus import PER_COUNTRY, TRAPS, clean, positives
from tests.victim_data.numbers import MAKERS


class CorpusTests:
    def test_numbers_of_every_state_are_held(self) -> None:
        found = Counter(one.country for one in positives() if look(one.text).held)
        assert len(MAKERS) == 11
        assert {country: count / PER_COUNTRY for country, count in found.items() if count / PER_COUNTRY < 0.95} == {}
        assert len(found) == 11

    def test_what_is_clean_is_not(self) -> None:
        texts = list(clean())
        wrongly = [(code, [one.masked for one in look(text).held]) for code, text in texts if look(text).held]
        assert len(texts) >= 300
        assert len({code for code, _text in texts}) == 13
        assert len(wrongly) / len(texts) <= 0.02, wrongly

    @pytest.mark.parametrize("text", TRAPS)
    def test_laws_references_and_hotlines_are_not_held(self, text: str) -> None:
        assert not look(text).held

    def test_no_masked_line_shows_anything_of_a_number(self) -> None:
        for one in positives():
            both = look(f"{one.text} {one.text}")
            assert all(one.number not in found.masked for found in both.all)


class AskingTests:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("Write to her at name@example.org today.", Kind.EMAIL),
            ("She has +66 81 234 5678 on her phone.", Kind.PHONE),
            ("โทร. ๐๘๑-๒๓๔-๕๖๗๘", Kind.PHONE),
            ("ទូរស័ព្ទ ០១២ ៣៤៥ ៦៧៨", Kind.PHONE),
            ("Số điện thoại: 0912 345 678", Kind.PHONE),
            ("The card 4111 1111 1111 1111 was used.", Kind.CARD),
            ("Nomor rekening 123-456-7890-1 atas nama agen.", Kind.CARD),
            ("The house is at 13.75631, 100.50176.", Kind.COORDINATES),
            ("She was born on 12 March 2009.", Kind.BIRTH),
            ("เกิดวันที่ 12 มีนาคม 2552", Kind.BIRTH),
            ("Sinh ngày 12/03/2009 tại Hà Giang", Kind.BIRTH),
            ("出生于2009年3月12日", Kind.BIRTH),
            ("A 15-year-old victim was found in the bar.", Kind.AGE),
            ("The fourteen-year-old survivor spoke.", Kind.AGE),
            ("ผู้เสียหายอายุ 15 ปี", Kind.AGE),
            ("ຜູ້ຖືກເຄາະຮ້າຍ ອາຍຸ ໑໕ ປີ", Kind.AGE),
            ("ជនរងគ្រោះអាយុ ១៥ ឆ្នាំ", Kind.AGE),
            ("အသက် ၁၅ နှစ်အရွယ် လူကုန်ကူးခံရသူ", Kind.AGE),
            ("Nạn nhân 15 tuổi", Kind.AGE),
            ("Korban berusia 15 tahun", Kind.AGE),
            ("Mangsa berumur 15 tahun", Kind.AGE),
            ("Ang biktima ay 15 anyos", Kind.AGE),
            ("受害人15岁", Kind.AGE),
            ("பாதிக்கப்பட்டவர் 15 வயது", Kind.AGE),
            ("Vítima ho idade 15", Kind.AGE),
            ("A vítima tem 15 anos", Kind.AGE),
            ("Case No. 123/2024 was filed.", Kind.CASE),
            ("คดีหมายเลขดำที่ อ.123/2567", Kind.CASE),
            ("案号（2024）粤01刑初12号", Kind.CASE),
            ("Nomor perkara 12/Pid.Sus/2024", Kind.CASE),
            ("There were 3 victims in that village.", Kind.SMALL_COUNT),
            ("ผู้เสียหาย 4 คน", Kind.SMALL_COUNT),
        ],
    )
    def test_each_kind_is_found(self, text: str, kind: Kind) -> None:
        assert kind in look(text).kinds, look(text)
        assert not look(text).held

    @pytest.mark.parametrize(
        "text",
        [
            "A child victim is anybody under 18 years old; under 15 years of age the law is stricter.",
            "ผู้เสียหายอายุต่ำกว่า 15 ปี",
            "There were 30 victims and 1,200 survivors.",
            "The victim's consent is irrelevant (Article 3).",
            "She lives here, and is 15 years old.",
        ],
    )
    def test_limits_of_laws_and_large_counts_are_not(self, text: str) -> None:
        found = look(text).kinds
        assert Kind.AGE not in found
        assert Kind.SMALL_COUNT not in found


class PlacesTests:
    def test_a_place_is_that_in_the_text_as_it_came(self) -> None:
        text = "เธอ\u200b เลขที่ ๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘ ครับ"
        (one,) = look(text).all
        assert text[one.start : one.end] == "๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘"
        assert "•••" in one.masked

    def test_invisible_signs_and_wide_digits_hide_nothing(self) -> None:
        assert look("S12\u200b345\u200d67D").held
        assert look("１-１０１７-００２３０-７０-８").held

    def test_neighbours_are_dots_as_well_and_a_long_list_takes_no_longer_than_its_length(self) -> None:
        found = look("S1234567D, +66 81 234 5678 and +66 81 234 5679")
        assert [one.masked for one in found.all] == ["•••, ••• and •••"] * 3
        began = time.monotonic()
        assert len(look("3 victims, +66 81 234 5678; " * 2_000).all) == 4_000
        assert time.monotonic() - began < 20

    def test_an_empty_text_holds_nothing(self) -> None:
        assert not look("")
        assert not look("No numbers here.")
