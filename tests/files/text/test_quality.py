"""The text of a file is judged: what is lost in it is seen, and a good one is not called poor."""

from __future__ import annotations

import time

import pytest

from portal.files.text.quality import POOR, broken_share, has_text, judge
from portal.files.text.zawgyi import likelihood
from tests.files.text.test_language import papers

ENGLISH = "The victims of trafficking are not to be held to account for what they were made to do. " * 10
#: The same sentence in Unicode and in Zawgyi: the law against trafficking in persons, and two words more.
UNICODE = "လူကုန်ကူးမှု တိုက်ဖျက်ရေး ဥပဒေ မြန်မာနိုင်ငံ အင်္ဂလိပ် မိန်းကလေး လျှို့ဝှက် အခွင့်အရေး "
ZAWGYI = "လူကုန္ကူးမႈ တိုက္ဖ်က္ေရး ဥပေဒ ျမန္မာႏိုင္ငံ အဂၤလိပ္ မိန္းကေလး လွ်ိဳ႕ဝွက္ အခြင့္အေရး "


class JudgementTests:
    @pytest.mark.parametrize(("code", "text"), papers(), ids=lambda value: value if len(value) < 10 else "")
    def test_a_good_text_is_good_in_every_language(self, code: str, text: str) -> None:
        judged = judge([text, text])
        assert judged.language == code
        assert judged.quality > 0.9
        assert judged.broken < 0.01

    def test_a_font_without_letters_makes_a_poor_text(self) -> None:
        signs = "".join(chr(0xE000 + ord(letter)) if letter.isalpha() else letter for letter in ENGLISH)
        assert judge([signs]).quality < POOR
        half = "".join(chr(0xE000 + ord(letter)) if letter in "aeiou" else letter for letter in ENGLISH)
        assert judge([half]).quality < POOR

    def test_replacement_signs_and_stray_marks_are_counted(self) -> None:
        assert broken_share("a\ufffdb\ufffd") == 0.5
        assert broken_share("ก า ิ") == pytest.approx(1 / 3)
        assert broken_share("การ กิน") == 0

    def test_an_old_font_gives_words_of_no_language(self) -> None:
        # Khmer typed in a font that draws it over Latin letters.
        assert judge(["KNHkmµaFikarshRbtibtþikar RtUv)anbegáIteLIg edayGgÁPaBrdæaPi)al " * 20]).quality < POOR

    def test_zawgyi_is_poor_and_unicode_is_not(self) -> None:
        assert likelihood(ZAWGYI) > 0.8
        assert likelihood(UNICODE) < 0.1
        assert likelihood("No Burmese at all") == 0
        assert judge([ZAWGYI * 5]).quality < POOR
        assert judge([ZAWGYI * 5]).facts["zawgyi"] > 0.8

    def test_pages_without_text_count(self) -> None:
        judged = judge([ENGLISH, "", " 3 ", ENGLISH])
        assert (judged.pages, judged.pages_without_text) == (4, 2)
        assert judged.quality == pytest.approx(0.5)
        assert judge([]).quality == 0
        assert judge(["", ""]).quality == 0

    def test_the_language_an_editor_confirmed_is_the_measure(self) -> None:
        assert judge([ENGLISH], "en").quality > 0.9
        assert judge([ENGLISH], "pt").quality < POOR

    def test_a_page_says_something_from_a_few_letters_on(self) -> None:
        assert has_text("A page with a sentence on it.")
        assert not has_text("Page 3")
        assert not has_text("\ue001\ue002" * 40)

    def test_many_pages_are_judged_in_bounded_time(self) -> None:
        begun = time.process_time()
        judge([ENGLISH] * 3_000)
        assert time.process_time() - begun < 5
