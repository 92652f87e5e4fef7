"""A PDF written anew without what it tells of its makers, and without what it held before."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from portal.files.confined.pdf_examining import examined
from portal.files.confined.picture_bytes import without_words
from portal.files.confined.refusing import RefusedError, told

#: Properties of the file and of single objects (XMP), notes of programs to themselves, small pictures of older states.
_DROPPED = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/CreatorInfo")
#: Who wrote a mark on a page, and when.
_OF_MARKS = ("/T", "/M", "/NM", "/CreationDate", "/Subj")
_LOOKED_FOR = re.compile(rb"/(?:Metadata|PieceInfo|LastModified|Thumb|CreatorInfo|Rect|Sig|DCTDecode|JPXDecode)\b")
_DEEP = 40
_MOST_DOTS_PACKED = 64 * 1024 * 1024
#: Written once more until nothing changes: the first time some numbers of objects may.
_TIMES = 3


def take_in(path: str, target: str) -> Iterator[dict[str, Any]]:
    """One record, with the number of pages or a refusal; the clean file lies at ``target``."""

    def clean() -> dict[str, Any]:
        try:
            with pikepdf.open(path, suppress_warnings=True) as pdf:
                pages = examined(pdf, Path(path).read_bytes())
                Path(target).write_bytes(cleaned(pdf))
            return {"pages": pages}
        except pikepdf.PasswordError as locked:
            raise RefusedError("encrypted") from locked
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
            if "memory" in str(error).lower() or "bad_alloc" in str(error):
                raise MemoryError from error
            raise RefusedError("damaged") from error

    yield told(clean)


def cleaned(pdf: pikepdf.Pdf) -> bytes:
    """The file without properties; one that is clean already comes out byte for byte.

    The language in its catalogue stays. Signatures go: they hold only for the very bytes that were signed.
    """
    _strip(pdf)
    content = _written(pdf)
    for _time in range(_TIMES):
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as again:
            before, content = content, _written(again)
        if content == before:
            break
    return content


def _written(pdf: pikepdf.Pdf) -> bytes:
    for name in ("/Info", "/ID"):
        if name in pdf.trailer:
            del pdf.trailer[name]
    out = BytesIO()
    pdf.save(out, deterministic_id=True, linearize=bool(pdf.is_linearized), fix_metadata_version=False)
    return out.getvalue()


def _strip(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    for name in ("/Perms", "/DSS", "/Legal"):
        if name in root:
            del root[name]
    if isinstance(form := root.get("/AcroForm"), pikepdf.Dictionary) and "/SigFlags" in form:
        del form["/SigFlags"]
    if isinstance(shown := root.get("/ViewerPreferences"), pikepdf.Dictionary) and "/DisplayDocTitle" in shown:
        del shown["/DisplayDocTitle"]
    for item in pdf.objects:
        is_stream = isinstance(item, pikepdf.Stream)
        if not _LOOKED_FOR.search((item.stream_dict if is_stream else item).unparse(resolved=True)):
            continue
        _within(item, 0)
        if is_stream:
            _picture(item)


def _within(item: Any, depth: int) -> None:
    """Take out of one object and those written inside it; others have their own turn."""
    if depth > _DEEP or (depth and getattr(item, "is_indirect", False)):
        return
    if isinstance(item, pikepdf.Array):
        for part in item:
            _within(part, depth + 1)
        return
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return
    dropped = [*_DROPPED]
    if "/Rect" in item and "/Subtype" in item and item.get("/Subtype") != "/Widget":
        dropped += _OF_MARKS
    if item.get("/FT") == "/Sig":
        dropped += ("/V", "/M")
    for name in dropped:
        if name in item:
            del item[name]
    for _name, value in item.items():
        _within(value, depth + 1)


def _picture(item: Any) -> None:
    """A photograph is put into a PDF as it is, with all that its camera wrote into it."""
    packed = item.get("/Filter")
    packings = [str(one) for one in packed] if isinstance(packed, pikepdf.Array) else [str(packed)]
    if packings[-1] not in ("/DCTDecode", "/JPXDecode"):
        return
    content = item.read_raw_bytes()
    if packings[:-1] == ["/FlateDecode"]:
        content = zlib.decompressobj().decompress(content, _MOST_DOTS_PACKED)
    elif packings[:-1]:
        return
    bare = without_words(content)
    if bare != content:
        item.write(bare, filter=pikepdf.Name(packings[-1]), decode_parms=None)
