"""Ports of this machine that nobody listens on."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterable


def free_ports(count: int, liked: Iterable[int] = ()) -> list[int]:
    """So many ports of 127.0.0.1 that are free at this moment: those liked first, then whatever the system gives."""
    with contextlib.ExitStack() as held:
        found: list[int] = []
        for port in liked:
            if len(found) < count and (taken := _taken(port)) is not None:
                held.enter_context(taken)
                found.append(port)
        while len(found) < count:
            given = held.enter_context(socket.create_server(("127.0.0.1", 0)))
            found.append(given.getsockname()[1])
        return found


def _taken(port: int) -> socket.socket | None:
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError:
        return None
