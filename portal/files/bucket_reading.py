"""Reading an object of a bucket as a file: from any place on, in pieces, never all of it at once."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from portal.files.away import StorageAwayError, like_a_disk


class ObjectReader(io.RawIOBase):
    """A file in a bucket, open for reading. One request serves whoever reads on and on; a seek begins a new one.

    ``fetch`` answers the body of the object from a byte on, as botocore streams it.
    """

    def __init__(self, size: int, fetch: Callable[[int], Any]) -> None:
        super().__init__()
        self._size, self._fetch = size, fetch
        self._at = 0
        self._body: Any = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a byte; nothing is fetched yet."""
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        at = max(0, start + offset)
        if at != self._at:
            self._forget()
            self._at = at
        return at

    def tell(self) -> int:
        """The byte that comes next."""
        return self._at

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer as far as the next piece goes; 0 at the end."""
        if self._at >= self._size:
            return 0
        with like_a_disk():
            if self._body is None:
                self._body = self._fetch(self._at)
            piece = self._body.read(len(buffer))
        if not piece:
            # What was read so far must not pass for all of it.
            raise StorageAwayError("The store of files ended the connection in the middle of a file.")
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def close(self) -> None:
        """Let go of the connection."""
        self._forget()
        super().close()

    def _forget(self) -> None:
        if self._body is not None:
            self._body.close()
            self._body = None
