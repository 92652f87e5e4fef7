"""Reading the XML parts inside an office file: no entities, no outside files, element by element."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import iterparse

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def events(package: ZipFile, part: str) -> Iterator[tuple[str, Any]]:
    """Each begin and end of an element in a part; nothing when the package has no such part."""
    if part not in package.namelist():
        return
    with package.open(part) as source:
        yield from iterparse(source, events=("start", "end"))


def relations(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part points to inside its package: identifier to (last word of the kind, name of the part)."""
    folder, name = posixpath.split(part)
    found = {}
    for event, element in events(package, f"{folder}/_rels/{name}.rels"):
        if event == "end" and element.tag == RELATIONS and element.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], target)
    return found
