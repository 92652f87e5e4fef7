"""What was sought, marked in a text that is read in full."""

from __future__ import annotations

import re
import time

import pytest

from search.marked_lines import marked_lines

pytestmark = pytest.mark.django_db
#: Khmer with invisible signs between its words, as files have it; the index has none.
_KHMER = "មិន\u200bដាក់ទោស\u200bជន\u200bរងគ្រោះ"


class MarkedLineTests:
    @pytest.mark.parametrize(
        ("lines", "question", "shown"),
        [
            (["Victims & <b>others</b>"], "victims", ["<mark>Victims</mark> &amp; &lt;b&gt;others&lt;/b&gt;"]),
            (["A shelter", "for <i>"], "shelters", ["A <mark>shelter</mark>", "for &lt;i&gt;"]),
            ([_KHMER], "ជនរងគ្រោះ", [_KHMER.replace("ជន\u200bរងគ្រោះ", "<mark>ជន\u200bរងគ្រោះ</mark>")]),
            # A sign that the index composes is marked as it was printed.
            (["na\u0323n nhân"], "nạn", ["<mark>na\u0323n</mark> nhân"]),
            # A phrase that goes on in the next line is marked in both, and its words nowhere else.
            (
                ["no debt", "bondage, no debt"],
                '"debt bondage"',
                ["no <mark>debt</mark>", "<mark>bondage</mark>, no debt"],
            ),
            (["the state and victims"], "the victims", ["the state and <mark>victims</mark>"]),
        ],
    )
    def test_the_words_are_marked_in_whole_letters_and_all_else_is_escaped(
        self, lines: list[str], question: str, shown: list[str]
    ) -> None:
        assert marked_lines(lines, question, "en") == shown

    @pytest.mark.parametrize("question", ["", "  ", "-victims", "unheard", '"', "<mark>", "\x00", "type:tool"])
    def test_a_question_of_which_nothing_is_there_marks_nothing(self, question: str) -> None:
        assert marked_lines(["Victims shall not be punished"], question, "en") is None

    def test_what_is_shown_is_the_text_as_it_was_in_time(self) -> None:
        lines = [f"{_KHMER} paper {number} & more" for number in range(1_500)]
        began = time.monotonic()
        shown = marked_lines(lines, "ជនរងគ្រោះ paper", "km")
        assert time.monotonic() - began < 5
        assert shown is not None
        assert [re.sub("</?mark>", "", line).replace("&amp;", "&") for line in shown] == lines
        assert all(line.count("<mark>") == 2 for line in shown)
