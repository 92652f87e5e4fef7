"""Thai and Lao: one spelling for what looks the same.

The vowel AM is one letter in good text and two in text that went through NFKC or a PDF; tone marks are typed before
or after the vowel above them. The dictionaries know one spelling only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_PRESENT = re.compile("[\u0e00-\u0eff]")


@dataclass(frozen=True)
class _Script:
    """What differs between the two scripts; ``order`` ranks the marks on one letter."""

    tones: str
    ring: str
    aa: str
    am: str
    double_e: str
    ae: str
    order: tuple[str, ...]


_THAI = _Script(
    tones="\u0e48\u0e49\u0e4a\u0e4b",
    ring="\u0e4d",
    aa="\u0e32",
    am="\u0e33",
    double_e="\u0e40\u0e40",
    ae="\u0e41",
    order=(
        "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e47\u0e4d",
        "\u0e3a",
        "\u0e38\u0e39",
        "\u0e48\u0e49\u0e4a\u0e4b",
        "\u0e4c\u0e4e",
    ),
)
_LAO = _Script(
    tones="\u0ec8\u0ec9\u0eca\u0ecb",
    ring="\u0ecd",
    aa="\u0eb2",
    am="\u0eb3",
    double_e="\u0ec0\u0ec0",
    ae="\u0ec1",
    order=(
        "\u0ebc",
        "\u0eb1\u0eb4\u0eb5\u0eb6\u0eb7\u0ebb\u0ecd",
        "\u0eba",
        "\u0eb8\u0eb9",
        "\u0ec8\u0ec9\u0eca\u0ecb",
        "\u0ecc\u0ece",
    ),
)


def _ordering(script: _Script) -> Callable[[str], str]:
    """A function that brings one script's marks into one order and composes its AM."""
    rank = {mark: place for place, marks in enumerate(script.order) for mark in marks}
    marks = "".join(rank)
    on_one_letter = re.compile(f"[{marks}]{{2,}}{script.aa}?|{script.ring}{script.aa}")
    around_am = re.compile(f"{script.am}[{marks}{script.am}]+")
    # The same mark twice on one letter is printed once.
    twice = re.compile(f"([{marks}])\\1+")

    def in_order(match: re.Match[str]) -> str:
        signs = "".join(sorted(match[0].removesuffix(script.aa), key=rank.__getitem__))
        if not match[0].endswith(script.aa):
            return signs
        # A ring over an AA is the letter AM. A ring alone is a vowel, as in the Lao word for *not*.
        return signs.replace(script.ring, "", 1) + (script.am if script.ring in signs else script.aa)

    def tones_first(match: re.Match[str]) -> str:
        return "".join(sorted(match[0], key=lambda sign: sign not in script.tones))

    def ordered(text: str) -> str:
        text = on_one_letter.sub(in_order, text.replace(script.double_e, script.ae))
        # What stood before an AM and what stood after it meet now, and are ordered once more.
        return twice.sub(r"\1", on_one_letter.sub(in_order, around_am.sub(tones_first, text)))

    return ordered


_LOOK_ALIKES = (
    ("\u0eab\u0e99", "\u0edc"),  # HO NO and HO MO, one letter each
    ("\u0eab\u0ea1", "\u0edd"),
    ("\u0e24\u0e32", "\u0e24\u0e45"),  # the long form of RU and LU is not AA
    ("\u0e26\u0e32", "\u0e26\u0e45"),
)

_order_thai = _ordering(_THAI)
_order_lao = _ordering(_LAO)


def order_thai_and_lao(text: str) -> str:
    """The text with one order of marks, AM and AE as one letter, and Lao HO NO and HO MO composed."""
    if not _PRESENT.search(text):
        return text
    for typed, meant in _LOOK_ALIKES:
        text = text.replace(typed, meant)
    text = _order_lao(_order_thai(text))
    return text.replace("\u0e34\u0e4d", "\u0e36")
