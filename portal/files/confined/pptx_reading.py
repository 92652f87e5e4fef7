"""The text of a PPTX: a record a slide, in the order in which they are shown, each with its notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from portal.files.confined.packages import events, relations
from portal.files.confined.sections import LONGEST_HEADING

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHOW = "ppt/presentation.xml"


def read(path: str) -> Iterator[dict[str, Any]]:
    """One record a slide, with its number as it is shown."""
    with ZipFile(path) as package:
        targets = relations(package, _SHOW)
        shown = [element.get(_ID, "") for event, element in events(package, _SHOW) if _is_slide(event, element)]
        for number, identifier in enumerate(shown, start=1):
            part = targets.get(identifier, ("", ""))[1]
            heading, lines = _slide(package, part)
            for kind, target in relations(package, part).values():
                if kind == "notesSlide":
                    lines += _slide(package, target)[1]
            yield {"number": number, "heading": heading, "text": "\n".join(lines)}


def _is_slide(event: str, element: Any) -> bool:
    return event == "end" and element.tag == f"{_P}sldId"


def _slide(package: ZipFile, part: str) -> tuple[str, list[str]]:
    """The title of a slide, and every line on it."""
    heading, lines, line = "", [], ""
    is_title = is_number = False
    for event, element in events(package, part):
        if event == "start":
            continue
        if element.tag == f"{_P}ph":
            is_title = element.get("type") in ("title", "ctrTitle")
            is_number = element.get("type") in ("sldNum", "dt", "ftr")
        elif element.tag == f"{_P}sp":
            is_title = is_number = False
        elif element.tag == f"{_A}t":
            line += element.text or ""
        elif element.tag == f"{_A}br":
            line += "\n"
        elif element.tag == f"{_A}p":
            if line.strip() and not is_number:
                lines.append(line)
                if is_title and not heading:
                    heading = " ".join(line.split())[:LONGEST_HEADING]
            line = ""
    return heading, lines
