"""Cutting running text into sections at its headings, and where one becomes too long to be read as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

#: A section longer than this ends at the next paragraph, in characters.
LONG = 8_000
LONGEST_HEADING = 300


class Sections:
    """Takes paragraphs one by one; ``finished`` answers what is complete, ``rest`` the last of it."""

    def __init__(self) -> None:
        self._heading = ""
        self._lines: list[str] = []
        self._length = 0
        self._number = 0
        self._done: list[dict[str, Any]] = []

    def head(self, text: str) -> None:
        """Begin a section under a heading."""
        text = " ".join(text.split())
        if text:
            self._close()
            self._heading = text[:LONGEST_HEADING]
            self.add(text)

    def add(self, line: str) -> None:
        """Add a paragraph, a row or a line to the section."""
        if self._length > LONG:
            self._close()
        self._lines.append(line)
        self._length += len(line) + 1

    def finished(self) -> Iterator[dict[str, Any]]:
        """The records that are complete by now, each once."""
        done, self._done = self._done, []
        yield from done

    def rest(self) -> Iterator[dict[str, Any]]:
        """The records that are left at the end."""
        self._close()
        yield from self.finished()

    def _close(self) -> None:
        text = "\n".join(self._lines).strip("\n")
        if text.strip():
            self._number += 1
            self._done.append({"number": self._number, "heading": self._heading, "text": text})
        self._lines, self._length = [], 0
