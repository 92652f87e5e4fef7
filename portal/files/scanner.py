"""The virus scanner ClamAV, asked over its own protocol (``INSTREAM``), where ``PORTAL_CLAMAV_URL`` names one.

Closed when it is away: a file that could not be looked at waits in quarantine. There is no library for this that is
kept up, and what is needed of it is short.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

#: Seconds to reach it, and for the whole of one file: clamd reads at most a few megabytes a second.
_REACHING, _PATIENCE = 3.0, 30.0
#: The system page answers within two seconds.
_GREETING = 1.0
_CHUNK, _LONGEST_ANSWER = 65_536, 4_096


class ScannerAwayError(Exception):
    """The scanner cannot be reached, or could not say what it found; the text says which."""


def is_set() -> bool:
    """Whether files are to be scanned at all."""
    return settings.FILES_SCANNER is not None


def scan(path: Path) -> str:
    """What the scanner calls what it found in a file; empty when it found nothing, or no scanner is set.

    Raises ScannerAwayError.
    """
    if not is_set():
        return ""
    with _connected(_REACHING, _PATIENCE) as (connection, until), path.open("rb") as file:
        connection.sendall(b"zINSTREAM\0")
        try:
            while chunk := file.read(_CHUNK):
                _leave(connection, until)
                connection.sendall(struct.pack(">L", len(chunk)) + chunk)
            connection.sendall(struct.pack(">L", 0))
        except (BrokenPipeError, ConnectionResetError):
            # It has said why before it hung up: the file is longer than it takes.
            pass
        return _verdict(_answer(connection, until))


def version() -> str:
    """What the scanner says of itself and its signatures, within a second. Raises ScannerAwayError."""
    with _connected(_GREETING, _GREETING) as (connection, until):
        connection.sendall(b"zVERSION\0")
        return _answer(connection, until)


def _verdict(answer: str) -> str:
    said = answer.removeprefix("stream:").strip()
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise ScannerAwayError("limit" if "size limit" in said else "trouble")


@contextmanager
def _connected(reaching: float, patience: float) -> Iterator[tuple[socket.socket, float]]:
    assert settings.FILES_SCANNER is not None, "asked only where one is set"
    kind: str = settings.FILES_SCANNER[0]
    place: Any = settings.FILES_SCANNER[1]
    until = time.monotonic() + patience
    try:
        if kind == "unix":
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(reaching)
            connection.connect(place)
        else:
            connection = socket.create_connection(place, timeout=reaching)
        with connection:
            yield connection, until
    except OSError as error:
        raise ScannerAwayError(type(error).__name__) from error


def _leave(connection: socket.socket, until: float) -> None:
    """Let the next step take as long as there is left."""
    left = until - time.monotonic()
    if left <= 0:
        raise ScannerAwayError("time")
    connection.settimeout(left)


def _answer(connection: socket.socket, until: float) -> str:
    said = bytearray()
    while not said.endswith(b"\0"):
        _leave(connection, until)
        chunk = connection.recv(_CHUNK)
        said += chunk
        if not chunk or len(said) > _LONGEST_ANSWER:
            break
    if not said.endswith(b"\0"):
        raise ScannerAwayError("no answer")
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()
