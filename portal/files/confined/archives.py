"""Office files are ZIP archives: what one holds is told from its directory alone, before anything is unpacked."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from portal.files.confined.refusing import RefusedError

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
#: How many bytes may come out of one, asked of what is large enough to do harm.
MOST_RATIO, HARMFUL = 200, 4 * 1024 * 1024
#: The directory of so many entries with long names.
_LARGEST_DIRECTORY = MOST_ENTRIES * 256
_END, _LENGTH_OF_END, _LONGEST_NOTE = b"PK\x05\x06", 22, 65_535
_ENCRYPTED = 0x1
#: What zipfile raises over a torn archive is of many kinds.
TORN = (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, struct.error, zlib.error)


@contextmanager
def opened(file: IO[bytes]) -> Iterator[ZipFile]:
    """The archive, once its directory has been found harmless. Raises RefusedError, also for what is torn."""
    try:
        _check_end(file)
        with ZipFile(file) as archive:
            check_entries(archive.infolist())
            yield archive
    except TORN as torn:
        raise RefusedError("damaged") from torn


def _check_end(file: IO[bytes]) -> None:
    """Look at the size of the directory where it is written down: reading a huge one would take all memory."""
    size = file.seek(0, 2)
    start = max(0, size - _LENGTH_OF_END - _LONGEST_NOTE)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _LENGTH_OF_END:
        raise RefusedError("damaged")
    entries, directory, offset = struct.unpack("<10xHLL2x", tail[at : at + _LENGTH_OF_END])
    if entries > MOST_ENTRIES or directory > _LARGEST_DIRECTORY:
        raise RefusedError("too-many-entries", count=entries)
    if offset + directory > start + at:
        raise RefusedError("damaged")


def check_entries(entries: list[ZipInfo]) -> None:
    """Raise RefusedError for too many parts, too much in them, parts outside, or parts that are encrypted."""
    if len(entries) > MOST_ENTRIES:
        raise RefusedError("too-many-entries", count=len(entries))
    packed, unpacked = sum(entry.compress_size for entry in entries), sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED or (unpacked > HARMFUL and unpacked > packed * MOST_RATIO):
        raise RefusedError("too-much-inside")
    seen: set[str] = set()
    for entry in entries:
        parts = entry.filename.replace("\\", "/").split("/")
        if ".." in parts or parts[0] == "" or ":" in parts[0] or entry.filename in seen:
            raise RefusedError("bad-paths")
        if entry.file_size > HARMFUL and entry.file_size > entry.compress_size * MOST_RATIO:
            raise RefusedError("too-much-inside")
        if entry.flag_bits & _ENCRYPTED:
            raise RefusedError("encrypted")
        seen.add(entry.filename)
