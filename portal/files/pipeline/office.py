"""What DOCX, PPTX, XLSX and ODT carry besides their text: macros, objects of other programs, links that fetch."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from portal.files.kinds import Kind
from portal.files.pipeline.archives import opened
from portal.files.pipeline.refusals import refuse

#: Parts that are programs, and parts that are objects of other programs.
_MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|Basic/|Scripts/)", re.IGNORECASE)
_OBJECTS = re.compile(r"(^|/)(activeX/|oleObject[^/]*|embeddings/[^/]*\.bin$|Object [0-9]+/.*\.bin$)", re.IGNORECASE)
_ODT_OBJECTS = re.compile(r"^ObjectReplacements/.*\.(exe|bin|dll)$|^Object [0-9]+$", re.IGNORECASE)
#: Relations that fetch when the file is opened, and where from they must not.
_FETCHING = {"attachedTemplate", "oleObject", "frame", "subDocument", "image"}
_ELSEWHERE = re.compile(r"^\s*(https?|ftp|smb|mhtml|file://[^/]|(file:/+)?\\\\|//)", re.IGNORECASE)
#: Parts that say what the others are, and the most one of them may hold.
_LARGEST_PART = 4 * 1024 * 1024
_MOST_RELATION_PARTS = 2_000


def check_office(path: Path, name: str, kind: Kind) -> None:
    """Raise a refusal for an office file that is not what it claims, or carries what no paper needs."""
    with opened(path, name) as archive:
        names = archive.namelist()
        for pattern, reason in ((_MACROS, "macro"), (_OBJECTS, "embedded"), (_ODT_OBJECTS, "embedded")):
            if any(map(pattern.search, names)):
                raise refuse(reason, name=name, kind=kind.name.upper())
        try:
            if "mimetype" in names:
                _check_open_document(archive, name, kind)
            else:
                _check_ooxml(archive, name, kind)
        except (KeyError, ParseError, DefusedXmlException, RuntimeError) as torn:
            raise refuse("damaged", name=name) from torn


def _check_open_document(archive: ZipFile, name: str, kind: Kind) -> None:
    if _read(archive, "mimetype", name).decode("ascii", "replace").strip() != kind.main:
        raise refuse("wrong-kind", name=name, kind=kind.name.upper())
    manifest = _xml(archive, "META-INF/manifest.xml", name)
    if any(element.tag.endswith("}encryption-data") for element in manifest.iter()):
        raise refuse("encrypted", name=name)
    archive.getinfo("content.xml")


def _check_ooxml(archive: ZipFile, name: str, kind: Kind) -> None:
    types = _xml(archive, "[Content_Types].xml", name)
    said = {element.get("ContentType", ""): element.get("PartName", "") for element in types}
    if any("macroEnabled" in content_type or content_type.endswith("vbaProject") for content_type in said):
        raise refuse("macro", name=name, kind=kind.name.upper())
    if kind.main not in said:
        raise refuse("wrong-kind", name=name, kind=kind.name.upper())
    archive.getinfo(said[kind.main].lstrip("/"))
    relation_parts = [part for part in archive.namelist() if part.endswith(".rels")]
    if len(relation_parts) > _MOST_RELATION_PARTS:
        raise refuse("too-many-entries", name=name, count=len(relation_parts))
    for part in relation_parts:
        for relation in _xml(archive, part, name):
            _check_relation(relation, name)


def _check_relation(relation: Any, name: str) -> None:
    """A link to click is no harm; a part that is fetched on opening tells somebody who reads, or brings a program."""
    if relation.get("TargetMode") != "External":
        return
    word = relation.get("Type", "").rpartition("/")[2]
    if word in _FETCHING and _ELSEWHERE.match(relation.get("Target", "")):
        raise refuse("outside", name=name)


def _read(archive: ZipFile, part: str, name: str) -> bytes:
    if archive.getinfo(part).file_size > _LARGEST_PART:
        raise refuse("too-much-inside", name=name)
    return archive.read(part)


def _xml(archive: ZipFile, part: str, name: str) -> Any:
    return fromstring(_read(archive, part, name))
