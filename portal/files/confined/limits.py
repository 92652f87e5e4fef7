"""How much one confined process may take."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Seconds of a processor, bytes of memory, bytes of output; the clock on the wall allows three times the first."""

    seconds: int = 30
    memory: int = 768 * MEBIBYTE
    output: int = 32 * MEBIBYTE

    @property
    def patience(self) -> float:
        """Seconds on the wall, for a machine that does other work as well."""
        return 3.0 * self.seconds + 5


#: Looking through a file while somebody waits for the answer.
EXAMINING = Limits(seconds=10, memory=384 * MEBIBYTE, output=MEBIBYTE)
#: The same for a picture, whose dots are all held at once.
EXAMINING_A_PICTURE = Limits(seconds=30, output=MEBIBYTE)
#: Taking the text of some hundred pages, or of a whole office file.
READING = Limits()
#: Taking the text of the one page that may have brought the others down.
READING_A_PAGE = Limits(seconds=8, output=4 * MEBIBYTE)
#: Drawing one page, and reading what is drawn on it.
DRAWING = Limits(seconds=20, output=64 * MEBIBYTE)
RECOGNISING = Limits(seconds=90, memory=1536 * MEBIBYTE, output=4 * MEBIBYTE)
#: Drawing the first page small, and reading the bookmarks.
COVERING = Limits(seconds=10, output=4 * MEBIBYTE)
