"""Signs that are not seen: taken out before anything is compared."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = (
    *range(0x200B, 0x2010),  # zero-width space, non-joiner, joiner, direction marks
    *range(0x202A, 0x202F),  # direction overrides
    *range(0x2060, 0x2065),  # word joiner and the invisible operators
    *range(0x2066, 0x2070),  # direction isolates and their deprecated neighbours
    0x00AD,  # soft hyphen
    0x061C,  # Arabic letter mark
    0x17B4,  # Khmer inherent vowels, which no font shows
    0x17B5,
    0x180E,
    0xFEFF,  # byte-order mark
    *range(0xD800, 0xE000),  # halves of signs, which no engine takes
)
_FULLWIDTH = {0xFF00 + offset: 0x20 + offset for offset in range(1, 0x5F)}
_TABLE: dict[int, int | None] = {**dict.fromkeys(_UNSEEN), **_FULLWIDTH, 0x3000: 0x20}

#: Nobody writes more marks than this on one letter; sorting longer runs takes Unicode's own algorithm square time.
MARKS_KEPT = 12

_SORTED_MARKS = "".join(chr(code) for code in range(0x0300, 0x1F000) if unicodedata.combining(chr(code)))
_TOO_MANY = re.compile(f"([{_SORTED_MARKS}]{{{MARKS_KEPT}}})[{_SORTED_MARKS}]+")
# Signs beyond the first plane are compared one by one, which takes ten times as long: whether there may be so many
# marks is asked of all of them in one.
_HIGHER = re.compile("[\U00010000-\U0001efff]+")
_MAY_BE_TOO_MANY = re.compile(
    f"[{_HIGHER.sub('', _SORTED_MARKS)}\U00010000-\U0001efff]{{{MARKS_KEPT + 1}}}",
)


def without_controls(text: str) -> str:
    """The text without invisible signs, with ordinary letters for full-width ones and no heap of marks."""
    bare = text.translate(_TABLE)
    return _TOO_MANY.sub(r"\1", bare) if _MAY_BE_TOO_MANY.search(bare) else bare
