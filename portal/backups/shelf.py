"""The folder of a backup: what is put into it, with size and hash, and taken out again; closed where there is a key."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from portal.backups.closing import MAGIC, DamagedError, WrongKeyError, closed, opened

#: What a closed part is called by beside its name.
CLOSED = ".closed"
_CHUNK = 1 << 20


class BackupError(Exception):
    """A backup cannot be read, or is not what it says; the text is the sentence for whoever runs the portal."""


@dataclass(frozen=True)
class Kept:
    """A part of a backup: where it lies, its bytes and their SHA-256, as they were before they were closed."""

    path: str
    size: int
    sha256: str


def pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    """A file from here to its end."""
    while piece := file.read(_CHUNK):
        yield piece


class Shelf:
    """The parts below a folder. ``identity`` is that of the backup: a part of another one does not open here."""

    def __init__(self, folder: Path, key: str = "", identity: str = "") -> None:
        self.folder, self._key, self._identity = folder, key, identity

    @property
    def is_closed(self) -> bool:
        """Whether what lies in it is closed under a key."""
        return bool(self._key)

    def drop(self, path: str) -> None:
        """Take away what was begun of a part."""
        self._place(path).unlink(missing_ok=True)

    def put(self, path: str, pieces: Iterable[bytes]) -> Kept:
        """Write a part, down to the disk."""
        place = self._place(path)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        size, digest = 0, hashlib.sha256()

        def counted() -> Iterator[bytes]:
            nonlocal size
            for piece in pieces:
                size += len(piece)
                digest.update(piece)
                yield piece

        written = closed(counted(), self._key, self._name(path)) if self._key else counted()
        with open(place, "xb", opener=_private) as file:
            for piece in written:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return Kept(path, size, digest.hexdigest())

    def pieces(self, path: str) -> Iterator[bytes]:
        """A part, piece by piece. Raises BackupError where it is missing, damaged, or closed under another key."""
        place = self._place(path)
        try:
            with place.open("rb") as file:
                yield from opened(file, self._key, self._name(path)) if self._key else pieces_of(file)
        except FileNotFoundError:
            raise BackupError(f"The backup lacks {place.name}: it is not whole. Take another one.") from None
        except WrongKeyError:
            raise BackupError("The backup was closed under another key than the one given.") from None
        except DamagedError:
            raise BackupError(f"{place.name} of the backup was changed or cut off. Take another backup.") from None

    def verified(self, kept: Kept) -> Iterator[bytes]:
        """A part, piece by piece; raises BackupError at its end where it is not what was kept."""
        size, digest = 0, hashlib.sha256()
        for piece in self.pieces(kept.path):
            size += len(piece)
            digest.update(piece)
            yield piece
        if (size, digest.hexdigest()) != (kept.size, kept.sha256):
            raise BackupError(f"{kept.path} of the backup does not match its manifest. Take another backup.")

    def _place(self, path: str) -> Path:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or not parts.parts:
            raise BackupError(f"The manifest of the backup names a place outside it: {path}. Do not use this backup.")
        return self.folder / (path + CLOSED if self._key else path)

    def _name(self, path: str) -> str:
        return f"{self._identity}\n{path}"


def is_closed(place: Path) -> bool:
    """Whether a file begins as a closed one."""
    with contextlib.suppress(OSError), place.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC
    return False


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
