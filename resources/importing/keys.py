"""What says which version of which publication a row is, and who may read it: small slips of writing are forgiven."""

from __future__ import annotations

from portal.exporting.formulas import meant
from portal.languages import language_for
from portal.marking import Label
from resources.numbering import SHAPE
from resources.types import TYPES


def _said(cell: str) -> str:
    return meant(cell.strip())


def reference_meant(cell: str) -> str:
    """The reference number in a cell, or nothing when it holds none."""
    text = _said(cell).upper()
    return text if SHAPE.fullmatch(text) and text.isascii() else ""


def language_meant(cell: str) -> str:
    """The code of the language in a cell, or nothing."""
    found = language_for(_said(cell))
    return found.code if found else ""


def type_meant(cell: str) -> str:
    """The code of the type in a cell, or nothing."""
    code = "-".join(_said(cell).lower().replace("_", " ").replace("-", " ").split())
    return code if code in TYPES else ""


def label_meant(cell: str) -> Label | None:
    """The label in a cell, or None."""
    text = "".join(_said(cell).upper().removeprefix("TLP:").split())
    return Label(text) if text in Label._value2member_map_ else None
