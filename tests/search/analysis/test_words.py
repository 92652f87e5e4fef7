"""Words of Latin text are cut without ICU, and as ICU would cut them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import words as module
from search.analysis.words import words

_SIGNS = "abzABZ019éàđơưạộİßŉǆ'’-.,:;_/@&()[]“”…•–«» \n\t\x00²"


def _by_icu(text: str) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_LATIN_ONLY", module.re.compile("(?!)"))
        return list(words(text))


class LatinTests:
    @given(st.text(st.sampled_from(_SIGNS), max_size=30))
    def test_words_end_where_icu_ends_them(self, text: str) -> None:
        assert list(words(text)) == _by_icu(text)

    def test_long_words_are_cut_alike(self) -> None:
        for text in ("a" * 300, "é" * 300 + ".b", "a" * 150 + "_" + "b" * 150):
            assert list(words(text)) == _by_icu(text)

    def test_a_text_in_two_scripts_is_left_to_icu(self) -> None:
        assert list(words("the river แม่น้ำโขง")) == ["the", "river", "แม่น้ำ", "โขง"]
