"""What is typed meets what is written, however either is spelt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.suggestions.keys import LONGEST_TEXT, key_of

#: Typed, and as the title has it.
SAME_BEGINNING = {
    "Thai marks in another order": ("ผ\u0e49\u0e39เสียหาย", "ผู้เสียหายจากการค้ามนุษย์"),
    "Thai SARA AM in two signs": ("ท\u0e4d\u0e32งาน", "ทำงานบ้าน"),
    "Lao with spaces between words": ("ການ ຄ້າ ມະນຸດ", "ການຄ້າມະນຸດ"),
    "Khmer with zero-width spaces": ("ជន\u200bរងគ្រោះ", "ជនរងគ្រោះដោយការជួញដូរមនុស្ស"),
    "Burmese in Zawgyi": ("ျမန္မာ", "မြန်မာ"),
    "Vietnamese without accents": ("nan nhan", "Nạn nhân mua bán người"),
    "Vietnamese D without its stroke": ("dien thoai", "Điện thoại"),
    "a compound in one word": ("nonpun", "Non-punishment of victims"),
    "a compound in two words": ("non pun", "Non-punishment of victims"),
    "Tetum without the apostrophe": ("nee", "Ne'e"),
    "Burmese digits": ("၂၀၂၆", "2026 plan"),
    "capitals": ("ACTIP", "actip and its articles"),
}


class KeyTests:
    @pytest.mark.parametrize(("typed", "title"), SAME_BEGINNING.values(), ids=list(SAME_BEGINNING))
    def test_what_is_typed_begins_the_title(self, typed: str, title: str) -> None:
        assert key_of(typed).folded
        assert key_of(title).folded.startswith(key_of(typed).folded)

    def test_words_begin_at_words_and_in_thai_at_letter_groups(self) -> None:
        key = key_of("The ค้ามนุษย์ law")
        assert [key.folded[start:] for start in key.starts] == [
            "theค้ามนุษย์law",
            "ค้ามนุษย์law",
            "มนุษย์law",
            "นุษย์law",
            "ษย์law",
            "ย์law",
            "law",
        ]

    @pytest.mark.parametrize(
        ("typed", "enough"),
        [("t", False), ("tr", True), ("ก", True), ("人", True), ("ជ", True), ("!!", False), ("", False), ("é", False)],
    )
    def test_two_letters_or_one_letter_group_are_enough(self, typed: str, enough: bool) -> None:
        assert key_of(typed).is_enough is enough

    @given(st.text(max_size=400))
    def test_any_text_has_a_key_whose_starts_lie_in_it(self, text: str) -> None:
        key = key_of(text)
        assert all(0 <= start < len(key.folded) for start in key.starts)
        assert list(key.starts) == sorted(set(key.starts))
        assert len(key.folded) <= 4 * LONGEST_TEXT
