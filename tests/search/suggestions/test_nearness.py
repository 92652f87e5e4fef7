"""Which words are near to which."""

from __future__ import annotations

import pytest

from search.analysis import normalise
from search.suggestions.nearness import Groups, Letters, most_apart


def letters(*words: str) -> Letters:
    found = Letters()
    for word in words:
        found.add(word)
    return found


def groups(*words: str) -> Groups:
    found = Groups()
    for word in words:
        found.add(word)
    return found


class LettersTests:
    @pytest.mark.parametrize(("length", "apart"), [(3, 1), (4, 1), (5, 2), (8, 2), (9, 3), (30, 3)])
    def test_longer_words_may_be_further_away(self, length: int, apart: int) -> None:
        assert most_apart(length) == apart

    @pytest.mark.parametrize("typed", ["vitcim", "victm", "victtim", "vlctim"])
    def test_a_letter_missing_doubled_wrong_or_in_the_wrong_place_is_one_change(self, typed: str) -> None:
        assert [(one.word, one.distance) for one in letters("victim", "labour").near(typed)] == [("victim", 1)]

    def test_the_word_itself_and_what_is_too_far_or_too_short_are_not_near(self) -> None:
        assert letters("debt", "dept").near("debt")[0].word == "dept"
        assert letters("debt").near("debt") == []
        assert letters("debts").near("dead") == []
        assert letters("law").near("la") == []

    def test_what_is_only_like_it_may_be_further_away(self) -> None:
        assert letters("recruitment", "labour").like("recruiting", 0.6) == ["recruitment"]


class GroupsTests:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("ผู้เสยหาย", "ผู้เสียหาย"),
            ("ผุ้เสียหาย", "ผู้เสียหาย"),
            ("ជនរងគ្រោ", "ជនរងគ្រោះ"),
            ("လူကုန်ကူ", "လူကုန်ကူး"),
            ("ການຄ້າມະນຸ", "ການຄ້າມະນຸດ"),
            ("人口贩远", "人口贩运"),
        ],
    )
    def test_a_wrong_or_missing_sign_is_near(self, typed: str, meant: str) -> None:
        assert [one.word for one in groups(normalise(meant), "มาตรา").near(normalise(typed))] == [normalise(meant)]

    def test_half_of_a_short_chinese_word_is_nothing_to_know_it_by(self) -> None:
        assert groups("贩运").near("贩卖") == []

    def test_a_letter_group_that_differs_altogether_is_more_than_one_change(self) -> None:
        assert groups("ស្ត្រីនា").near("កានា") == []

    def test_a_letter_group_never_seen_is_no_error(self) -> None:
        assert groups("มาตรา").near("ក្ខ្ល្មែរ") == []
