"""Numbers as a reader's language writes them."""

from __future__ import annotations

import pytest

from portal.languages import BY_CODE
from search.numbers import written


class WrittenTests:
    @pytest.mark.parametrize(
        ("language", "text"), [("en", "10,000"), ("id", "10.000"), ("tet", "10.000"), ("zh-hans", "10,000")]
    )
    def test_thousands_are_set_apart_as_the_language_does(self, language: str, text: str) -> None:
        assert written(10_000, language) == text

    def test_every_language_of_the_portal_can_write_a_number(self) -> None:
        assert all(written(7, language) for language in BY_CODE)
