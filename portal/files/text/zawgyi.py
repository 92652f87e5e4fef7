"""How likely a Burmese text is written in Zawgyi, the old encoding; enough to tell an editor, not to convert it.

The search has a finer judge, and converts; it cannot be asked from here.
"""

from __future__ import annotations

import re

_LETTER = "\u1000-\u1021"
#: What only Zawgyi writes: the vowel E or the medial RA before its letter, a joiner that joins nothing, its own joins.
_ZAWGYI = re.compile(
    rf"(?:^|[\s\u104a\u104b\u1038])[\u1031\u103b](?=[{_LETTER}\u103b])|\u1039(?![{_LETTER}])|[\u1060-\u1097]|\u103a[\u102b-\u1030]",
    re.MULTILINE,
)
#: What only Unicode writes: a silent letter before another, the medial HA, the vowel E after its letter.
_UNICODE = re.compile(
    rf"\u103a(?=[{_LETTER}\u1038\u1037\s\u104a\u104b])|\u103e|[{_LETTER}\u103b-\u103e]\u1031(?![{_LETTER}])"
)


def likelihood(text: str) -> float:
    """Between 0 (Unicode) and 1 (Zawgyi); 0 for a text that has no sign of either."""
    old, new = len(_ZAWGYI.findall(text)), len(_UNICODE.findall(text))
    return old / (old + new) if old + new else 0.0
