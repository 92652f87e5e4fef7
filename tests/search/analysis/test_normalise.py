"""One spelling for what reads the same."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import normalise

SCRIPTS = "".join(
    chr(code)
    for first, last in ((0x0E00, 0x0EFF), (0x1780, 0x17DD), (0x1000, 0x104F), (0x0300, 0x0310), (0x41, 0x43))
    for code in range(first, last)
    if unicodedata.category(chr(code)) != "Cn"
)


class SpellingTests:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("กําหนด", "กำหนด"),
            ("น้ํา", "น้ำ"),
            ("นํ้า", "น้ำ"),
            ("นำ้", "น้ำ"),
            ("เเละ", "และ"),
            ("ที่", "ที่"),
            ("ท่ี", "ที่"),
            ("ນໍາ", "ນຳ"),
            ("ບ່ໍ", "ບໍ່"),
            ("ນ້ໍາ", "ນ້ຳ"),
            ("ຫມາຍ", "ໝາຍ"),
            ("ຫນ້າ", "ໜ້າ"),
            ("ສະ\u200bໄໝ", "ສະໄໝ"),
            ("ស្រ្តី", "ស្ត្រី"),
            ("ស្រី្ត", "ស្ត្រី"),
            ("ស្ដ្រី", "ស្ត្រី"),
            ("កេី", "កើ"),
            ("កេា", "កោ"),
            ("\u1000\u102f\u102d", "\u1000\u102d\u102f"),
            ("\u1000\u1031\u103b\u102c", "\u1000\u103b\u1031\u102c"),
            ("\u1040\u102f\u102d", "\u101d\u102d\u102f"),
            ("Ｂｏｄｙ　１", "Body 1"),
            ("vi\u0302\u0323", "vị\u0302"),
            ("traf\u00adfick\u200ding", "trafficking"),
            ("กิํน", "กึน"),
            ("ฤาษี", "ฤๅษี"),
            ("ที่่", "ที่"),
            ("កិិ", "កិ"),
            ("ឨ", "ឧក"),
            ("ឣ", "អ"),
            ("ស្\u200dត្រី", "ស្ត្រី"),
            ("\u101e\u103cဇာ", "ဩဇာ"),
            ("သဘာ\u1040", "သဘာဝ"),
            ("\u1040န်ကြီး", "ဝန်ကြီး"),
            ("\u1044င်း", "၎င်း"),
            ("ဥာဏ်", "ဉာဏ်"),
            ("\u1014\u103a\u1037", "\u1014\u1037\u103a"),
        ],
    )
    def test_two_spellings_become_one(self, typed: str, meant: str) -> None:
        assert normalise(typed) == normalise(meant)

    def test_good_text_stays_as_it_is(self) -> None:
        for text in ("กำหนดการทำงานที่นี้", "ฤๅ", "ສິດທິມະນຸດ", "ບໍ່", "ស្ត្រីខ្មែរ", "နိုင်ငံသားအဖြစ်", "Nạn nhân", "人权", "உரிமை"):
            assert normalise(text) == text

    def test_numerals_keep_their_nought(self) -> None:
        for numeral in ("၂၀၂၆", "၁၀ခု", "၂၀၀၇ခုနှစ်", "၀.၅"):
            assert normalise(numeral) == numeral

    def test_halves_of_signs_are_left_out(self) -> None:
        assert normalise("ก\ud800ข") == "กข"

    @settings(max_examples=300, deadline=None)
    @given(st.text(alphabet=SCRIPTS, max_size=14))
    def test_doing_it_twice_changes_nothing(self, text: str) -> None:
        once = normalise(text)
        assert normalise(once) == once

    @settings(max_examples=100, deadline=None)
    @given(st.text(max_size=40))
    def test_any_text_comes_out_in_nfc(self, text: str) -> None:
        assert unicodedata.is_normalized("NFC", normalise(text))


class TimeTests:
    @pytest.mark.parametrize(
        "text",
        [
            "ก" * 200_000,
            "\u0e48\u0e34" * 100_000,
            "a" + "\u0315\u0300\u0327" * 100_000,
            "ក\u17d2" * 100_000,
            "\u1031\u1000\u1039" * 70_000,
            "\u1031" * 200_000,
        ],
        ids=["letters", "marks", "heap", "subscripts", "Zawgyi", "E"],
    )
    def test_time_grows_with_length_and_no_faster(self, text: str) -> None:
        began = time.perf_counter()
        normalise(text)
        assert time.perf_counter() - began < 3
