"""The contents of a file: its headings or bookmarks where it has any, else the first words of each page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Protocol

from django.db.models.functions import Substr
from icu4py.breakers import CharacterBreaker

from portal.files.models import FileCover, PortalDocument
from portal.files.queries import pages_of
from portal.files.text.spacing import without_false_spaces

#: How long the first words of a page may be, in clusters, and how much of it is looked at for them.
_WORDS, _LOOKED_AT = 60, 400
_ANY_LOCALE = "en"


@dataclass(frozen=True)
class Entry:
    """A line of the contents; ``title`` is empty for a page without text."""

    number: int
    title: str


class Contents(Protocol):
    """The contents of a file, of which only as much is read as is shown."""

    def count(self) -> int:
        """How many lines there are."""

    def entries(self, start: int, stop: int) -> list[Entry]:
        """The lines from ``start`` up to, and without, ``stop``, counted from nought."""

    def place(self, number: int) -> int:
        """Where the line stands under which a page falls."""


def contents_of(document: PortalDocument, cover: FileCover | None) -> Contents:
    """The contents of a document that is ready."""
    headings = _headings(document)
    # One heading for the whole file says no more than its title.
    if len(headings) < 2 and cover is not None:
        headings = [Entry(page, title) for page, title in sorted(cover.outline, key=lambda pair: int(pair[0]))]
    return TitledContents(headings) if len(headings) > 1 else WordedContents(document)


class TitledContents:
    """Headings and the pages on which they stand, in the order of the pages."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = entries

    def count(self) -> int:
        """How many headings there are."""
        return len(self._entries)

    def entries(self, start: int, stop: int) -> list[Entry]:
        """Some of them."""
        return self._entries[start:stop]

    def place(self, number: int) -> int:
        """The last heading that stands on this page or before it; the first when none does."""
        return max(0, bisect_right([entry.number for entry in self._entries], number) - 1)


class WordedContents:
    """The first words of each page."""

    def __init__(self, document: PortalDocument) -> None:
        self._pages = pages_of(document)

    def count(self) -> int:
        """How many pages there are."""
        return self._pages.count()

    def entries(self, start: int, stop: int) -> list[Entry]:
        """Some of them, without the rest of their text."""
        beginnings = self._pages.annotate(beginning=Substr("text", 1, _LOOKED_AT)).values_list("number", "beginning")
        return [Entry(number, first_words(text)) for number, text in beginnings[start:stop]]

    def place(self, number: int) -> int:
        """The place of a page: they are counted without a gap."""
        return max(0, number - 1)


def first_words(text: str) -> str:
    """The first words of a text, cut where no sign is taken from its letter, with dots where something was cut."""
    words = without_false_spaces(" ".join(text.split()))
    clusters = list(CharacterBreaker(words, _ANY_LOCALE))
    if len(clusters) <= _WORDS:
        return words
    cut = "".join(clusters[:_WORDS])
    whole = cut.rpartition(" ")[0]
    return f"{whole if len(whole) > len(cut) // 2 else cut} …"


def _headings(document: PortalDocument) -> list[Entry]:
    """The headings that sections of the file have; one that goes on over several is named once."""
    found: list[Entry] = []
    for number, heading in pages_of(document).exclude(heading="").values_list("number", "heading"):
        if not found or found[-1].title != heading:
            found.append(Entry(number, heading))
    return found
