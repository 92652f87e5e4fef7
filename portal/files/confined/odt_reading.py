"""The text of an ODT: paragraphs in their order, a section a heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from portal.files.confined.packages import events
from portal.files.confined.sections import Sections

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
#: What was deleted, and what reviewers said to one another.
_LEFT_OUT = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}ruby-text"}
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_LEVELS = 2
_MOST_SPACES = 100


def read(path: str) -> Iterator[dict[str, Any]]:
    """One record a section."""
    sections = Sections()
    with ZipFile(path) as package:
        for level, text in _paragraphs(package):
            if 0 < level <= _LEVELS:
                sections.head(text)
            else:
                sections.add(text)
            yield from sections.finished()
    yield from sections.rest()


def _paragraphs(package: ZipFile) -> Iterator[tuple[int, str]]:
    """The level (nought for running text) and the text of each outermost paragraph."""
    depth = skipped = 0
    in_body = False
    for event, element in events(package, "content.xml"):
        step = 1 if event == "start" else -1
        if element.tag == f"{_OFFICE}body":
            in_body = event == "start"
        if element.tag in _LEFT_OUT:
            skipped += step
        if element.tag in _PARAGRAPHS and in_body and not skipped:
            depth += step
            if event == "end" and not depth:
                level = element.get(f"{_TEXT}outline-level", "1") if element.tag == f"{_TEXT}h" else "0"
                yield (int(level) if level.isdigit() else 1), "".join(_said(element))
        if event == "end" and not depth:
            element.clear()


def _said(element: Any) -> Iterator[str]:
    """The text inside an element, with its spaces and breaks."""
    if element.tag in _LEFT_OUT:
        return
    yield element.text or ""
    for part in element:
        if part.tag == f"{_TEXT}s":
            count = part.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdigit() else 1, _MOST_SPACES)
        elif part.tag == f"{_TEXT}tab":
            yield "\t"
        elif part.tag == f"{_TEXT}line-break" or part.tag in _PARAGRAPHS:
            yield "\n"
        yield from _said(part)
        yield part.tail or ""
