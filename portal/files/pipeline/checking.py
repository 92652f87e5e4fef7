"""The one check of a file before it is stored: in a form, in an import, or wherever code saves one."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from portal.files.confined.limits import EXAMINING
from portal.files.confined.running import FailedError, OverrunError, call, on_disk
from portal.files.kinds import ALL, Kind, kind_of
from portal.files.pipeline.naming import check_name
from portal.files.pipeline.office import check_office
from portal.files.pipeline.refusals import refuse
from portal.files.pipeline.weight import check_room, check_size

#: What old office programs write, and what new ones wrap an encrypted file in.
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_END_OF_PDF, _TAIL = b"%%EOF", 2048
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Findings:
    """What is known of a file that was found good. ``pages`` only where the kind has pages of its own."""

    name: str
    kind: Kind
    size: int
    sha256: str
    pages: int | None = None


def check(content: IO[bytes] | Any, name: str, kinds: Collection[Kind] = ALL, *, room: bool = True) -> Findings:
    """What a file is, or the refusal (a ValidationError with one sentence). The content is left at its beginning.

    The dear steps come last, and what takes a file apart runs in a process of its own. ``room`` is False for a file
    that is stored already.
    """
    check_name(name)
    kind = kind_of(name)
    if kind is None or kind not in kinds:
        raise refuse("unknown-kind", name=name, kinds=", ".join(sorted(one.name.upper() for one in kinds)))
    size = _size(content)
    check_size(name, size)
    if room:
        check_room(name, size)
    _check_beginning(content, name, kind)
    digest = sha256_of(content)
    with on_disk(content) as path:
        pages = _examine(path, name, kind)
    content.seek(0)
    return Findings(name=name, kind=kind, size=size, sha256=digest, pages=pages)


def sha256_of(content: IO[bytes] | Any) -> str:
    """The fingerprint by which the same file is known again; the content is left at its beginning."""
    content.seek(0)
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()


def _size(content: Any) -> int:
    if getattr(content, "size", None) is not None:
        return int(content.size)
    content.seek(0, 2)
    return int(content.tell())


def _check_beginning(content: Any, name: str, kind: Kind) -> None:
    """The first bytes, and for a PDF the last, must be those of the kind."""
    content.seek(0)
    beginning = content.read(16)
    if beginning.startswith(_OLE2) and kind.is_package and _ENCRYPTED in beginning + content.read():
        raise refuse("encrypted", name=name)
    fits = beginning.startswith(kind.begins) and (kind.name != "webp" or beginning[8:12] == b"WEBP")
    if not fits:
        raise refuse("wrong-kind", name=name, kind=kind.name.upper())
    if kind.name == "pdf":
        content.seek(max(0, _size(content) - _TAIL))
        if _END_OF_PDF not in content.read():
            raise refuse("damaged", name=name)
    content.seek(0)


def _examine(path: Path, name: str, kind: Kind) -> int | None:
    """Take the file apart as far as it needs to be known; the number of pages where it has any."""
    if kind.is_package:
        check_office(path, name, kind)
        return None
    try:
        if kind.is_picture:
            found = call("examine-picture", str(path), kind.pillow, limits=EXAMINING)[0]
        else:
            found = call("examine-pdf", str(path), limits=EXAMINING)[0]
    except OverrunError as over:
        raise refuse("too-heavy", name=name) from over
    except (FailedError, IndexError) as failed:
        raise refuse("damaged", name=name) from failed
    if "refusal" in found:
        raise refuse(found["refusal"], name=name)
    return found.get("pages")
