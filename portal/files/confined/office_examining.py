"""What DOCX, PPTX, XLSX and ODT carry besides their text: macros, objects of other programs, links that fetch."""

from __future__ import annotations

import re
from typing import Any
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from portal.files.confined.office_contents import ELSEWHERE, check_contents
from portal.files.confined.refusing import RefusedError

#: Parts that are programs, and parts that are objects of other programs.
_MACROS = re.compile(
    r"(^|/)(vbaProject[^/]*\.bin|vbaData\.xml|macrosheets/|Basic/|Scripts/|attachedToolbars\.bin)", re.IGNORECASE
)
_OBJECTS = re.compile(r"(^|/)(activeX/|oleObject[^/]*|embeddings/[^/]*\.bin$|Object [0-9]+/.*\.bin$)", re.IGNORECASE)
_ODT_OBJECTS = re.compile(r"^ObjectReplacements/.*\.(exe|bin|dll)$|^Object [0-9]+$", re.IGNORECASE)
#: Relations that fetch when the file is opened.
_FETCHING = {"attachedTemplate", "oleObject", "frame", "subDocument", "image", "externalLinkPath", "video", "audio"}
#: Relations to parts that no paper needs, whatever the parts are called.
_TELLING = {
    "vbaProject": "macro",
    "wordVbaData": "macro",
    "xlMacrosheet": "macro",
    "attachedToolbars": "macro",
    "oleObject": "embedded",
    "control": "embedded",
    "aFChunk": "embedded",
}
#: Parts that say what the others are, and the most one of them may hold.
_LARGEST_PART = 4 * 1024 * 1024
_MOST_RELATION_PARTS = 2_000


def check_office(package: ZipFile, main: str) -> None:
    """Raise RefusedError for an office file that is not what it claims, or carries what no paper needs.

    ``main`` is the content type of the main part. What defusedxml and zipfile raise over torn parts is let through.
    """
    names = package.namelist()
    for pattern, reason in ((_MACROS, "macro"), (_OBJECTS, "embedded"), (_ODT_OBJECTS, "embedded")):
        if any(map(pattern.search, names)):
            raise RefusedError(reason)
    if "mimetype" in names:
        _check_open_document(package, main)
    else:
        _check_ooxml(package, main)
    check_contents(package)


def _check_open_document(package: ZipFile, main: str) -> None:
    if read(package, "mimetype").decode("ascii", "replace").strip() != main:
        raise RefusedError("wrong-kind")
    manifest = xml(package, "META-INF/manifest.xml")
    if any(element.tag.endswith("}encryption-data") for element in manifest.iter()):
        raise RefusedError("encrypted")
    package.getinfo("content.xml")


def _check_ooxml(package: ZipFile, main: str) -> None:
    types = xml(package, "[Content_Types].xml")
    said = {element.get("ContentType", ""): element.get("PartName", "") for element in types}
    if any("macroEnabled" in content_type or content_type.endswith("vbaProject") for content_type in said):
        raise RefusedError("macro")
    if main not in said:
        raise RefusedError("wrong-kind")
    package.getinfo(said[main].lstrip("/"))
    relation_parts = [part for part in package.namelist() if part.endswith(".rels")]
    if len(relation_parts) > _MOST_RELATION_PARTS:
        raise RefusedError("too-many-entries", count=len(relation_parts))
    for part in relation_parts:
        for relation in xml(package, part):
            _check_relation(relation)


def _check_relation(relation: Any) -> None:
    """A link to click is no harm; a part that is fetched on opening tells somebody who reads, or brings a program."""
    word = relation.get("Type", "").rpartition("/")[2]
    if relation.get("TargetMode") != "External":
        if word in _TELLING:
            raise RefusedError(_TELLING[word])
    elif word in _FETCHING and ELSEWHERE.match(relation.get("Target", "")):
        raise RefusedError("outside")


def read(package: ZipFile, part: str) -> bytes:
    """A part that says what the others are. Raises RefusedError for one that is too large for that."""
    if package.getinfo(part).file_size > _LARGEST_PART:
        raise RefusedError("too-much-inside")
    return package.read(part)


def xml(package: ZipFile, part: str) -> Any:
    """The same as a tree."""
    return fromstring(read(package, part))
