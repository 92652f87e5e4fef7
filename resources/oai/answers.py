"""The answers of the protocol as XML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from resources.feeds import writable
from resources.oai import describing
from resources.oai.lists import Piece, written
from resources.oai.models import HarvestRecord
from resources.oai.requests import PREFIX

OAI = "http://www.openarchives.org/OAI/2.0/"
DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC_SCHEMA = f"{DC[:-7]}oai_dc.xsd"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
_ELEMENTS = "http://purl.org/dc/elements/1.1/"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def envelope(base: str, arguments: Mapping[str, str], parts: Iterable[Element], moment: str) -> bytes:
    """A whole answer: when, what was asked, and the parts."""
    root = Element("OAI-PMH", {"xmlns": OAI, "xmlns:xsi": _INSTANCE, "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd"})
    _add(root, "responseDate", moment)
    _add(root, "request", base, {name: writable(value) for name, value in arguments.items()})
    root.extend(parts)
    return DECLARATION + tostring(root, encoding="utf-8").removeprefix(DECLARATION)


def error(code: str, sentence: str) -> Element:
    """An error of the protocol."""
    found = Element("error", {"code": code})
    found.text = writable(sentence)
    return found


def identify(facts: Mapping[str, str], host: str) -> Element:
    """Who answers here; the facts in the order of the protocol."""
    found = Element("Identify")
    for name, text in facts.items():
        _add(found, name, text)
    if "." in host:
        scheme = SubElement(
            SubElement(found, "description"),
            "oai-identifier",
            {"xmlns": _IDENTIFIER, "xsi:schemaLocation": f"{_IDENTIFIER} {_IDENTIFIER}.xsd"},
        )
        sample = f"oai:{host}:g-2026-001/en"
        for name, text in (("scheme", "oai"), ("repositoryIdentifier", host), ("delimiter", ":")):
            _add(scheme, name, text)
        _add(scheme, "sampleIdentifier", sample)
    return found


def formats() -> Element:
    """The one format."""
    found = Element("ListMetadataFormats")
    only = SubElement(found, "metadataFormat")
    for name, text in (("metadataPrefix", PREFIX), ("schema", DC_SCHEMA), ("metadataNamespace", DC)):
        _add(only, name, text)
    return found


def sets(named: Iterable[tuple[str, str]]) -> Element:
    """The sets with their names."""
    found = Element("ListSets")
    for spec, name in named:
        one = SubElement(found, "set")
        _add(one, "setSpec", spec)
        _add(one, "setName", name)
    return found


def header(record: HarvestRecord, identifier: str, *, ended: bool) -> Element:
    """The header of a record."""
    found = Element("header", {"status": "deleted"} if ended else {})
    _add(found, "identifier", identifier)
    _add(found, "datestamp", written(record.datestamp))
    for one in record.sets.all():
        _add(found, "setSpec", one.spec)
    return found


def record(head: Element, metadata: Element | None) -> Element:
    """A record; one that has ended has no metadata."""
    found = Element("record")
    found.append(head)
    if metadata is not None:
        SubElement(found, "metadata").append(metadata)
    return found


def dublin_core(description: describing.Description, site: str, versions: Iterable[str]) -> Element:
    """The metadata of a record. ``site`` stands before each address; ``versions`` are those in other languages."""
    found = Element(
        "oai_dc:dc",
        {
            "xmlns:oai_dc": DC,
            "xmlns:dc": _ELEMENTS,
            "xmlns:xsi": _INSTANCE,
            "xsi:schemaLocation": f"{DC} {DC_SCHEMA}",
        },
    )
    _dc(found, describing.Element("identifier", f"{site}{description.address}"))
    for element in description.elements:
        _dc(found, element)
    for path in (*versions, *description.files):
        _dc(found, describing.Element("relation", f"{site}{path}"))
    return found


def close_list(listed: Element, piece: Piece) -> None:
    """Put the token under a list that did not come in one piece; an empty one says that it has ended."""
    if piece.token or piece.before:
        counts = {"completeListSize": str(piece.total), "cursor": str(piece.before)}
        _add(listed, "resumptionToken", piece.token, counts)


def _dc(parent: Element, element: describing.Element) -> None:
    _add(parent, f"dc:{element.name}", element.text, {"xml:lang": element.lang} if element.lang else {})


def _add(parent: Element, name: str, text: str, attributes: Mapping[str, str] | None = None) -> None:
    SubElement(parent, name, dict(attributes or {})).text = writable(text)
