"""The text of a DOCX: paragraphs in their order, tables and text boxes among them, a section a heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from portal.files.confined.packages import events
from portal.files.confined.sections import Sections

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: A text box is written twice, the second time for old programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
#: Headings up to this level begin a section.
_LEVELS = 2


def read(path: str) -> Iterator[dict[str, Any]]:
    """One record a section, footnotes and endnotes last."""
    sections = Sections()
    with ZipFile(path) as package:
        headings = _heading_styles(package)
        for style, text in _paragraphs(package, "word/document.xml"):
            if style in headings:
                sections.head(text)
            else:
                sections.add(text)
            yield from sections.finished()
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            for _style, text in _paragraphs(package, part):
                if text.strip():
                    sections.add(text)
            yield from sections.finished()
    yield from sections.rest()


def _heading_styles(package: ZipFile) -> set[str]:
    """The styles that begin a section; Word gives them names of the author's language, but numbers their level."""
    found, identifier, level = set(), "", None
    for event, element in events(package, "word/styles.xml"):
        if event == "start" and element.tag == f"{_W}style":
            identifier, level = element.get(f"{_W}styleId", ""), None
        elif event == "end" and element.tag == f"{_W}outlineLvl":
            level = element.get(f"{_W}val", "")
        elif event == "end" and element.tag == f"{_W}style":
            if level is not None and level.isdigit() and int(level) < _LEVELS:
                found.add(identifier)
            element.clear()
    return found | {f"Heading{number}" for number in range(1, _LEVELS + 1)}


def _paragraphs(package: ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph; one inside another (a text box) comes before it."""
    open_paragraphs: list[tuple[list[str], list[str]]] = []
    skipped = 0
    for event, element in events(package, part):
        if element.tag == _FALLBACK:
            skipped += 1 if event == "start" else -1
        elif skipped:
            pass
        elif element.tag == f"{_W}p":
            if event == "start":
                open_paragraphs.append(([], []))
            else:
                style, text = open_paragraphs.pop()
                yield (style[0] if style else ""), "".join(text)
        elif event == "end" and open_paragraphs:
            _take(element, *open_paragraphs[-1])
        if event == "end" and not open_paragraphs:
            element.clear()


def _take(element: Any, style: list[str], text: list[str]) -> None:
    """Add what an element inside a paragraph says of its style or its text. What was deleted lies in other elements."""
    if element.tag == f"{_W}t":
        text.append(element.text or "")
    elif element.tag in _BREAKS:
        text.append(_BREAKS[element.tag])
    elif element.tag == f"{_W}pStyle":
        style.append(element.get(f"{_W}val", ""))
