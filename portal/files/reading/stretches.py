"""Which pages of a file are shown at once: as many as a slow line bears, beginning with the one that was asked for."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Length, Substr

from portal.files.models import FilePage, PortalDocument
from portal.files.queries import pages_of

#: The most pages, and the most their text may weigh together on the line, in bytes as it is packed.
MOST_PAGES, MOST_WEIGHT = 10, 14_000
#: A page of more signs than this is shown by itself and in parts.
LONG = 10_000


@dataclass(frozen=True)
class ShownPage:
    """A page as it is shown; ``text`` is that of its part where it has several."""

    number: int
    heading: str
    recognised: bool
    text: str


@dataclass(frozen=True)
class Stretch:
    """Pages in a row, and where the ones before and after them begin; ``part`` counts from one."""

    pages: tuple[ShownPage, ...]
    previous: int | None = None
    following: int | None = None
    part: int = 1
    parts: int = 1

    @property
    def first(self) -> int:
        """The number of its first page."""
        return self.pages[0].number

    @property
    def last(self) -> int:
        """The number of its last page."""
        return self.pages[-1].number


@dataclass(frozen=True)
class _Beginning:
    """A page as far as it must be known to see whether it is shown."""

    number: int
    heading: str
    recognised: bool
    length: int
    text: str

    @property
    def weight(self) -> int:
        """What its text weighs on the line, in bytes."""
        return len(zlib.compress(self.text.encode("utf-8", "replace")))


def stretch(document: PortalDocument, number: int, part: int = 1) -> Stretch | None:
    """The pages that are shown to somebody who asks for this one; None when the file has no such page or part."""
    pages = pages_of(document)
    here = _beginnings(pages.filter(number__gte=number)[: MOST_PAGES + 1])
    if not here or here[0].number != number:
        return None
    before = _beginnings(pages.filter(number__lt=number).order_by("-number")[:MOST_PAGES])
    together = _together(here[:MOST_PAGES])
    texts = [page.text for page in together]
    cut = [""]
    if here[0].length > LONG:
        cut = parts_of(pages.values_list("text", flat=True).get(number=number))
        texts = cut[part - 1 : part]
    if not 1 <= part <= len(cut):
        return None
    return Stretch(
        pages=tuple(
            ShownPage(page.number, page.heading, page.recognised, text)
            for page, text in zip(together, texts, strict=True)
        ),
        previous=_together(before)[-1].number if before else None,
        following=here[len(together)].number if len(together) < len(here) else None,
        part=part,
        parts=len(cut),
    )


def parts_of(text: str, most: int = LONG) -> list[str]:
    """A long text in parts of at most so many signs, cut at ends of lines wherever there are any."""
    parts, part = [], ""
    for line in text.splitlines(keepends=True):
        if part and len(part) + len(line) > most:
            parts.append(part)
            part = ""
        while len(line) > most:
            at = line.rfind(" ", most // 2, most) + 1 or most
            parts.append(line[:at])
            line = line[at:]
        part += line
    return [*parts, part] if part else parts


def _beginnings(pages: QuerySet[FilePage]) -> list[_Beginning]:
    """These pages; of one that is too long to be shown whole, no more than is needed to know that."""
    known = pages.values_list("number", "heading", "recognised", Length("text"), Substr("text", 1, LONG))
    return [_Beginning(*page) for page in known]


def _together(pages: list[_Beginning]) -> list[_Beginning]:
    """As many of these pages as are shown with the first of them; a long page stands alone."""
    taken, weight = pages[:1], pages[0].weight
    if pages[0].length > LONG:
        return taken
    for page in pages[1:]:
        weight += page.weight
        if weight > MOST_WEIGHT or page.length > LONG:
            break
        taken.append(page)
    return taken


def total_of(document: PortalDocument) -> int:
    """How many pages of text a file has."""
    return pages_of(document).count()
