"""The keys of files in the index: a file is one volume in each family that carries it, and each page a part of that.

A family carries a file once, however many of its translations do. Two families that carry the same file have a volume
each, because each may be read by others.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

#: The name of the source.
SOURCE_NAME = "file"


@dataclass(frozen=True)
class Place:
    """A file in a family, and the number of the page in it; 0 for the whole file."""

    family: UUID
    document: int
    number: int = 0

    @property
    def volume(self) -> str:
        """The key of the file as a whole."""
        return f"{SOURCE_NAME}:{self.family}:{self.document}"

    @property
    def key(self) -> str:
        """The key of the page."""
        return f"{self.volume}:{self.number}"


def place_of(key: str) -> Place | None:
    """What a key of a page or of a whole file names; None for one that was not made here."""
    name, _, rest = key.partition(":")
    family, *numbers = rest.split(":")
    if name != SOURCE_NAME or len(numbers) not in (1, 2) or not all(map(str.isdecimal, numbers)):
        return None
    try:
        return Place(UUID(family), *map(int, numbers))
    except ValueError:
        return None
