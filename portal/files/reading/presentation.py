"""What the reading page of a file shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from portal.files.carriers import Carrier, carriers
from portal.files.kinds import kind_of
from portal.files.models import FileCover, PortalDocument
from portal.files.reading.addresses import lasting_address, page_address
from portal.files.reading.contents import Contents, contents_of
from portal.files.reading.layout import Paragraph, has_head, paragraphs, plain_paragraphs, rows
from portal.files.reading.stretches import ShownPage, Stretch, stretch, total_of
from portal.files.reading.units import length_of, unit_of
from portal.files.text.quality import POOR
from portal.languages import BY_CODE

#: Lines of the contents beside the text, and how many of them stand before the page that is read.
BESIDE, _BEFORE = 30, 4
#: Lines of the contents on a page of their own.
AT_ONCE = 100


@dataclass(frozen=True)
class LaidOutPage:
    """A page ready to show: running text, or a table with or without a head."""

    number: int
    name: str
    heading: str
    recognised: bool
    paragraphs: list[Paragraph]
    head: list[str]
    rows: list[list[str]]
    pdf_address: str
    address: str

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not self.paragraphs and not self.rows


def reading_context(request: HttpRequest, document: PortalDocument, number: int, part: int) -> dict[str, Any] | None:
    """The context of the page that shows this page of the file; None when there is no such page.

    A file without text, yet or for good, has a first page that says so.
    """
    shown = stretch(document, number, part)
    if shown is None and (number, part) != (1, 1):
        return None
    total = total_of(document)
    cover = FileCover.of(document)
    context = _of_the_file(request, document, cover)
    context |= {
        "number": number,
        "number_name": context["unit"].heading(number),
        "total": total,
        "trouble": _trouble(document, total),
    }
    carrier = context["carrier"]
    if carrier is not None:
        context["place"] = context["unit"].cited(number) if total else ""
        context["lasting_address"] = request.build_absolute_uri(lasting_address(document, number))
    if shown is not None:
        context |= _of_the_text(document, shown, total)
        context |= _beside(document, contents_of(document, cover), shown)
    return context


def contents_context(request: HttpRequest, document: PortalDocument, start: int) -> dict[str, Any] | None:
    """The context of a page of contents that begins with this line, counted from one; None when there is none."""
    cover = FileCover.of(document)
    contents = contents_of(document, cover)
    count = contents.count()
    if not 1 <= start <= count:
        return None
    entries = contents.entries(start - 1, start - 1 + AT_ONCE)
    context = _of_the_file(request, document, cover)
    return context | {
        "entries": [_line(document, entry.number, entry.title, set()) for entry in entries],
        "first": start,
        "last": start - 1 + len(entries),
        "count": count,
        "previous": _contents_address(document, max(1, start - AT_ONCE)) if start > 1 else "",
        "following": _contents_address(document, start + AT_ONCE) if start + AT_ONCE <= count else "",
    }


def _of_the_file(request: HttpRequest, document: PortalDocument, cover: FileCover | None) -> dict[str, Any]:
    """What is known of the file, and what carries it."""
    carrying = carriers(request, document)
    carrier: Carrier | None = carrying[0] if carrying else None
    written_in = BY_CODE.get(document.written_in)
    unit = unit_of(document.filename)
    return {
        "file": document,
        "carrier": carrier,
        "others": carrying[1:],
        "marking": carrier.marking if carrier else None,
        "file_title": carrier.title if carrier else document.title,
        "title_lang": BY_CODE[carrier.language].tag if carrier else written_in.tag if written_in else "",
        "written_in": written_in,
        # An empty tag says that the language is not known; without one it would pass for that of the interface.
        "text_lang": written_in.tag if written_in else "",
        "unit": unit,
        "length": length_of(document.filename, document.pages or 0),
        "is_pdf": document.extension == "PDF",
        "has_numbers": bool(unit.place),
        "cover": cover if cover is not None and cover.has_picture else None,
        "section": "publications",
        "printed": timezone.localdate(),
    }


def _trouble(document: PortalDocument, total: int) -> str:
    """Why the text is not there or not to be relied on: none, poor; empty when all is well."""
    if not total or not document.quality:
        return "none"
    return "poor" if document.quality < POOR else ""


def _of_the_text(document: PortalDocument, shown: Stretch, total: int) -> dict[str, Any]:
    """The pages, and the ways to those before and after them."""
    unit = unit_of(document.filename)
    span = (
        unit.heading(shown.first) if shown.first == shown.last else unit.span(shown.first, shown.last, total)
    )  # of one page alone its number is enough
    if shown.parts > 1:
        named = {"page": span, "part": shown.part, "parts": shown.parts}
        # Translators: part of a very long page, as in “Page 7, part 2 of 3”.
        span = gettext("%(page)s, part %(part)d of %(parts)d") % named
    before, after = "", ""
    if shown.part > 1:
        before = page_address(document, shown.first, shown.part - 1)
    elif shown.previous is not None:
        before = page_address(document, shown.previous)
    if shown.part < shown.parts:
        after = page_address(document, shown.first, shown.part + 1)
    elif shown.following is not None:
        after = page_address(document, shown.following)
    return {
        "pages": [_laid_out(document, page) for page in shown.pages],
        "stretch": shown,
        "span": span,
        "previous": before,
        "following": after,
        "is_whole": shown.first == 1 and shown.last == total and shown.parts == 1,
    }


def _laid_out(document: PortalDocument, page: ShownPage) -> LaidOutPage:
    kind = kind_of(document.filename)
    table = rows(page.text) if kind is not None and kind.name == "xlsx" else []
    head = table.pop(0) if has_head(table) else []
    texts: list[Paragraph] = []
    if kind is not None and kind.is_package:
        texts = [] if table or head else plain_paragraphs(page.text)
    else:
        texts = paragraphs(page.text)
    # Office files repeat the heading of a section as its first line.
    if page.heading and texts and texts[0].lines == (page.heading,):
        texts = texts[1:]
    return LaidOutPage(
        number=page.number,
        name=unit_of(document.filename).heading(page.number),
        heading=page.heading,
        recognised=page.recognised,
        paragraphs=texts,
        head=head,
        rows=table,
        pdf_address=f"{document.url}#page={page.number}" if document.extension == "PDF" else "",
        address=page_address(document, page.number),
    )


def _beside(document: PortalDocument, contents: Contents, shown: Stretch) -> dict[str, Any]:
    """The contents beside the text: all of them, or those around the page that is read."""
    count = contents.count()
    place = contents.place(shown.first)
    start = 0 if count <= BESIDE else min(max(0, place - _BEFORE), count - BESIDE)
    here = {page.number for page in shown.pages}
    entries = contents.entries(start, start + BESIDE) if count > 1 else []
    return {
        "contents": [_line(document, entry.number, entry.title, here) for entry in entries],
        "all_contents": _contents_address(document, start - start % AT_ONCE + 1) if count > BESIDE else "",
    }


def _line(document: PortalDocument, number: int, title: str, here: set[int]) -> dict[str, Any]:
    """A line of the contents, which leads down this page where what it names stands on it."""
    return {
        "number": number,
        "title": title,
        "address": f"#page-{number}" if number in here else page_address(document, number),
    }


def _contents_address(document: PortalDocument, start: int) -> str:
    return reverse("reading:contents", args=[document.token, start])
