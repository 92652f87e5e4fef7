"""What is typed otherwise is the same to search, and is not the same to look at."""

from __future__ import annotations

import pytest

from search.analysis import normalise
from tests.benchmarks.typed_otherwise import WAYS, without_accents
from tests.benchmarks.zawgyi import in_zawgyi

WORDS = {
    "th": "กำหนดการทำงานที่นี้",
    "lo": "ກຳນົດນ້ຳໜ້າທີ່",
    "km": "ស្ត្រីខ្មែរ",
    "my": "နိုင်ငံသားအခွင့်အရေးမှု",
    "zh": "人权保护",
}


class TypedOtherwiseTests:
    @pytest.mark.parametrize(
        ("way", "language"), [(way, language) for way, (_typed, languages) in WAYS.items() for language in languages]
    )
    def test_each_way_changes_the_signs_and_not_what_they_say(self, way: str, language: str) -> None:
        typed = WAYS[way][0](WORDS[language])
        assert typed != WORDS[language]
        assert normalise(typed) == normalise(WORDS[language])

    def test_accents_go_and_letters_stay(self) -> None:
        assert without_accents("Đường được bảo vệ") == "Duong duoc bao ve"

    @pytest.mark.parametrize(
        ("unicode", "zawgyi"), [("မြန်မာ", "ျမန္မာ"), ("ကမ္ဘာ", "ကမၻာ"), ("အင်္ဂလိပ်", "အဂၤလိပ္"), ("မှု", "မႈ"), ("ဈေး", "ေစ်း")]
    )
    def test_zawgyi_is_written_as_it_is_seen(self, unicode: str, zawgyi: str) -> None:
        assert in_zawgyi(unicode) == zawgyi
