"""What a PDF carries besides its pages, told by looking at every object in it."""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from portal.files.confined.refusing import RefusedError

#: Names that say what no paper needs, as they stand in an object that was written out.
_TELLING = re.compile(
    rb"/(?:JavaScript|JS|Launch|ImportData|EmbeddedFiles?|EF|RichMedia|XFA|Movie|Sound)(?![A-Za-z0-9])"
)
#: The same, and what is no harm in one place and is in another.
_WORTH_A_LOOK = re.compile(_TELLING.pattern + rb"|/(?:SubmitForm|GoToE|Screen|3D|Rect)(?![A-Za-z0-9])")
#: A key that says it, whatever its value.
_KEYS = {"/JS": "script", "/EF": "attachment", "/EmbeddedFiles": "attachment", "/XFA": "form"}
#: A value of /S, /Type or /Subtype that says it.
_KINDS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/ImportData": "launch",
    "/SubmitForm": "launch",
    "/GoToE": "attachment",
    "/EmbeddedFile": "attachment",
    "/RichMedia": "media",
    "/Movie": "media",
    "/Sound": "media",
    "/Screen": "media",
    "/3D": "media",
}
#: Marks on a page that are somebody's comment; those of the second kind only where words stand behind them.
_COMMENTS, _MARKS = {"/Text", "/Popup", "/Caret"}, {"/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink"}
_DEEP = 40
_STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def examined(pdf: pikepdf.Pdf, content: bytes) -> int:
    """How many pages there are. Raises RefusedError; ``content`` is the file as it came."""
    if pdf.is_encrypted:
        raise RefusedError("encrypted")
    pages = len(pdf.pages)
    if not pages:
        raise RefusedError("no-pages")
    promised = pdf.Root.Pages.get("/Count")
    if promised is not None and int(promised) > pages:
        # qpdf makes do with what is left of a torn file; whoever reads it would miss the rest.
        raise RefusedError("damaged")
    if found := _carried(pdf) or _outside_of_objects(content):
        raise RefusedError(found)
    return pages


def _carried(pdf: pikepdf.Pdf) -> str | None:
    """The first thing found that no paper needs."""
    for item in pdf.objects:
        # Writing an object out is fast, going through it name by name is not.
        if _WORTH_A_LOOK.search(
            item.unparse(resolved=True) if _is_plain(item) else item.stream_dict.unparse(resolved=True)
        ):
            found = _within(item, 0)
            if found:
                return found
    return None


def _outside_of_objects(content: bytes) -> str | None:
    """The same, in the bytes: qpdf passes over objects whose numbers it does not believe, and other readers do not.

    Content of pages and words in brackets are left out, where a paper may speak of scripts.
    """
    if not _TELLING.search(content) and b"#" not in content:
        return None
    bare = _ESCAPED.sub(lambda code: bytes([int(code.group(1), 16)]), _STRING.sub(b"()", _STREAM.sub(b"", content)))
    told = _TELLING.search(bare)
    if told is None:
        return None
    name = told.group().decode("ascii")
    return _KEYS.get(name) or _KINDS.get(name) or "attachment"


def _is_plain(item: Any) -> bool:
    return not isinstance(item, pikepdf.Stream)


def _within(item: Any, depth: int) -> str | None:
    """The same, in one object and the objects written inside it; others have their own turn."""
    if depth > _DEEP or (depth and getattr(item, "is_indirect", False)):
        return None
    if isinstance(item, pikepdf.Array):
        return next((found for part in item if (found := _within(part, depth + 1))), None)
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return None
    if "/Rect" in item and _is_comment(item):
        return "comments"
    for key, value in item.items():
        found = _KEYS.get(key)
        if not found and key in ("/S", "/Type", "/Subtype") and isinstance(value, pikepdf.Name):
            found = _KINDS.get(str(value))
        found = found or _within(value, depth + 1)
        if found:
            return found
    return None


def _is_comment(item: Any) -> bool:
    """Whether an annotation holds what somebody remarked on the page."""
    kind = str(item.get("/Subtype", ""))
    return kind in _COMMENTS or (kind in _MARKS and bool(str(item.get("/Contents", "")).strip()))
