"""What a PDF carries besides its pages, told by looking at every object in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

#: Names that say what no paper needs, as they stand in an object that was written out.
_TELLING = re.compile(
    rb"/(?:JavaScript|JS|Launch|ImportData|EmbeddedFiles?|EF|RichMedia|XFA|Movie|Sound)(?![A-Za-z0-9])"
)
#: A key that says it, whatever its value.
_KEYS = {"/JS": "script", "/EF": "attachment", "/EmbeddedFiles": "attachment", "/XFA": "form"}
#: A value of /S, /Type or /Subtype that says it.
_KINDS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/ImportData": "launch",
    "/EmbeddedFile": "attachment",
    "/RichMedia": "media",
    "/Movie": "media",
    "/Sound": "media",
}
_DEEP = 40
_STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def examine(path: str) -> Iterator[dict[str, Any]]:
    """One record: how many pages there are, or why the file is refused."""
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            yield _verdict(pdf, Path(path).read_bytes())
    except pikepdf.PasswordError:
        yield {"refusal": "encrypted"}
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        if "memory" in str(error).lower() or "bad_alloc" in str(error):
            raise MemoryError from error
        yield {"refusal": "damaged"}


def _verdict(pdf: pikepdf.Pdf, content: bytes) -> dict[str, Any]:
    if pdf.is_encrypted:
        return {"refusal": "encrypted"}
    pages = len(pdf.pages)
    if not pages:
        return {"refusal": "no-pages"}
    promised = pdf.Root.Pages.get("/Count")
    if promised is not None and int(promised) > pages:
        # qpdf makes do with what is left of a torn file; whoever reads it would miss the rest.
        return {"refusal": "damaged"}
    found = _carried(pdf) or _outside_of_objects(content)
    return {"refusal": found} if found else {"pages": pages}


def _carried(pdf: pikepdf.Pdf) -> str | None:
    """The first thing found that no paper needs."""
    for item in pdf.objects:
        # Writing an object out is fast, going through it name by name is not.
        if _TELLING.search(item.unparse(resolved=True) if _is_plain(item) else item.stream_dict.unparse(resolved=True)):
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
    for key, value in item.items():
        found = _KEYS.get(key)
        if not found and key in ("/S", "/Type", "/Subtype") and isinstance(value, pikepdf.Name):
            found = _KINDS.get(str(value))
        found = found or _within(value, depth + 1)
        if found:
            return found
    return None
