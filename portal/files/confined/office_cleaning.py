"""An office file packed anew without what it tells of its makers: properties, thumbnails, names, places on disks."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, Any
from xml.etree.ElementTree import ParseError, register_namespace, tostring
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from defusedxml import DefusedXmlException

from portal.files.confined.archives import TORN, opened
from portal.files.confined.office_examining import check_office, read, xml
from portal.files.confined.picture_bytes import without_words
from portal.files.confined.refusing import RefusedError, told

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
#: Parts without which a file opens alike: who made it, when, with what, and whatever an office's server noted in it.
_DROPPED = re.compile(
    r"^(docProps/|customXml/|_xmlsignatures/|meta\.xml$|Thumbnails/|META-INF/documentsignatures\.xml$"
    r"|word/people\.xml$|xl/persons/|ppt/(commentAuthors|authors|revisionInfo)\.xml$|ppt/changesInfos/"
    r"|xl/printerSettings/|ppt/printerSettings/|word/printerSettings)",
    re.IGNORECASE,
)
#: What other parts say of people, machines and disks: the part, what to look for, what to put in its place.
_SAYINGS = (
    (re.compile(r"^xl/workbook\.xml$"), re.compile(rb"<(?:\w+:)?absPath\b[^>]*/>"), b""),
    (re.compile(r"^xl/workbook\.xml$"), re.compile(rb"<(?:\w+:)?fileSharing\b[^>]*/>"), b""),
    (
        re.compile(r"^xl/\w*sheets/[^/]*\.xml$"),
        re.compile(rb"(<(?:\w+:)?pageSetup\b[^>]*?)\s\w+:id=\"[^\"]*\""),
        rb"\1",
    ),
    (re.compile(r"^word/settings\.xml$"), re.compile(rb"<(?:\w+:)?rsids\b.*?</(?:\w+:)?rsids>", re.DOTALL), b""),
    (re.compile(r"^word/settings\.xml$"), re.compile(rb"<(?:\w+:)?docId\b[^>]*/>"), b""),
    (
        re.compile(r"^settings\.xml$"),
        re.compile(rb"(<config:config-item config:name=\"Printer(?:Name|Setup)\"[^>]*>)[^<]*"),
        rb"\1",
    ),
)
#: Programs, whatever the part is called.
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
#: The sheet behind a chart is a file of its own; one inside of that is too much.
_INNER = re.compile(r"(^|/)embeddings/[^/]+\.(?P<kind>xlsx|docx|pptx)$", re.IGNORECASE)
_DEEPEST = 1
_TORN = (KeyError, ParseError, DefusedXmlException, RuntimeError, *TORN)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def take_in(path: str, target: str, main: str, *mains: str) -> Iterator[dict[str, Any]]:
    """One record, empty or with a refusal; the clean file lies at ``target``.

    ``main`` is the content type of its main part, ``mains`` kinds of files and theirs by turns.
    """
    kinds = dict(zip(mains[::2], mains[1::2], strict=True))

    def clean() -> None:
        with open(path, "rb") as source, open(target, "w+b") as out:
            try:
                clean_office(source, out, main, kinds)
            except _TORN as torn:
                raise RefusedError("damaged") from torn

    yield told(clean)


def clean_office(source: IO[bytes], target: IO[bytes], main: str, mains: dict[str, str], depth: int = 0) -> None:
    """Check a package and write it anew; one that is clean already comes out byte for byte.

    Args:
        main: the content type of its main part.
        mains: the same for every kind, for files inside of it.
        depth: how many packages stand around it.
    """
    with opened(source) as package:
        check_office(package, main)
        kept = [name for name in package.namelist() if not name.endswith("/") and not _DROPPED.search(name)]
        first = [name for name in ("mimetype", "[Content_Types].xml") if name in kept]
        with ZipFile(target, "w", ZIP_DEFLATED) as out:
            for name in [*first, *(name for name in kept if name not in first)]:
                entry = ZipInfo(name, _LONG_AGO)
                entry.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                out.writestr(entry, _cleaned(package, name, kept, mains, depth))


def _cleaned(package: ZipFile, name: str, kept: list[str], mains: dict[str, str], depth: int) -> bytes:
    if name == "[Content_Types].xml":
        return _types(xml(package, name), kept)
    if name == "META-INF/manifest.xml":
        return _manifest(xml(package, name))
    if name.endswith(".rels"):
        return _relations(xml(package, name), name)
    if name == "mimetype":
        return read(package, name)
    content = package.read(name)
    if inner := _INNER.search(name):
        return _inner(content, inner["kind"].lower(), mains, depth)
    if content.startswith(_PROGRAMS):
        raise RefusedError("embedded")
    for part, said, instead in _SAYINGS:
        if part.search(name):
            content = said.sub(instead, content)
    return without_words(content)


def _inner(content: bytes, kind: str, mains: dict[str, str], depth: int) -> bytes:
    if depth >= _DEEPEST:
        raise RefusedError("embedded")
    out = BytesIO()
    try:
        clean_office(BytesIO(content), out, mains[kind], mains, depth + 1)
    except RefusedError as refused:
        # What is wrong inside of it is mended by nobody who does not know of it.
        raise RefusedError("embedded") from refused
    return out.getvalue()


def _types(tree: Any, kept: Iterable[str]) -> bytes:
    names = {f"/{name}".lower() for name in kept}
    for element in list(tree):
        if element.tag == f"{{{_TYPES}}}Override" and element.get("PartName", "").lower() not in names:
            tree.remove(element)
    return _written(tree, _TYPES)


def _relations(tree: Any, name: str) -> bytes:
    folder = posixpath.dirname(posixpath.dirname(name))
    for element in list(tree):
        if element.get("TargetMode") == "External":
            if element.get("Type", "").endswith("/attachedTemplate"):
                # The folder of a template tells whose it is.
                element.set("Target", "Normal.dotm")
            continue
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", ""))).lstrip("/")
        if _DROPPED.search(target):
            tree.remove(element)
    return _written(tree, _RELATIONS)


def _manifest(tree: Any) -> bytes:
    for element in list(tree):
        if _DROPPED.search(element.get(f"{{{_MANIFEST}}}full-path", "")):
            tree.remove(element)
    register_namespace("manifest", _MANIFEST)
    return bytes(tostring(tree, encoding="UTF-8", xml_declaration=True))


def _written(tree: Any, space: str) -> bytes:
    register_namespace("", space)
    return bytes(tostring(tree, encoding="UTF-8", xml_declaration=True))
