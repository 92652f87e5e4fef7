"""An age under 18 beside a word for victims, and a count so small that it points at somebody."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from portal.victim_data.identifiers import Place
from portal.victim_data.kinds import Kind
from portal.victim_data.words import LIMIT, PEOPLE, VICTIM, any_of

#: So far from a word for victims an age is still theirs.
NEAR = 120

_YOUNG = r"(?P<found>(?<![\d.,/-])(?:1[0-7]|0?[1-9])(?![\d/]|[.,]\d))"
_IN_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
)
_AGES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YOUNG}[ -](?:years?|yrs?)[ -]?old",
        rf"(?P<found>(?<![^\W_])(?:{'|'.join(_IN_WORDS)}))[ -]years?[ -]old",
        rf"\b(?:aged?|age of|ages) {_YOUNG}",
        rf"อายุ(?:ประมาณ|เพียง)? ?{_YOUNG}",
        rf"ອາຍຸ(?:ປະມານ|ພຽງ)? ?{_YOUNG}",
        rf"{_YOUNG} ?(?:ປີ|ขวบ)",
        rf"អាយុ(?:ប្រហែល|តែ)? ?{_YOUNG}",
        rf"အသက် ?\(?{_YOUNG}",
        rf"{_YOUNG} ?(?:နှစ်အရွယ်|နှစ်သား|နှစ်သမီး)",
        rf"{_YOUNG} tuổi",
        rf"(?:berusia|berumur|usia|umur|edad|idade|tinan|ho tinan|ho idade)(?: na| de)? {_YOUNG}",
        rf"{_YOUNG}[ -](?:tahun|taong gulang|taon gulang|anyos|anos)",
        rf"{_YOUNG} ?(?:岁|歲|周岁)",
        r"(?P<found>十[一二三四五六七]?|[一二三四五六七八九])(?:岁|歲|周岁)",
        rf"{_YOUNG} ?வயது",
    )
)
_VICTIM, _LIMIT = re.compile(any_of(VICTIM), re.IGNORECASE), re.compile(any_of(LIMIT), re.IGNORECASE)
_FEW = r"(?P<found>(?<![\d.,/-])(?:10|[1-9])(?![\d/-]|[.,]\d))"
_COUNTS = (
    re.compile(rf"{_FEW} ?(?:[^\W\d]+ ){{0,3}}(?:{any_of(VICTIM)})", re.IGNORECASE),
    re.compile(rf"{any_of(VICTIM)}[^\d\n.;]{{0,16}}?{_FEW} ?(?:{any_of(PEOPLE)})", re.IGNORECASE),
    re.compile(rf"{any_of(VICTIM)} ?[:=|] ?{_FEW}(?!\w)", re.IGNORECASE),
)


def persons(plain: str) -> Iterator[Place]:
    """Every such place in a text as ``reading`` has it."""
    victims = [match.start() for match in _VICTIM.finditer(plain)]
    if not victims:
        return
    for pattern in _AGES:
        for match in pattern.finditer(plain):
            nearest = bisect_left(victims, match.start() - NEAR)
            is_near = nearest < len(victims) and victims[nearest] <= match.start() + NEAR
            if is_near and not _is_limit(plain, match):
                yield Kind.AGE, *match.span("found")
    for pattern in _COUNTS:
        for match in pattern.finditer(plain):
            yield Kind.SMALL_COUNT, *match.span("found")


def _is_limit(plain: str, match: re.Match[str]) -> bool:
    """Whether a law speaks: *under 15 years old*, *15 tahun ke bawah*."""
    around = plain[max(0, match.start() - 14) : match.start("found")] + plain[match.end("found") : match.end() + 10]
    return _LIMIT.search(around) is not None
