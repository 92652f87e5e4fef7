"""The one check of a file before it is stored: in a form, in an import, or wherever code saves one."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from portal.files import scanner
from portal.files.confined.limits import EXAMINING, EXAMINING_A_PICTURE
from portal.files.confined.running import FailedError, OverrunError, call, on_disk
from portal.files.kinds import ALL, KINDS, WEBP, Kind, kind_of
from portal.files.pipeline.naming import check_name
from portal.files.pipeline.refusals import refuse
from portal.files.pipeline.weight import check_room, check_size

#: What old office programs write, and what new ones wrap an encrypted file in.
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_END_OF_PDF, _TAIL = b"%%EOF", 2048
_CHUNK = 1 << 20
#: The office kinds and what they say of themselves, by turns, for the confined process.
_MAINS = tuple(word for kind in KINDS if kind.is_package for word in (kind.name, kind.main))


@dataclass(frozen=True)
class Findings:
    """What is known of a file that was found good, and the clean file that is stored in its place.

    Args:
        name: as it came.
        kind: that of the clean file; a picture becomes a WebP.
        size: of the clean file, in bytes.
        sha256: of the clean file.
        came_as: the fingerprint of the file as it came, by which it is known when it comes again.
        content: the clean file, gone with this object.
        pages: only where the kind has pages of its own.
        scanned: whether the virus scanner was asked, or none is set; without that the file waits in quarantine.
    """

    name: str
    kind: Kind
    size: int
    sha256: str
    came_as: str
    content: IO[bytes]
    pages: int | None = None
    scanned: bool = True

    @property
    def kept_as(self) -> str:
        """The name with the end that fits the clean file."""
        return self.name if kind_of(self.name) is self.kind else f"{self.name.rpartition('.')[0]}.{self.kind.extension}"


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
    came_as = sha256_of(content)
    clean = tempfile.NamedTemporaryFile(prefix="balai-")  # noqa: SIM115 - it lives as long as what was found
    with on_disk(content) as path:
        pages = _take_in(path, Path(clean.name), name, kind)
        scanned = _scan(path, name)
    content.seek(0)
    return Findings(
        name=name,
        kind=WEBP if kind.is_picture else kind,
        size=Path(clean.name).stat().st_size,
        sha256=sha256_of(clean),
        came_as=came_as,
        content=clean,
        pages=pages,
        scanned=scanned,
    )


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


def _take_in(path: Path, target: Path, name: str, kind: Kind) -> int | None:
    """Have a file looked through and written anew to ``target``; the number of pages where it has any."""
    asked: tuple[str, ...]
    if kind.is_picture:
        asked = ("take-in-picture", str(path), str(target), kind.pillow)
    elif kind.is_package:
        asked = ("take-in-office", str(path), str(target), kind.main, *_MAINS)
    else:
        asked = ("take-in-pdf", str(path), str(target))
    try:
        found = call(*asked, limits=EXAMINING_A_PICTURE if kind.is_picture else EXAMINING)[0]
    except OverrunError as over:
        raise refuse("too-heavy", name=name) from over
    except (FailedError, IndexError) as failed:
        raise refuse("damaged", name=name) from failed
    if reason := found.pop("refusal", ""):
        raise refuse(reason, name=name, kind=kind.name.upper(), **found)
    return found.get("pages")


def _scan(path: Path, name: str) -> bool:
    """Whether the virus scanner found nothing, or there is none; False when it could not be asked. Raises refusals."""
    try:
        finding = scanner.scan(path)
    except scanner.ScannerAwayError:
        return False
    if finding:
        raise refuse("virus", name=name)
    return True
