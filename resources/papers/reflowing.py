"""Lines of a printed page put together again, as far as a line end cut something that is looked for as one.

A page is kept line by line, as it was printed. Thai, Lao, Khmer, Burmese and Chinese are written without spaces, so a
line ends in the middle of a word; in the other scripts a word that is cut has a hyphen. Spaces that printing put inside
their words go as well.
"""

from __future__ import annotations

import re

from portal.files.text.spacing import without_false_spaces

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uaa60-\uaa7f"
# A single line end: an empty line ends a paragraph.
_LINE_END = r"[^\S\n]*\n[^\S\n]*"
_WITHIN_UNSPACED = re.compile(f"(?<=[{_UNSPACED}]){_LINE_END}(?=[{_UNSPACED}])")
_HYPHENATED = re.compile(rf"(?<=[^\W\d_])[-\u2010\u00ad\ufffe\u0002]{_LINE_END}(?=[^\W\d_])")


def reflowed(text: str) -> str:
    """The text with no word cut by the end of a line, or by a space that is none."""
    # A compound may have had the hyphen before: the search knows it written in one word too.
    return _HYPHENATED.sub("", without_false_spaces(_WITHIN_UNSPACED.sub("", text)))
